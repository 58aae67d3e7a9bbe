"""Finding the phrases of a list in a text, however many there are."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from knowledge.text import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


GAP = "~"
"""Stands in a phrase for up to two words of any kind: "which ~ city" is also "which large Indian city"."""
WIDEST = 2


class Found(NamedTuple):
    """A phrase, and how many letters of the text it takes, those in its gaps included."""

    phrase: str
    letters: int


class Phrases:
    """A list of phrases in normal form; a phrase counts as whole words, or anywhere where it is Japanese."""

    def __init__(self, phrases: Iterable[str]) -> None:
        listed = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
        self._words: set[str] = set()
        self._whole: set[str] = set()
        self._openers: set[str] = set()
        """The first words of phrases."""
        self._longest: dict[tuple[str, str], int] = {}
        """The first two words of phrases, and how many words the longest has."""
        self._gapped: dict[str, list[tuple[str, Sequence[str]]]] = {}
        """The phrases with gaps, by their first words, the longest first."""
        for phrase in listed:
            if script_of(phrase) != "japanese":
                self._keep(phrase, phrase.split())
        anywhere = [re.escape(phrase) for phrase in listed if script_of(phrase) == "japanese"]
        self._anywhere = re.compile("|".join(anywhere) or r"(?!)")

    def _keep(self, phrase: str, words: Sequence[str]) -> None:
        self._words.update(words)
        self._openers.add(words[0])
        if GAP in words:
            self._gapped.setdefault(words[0], []).append((phrase, words))
            return
        self._whole.add(phrase)
        if len(words) > 1:
            pair = (words[0], words[1])
            self._longest[pair] = max(self._longest.get(pair, 0), len(words))

    def found_in(self, text: str) -> Iterator[Found]:
        """Give the phrases that stand in a text, words apart by single spaces; of those at one place the longest."""
        return chain(self._of_words(text.split()), self._of_runs(text))

    def _of_words(self, words: Sequence[str]) -> Iterator[Found]:
        for start, end, phrase in self._spans(words):
            yield Found(phrase, len(" ".join(words[start:end])))

    def _of_runs(self, text: str) -> Iterator[Found]:
        if not text.isascii():
            for found in self._anywhere.finditer(text):
                yield Found(found.group(), len(found.group()))

    def _spans(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        for start, word in enumerate(words):
            if word in self._openers:
                end, phrase = self._longest_at(words, start)
                if end:
                    yield start, end, phrase

    def _longest_at(self, words: Sequence[str], start: int) -> tuple[int, str]:
        """Give the longest phrase that begins at a word, and where it ends; nought where none does."""
        word = words[start]
        end, longest = (start + 1, word) if word in self._whole else (0, "")
        most = self._longest.get((word, words[start + 1]), 0) if start + 1 < len(words) else 0
        for last in range(min(start + most, len(words)), start + 1, -1):
            phrase = " ".join(words[start:last])
            if phrase in self._whole:
                end, longest = last, phrase
                break
        for phrase, parts in self._gapped.get(words[start], ()):
            if len(phrase) <= len(longest):
                break
            if parts[-1] in words and (at := _end_of(parts, words, start)):
                return at, phrase
        return end, longest

    def stand_in(self, text: str) -> bool:
        """Tell whether one of them stands in a text."""
        return next(self.found_in(text), None) is not None

    def are_all_of(self, text: str) -> bool:
        """Tell whether a text holds no letter or digit beside them."""
        last = text[text.rfind(" ") + 1 :]
        if last.isascii() and last not in self._words:  # so it is with most texts, and a gap ends no phrase
            return False
        return not any(map(str.isalnum, self.left_out_of(text)))

    def left_out_of(self, text: str) -> str:
        """Give a text without them."""
        words = text.split()
        taken = {place for start, end, _ in self._spans(words) for place in range(start, end)}
        left = " ".join(word for place, word in enumerate(words) if place not in taken)
        return left if left.isascii() else self._anywhere.sub(" ", left)


def _end_of(parts: Sequence[str], words: Sequence[str], start: int) -> int:
    """Give where a phrase that begins at a word ends; nought where it does not stand there."""
    at = start
    for i, part in enumerate(parts):
        if part == GAP:
            rest = parts[i + 1 :]
            ends = (_end_of(rest, words, at + skipped) for skipped in range(WIDEST + 1))
            return next((end for end in ends if end), 0)
        if at >= len(words) or words[at] != part:
            return 0
        at += 1
    return at
