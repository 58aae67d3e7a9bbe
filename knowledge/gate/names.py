"""Find the vocabulary's names in a text, under any of their spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.figures import read_figures
from knowledge.model import Kind
from knowledge.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.model import Term

# Katakana words stand whole, so that インド is not found in インドネシア; other Japanese shows no words.
_UNIT = re.compile("[\u30a1-\u30ff]+|[\u3040-\u309f\u3400-\u9fff々]|[^\\s'\u3040-\u30ff\u3400-\u9fff々]+")
_SHORT = 3  # letters: "us" and "it" are words, "US" and "IT" are names


@dataclass(frozen=True, slots=True)
class _Spelling:
    written: str
    owner: int
    exact: re.Pattern[str] | None
    """For an abbreviation: it counts only where it is written so, capitals and all."""

    def stands_in(self, text: str) -> bool:
        return self.exact is None or self.exact.search(text) is not None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text."""

    written: str
    """As the vocabulary spells it."""
    owners: frozenset[int]
    """The terms that are spelled so, by their number in the vocabulary."""

    def is_proved_by(self, held: Iterable[frozenset[int]]) -> bool:
        """Tell whether one of the names that `Names.held` found means this one.

        "Finch" proves "the Mayor"; but where two persons are called Mayor, "the Mayor" does not prove "Finch".
        """
        return any(owners <= self.owners for owners in held)


class Names:
    """The names of one vocabulary, ready to be looked for."""

    def __init__(self, terms: Sequence[Term]) -> None:
        spellings: dict[tuple[str, ...], list[_Spelling]] = defaultdict(list)
        for owner, term in enumerate(terms):
            for written in term.spellings:
                if _is_findable(written, term.kind):
                    spellings[_words(written)].append(_Spelling(written, owner, _exact(written)))
        self._spellings = dict(spellings)
        self._longest = max(map(len, spellings), default=0)

    def mentioned(self, text: str) -> Iterator[Mention]:
        """Find the names that a text states, from left to right; of names within names only the longest."""
        words, text, at = _words(text), unicodedata.normalize("NFKC", text), 0
        while at < len(words):
            length, found = self._longest_at(words, at, text)
            if found:
                yield Mention(found[0].written, frozenset(spelling.owner for spelling in found))
            at += length

    def _longest_at(self, words: tuple[str, ...], at: int, text: str) -> tuple[int, list[_Spelling]]:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            spellings = self._spellings.get(words[at : at + length], ())
            found = [spelling for spelling in spellings if spelling.stands_in(text)]
            if found:
                return length, found
        return 1, []

    def held(self, text: str) -> set[frozenset[int]]:
        """Find whom a text names, names within names and English plurals too; for each name the terms that share it."""
        words, text = _words(text), unicodedata.normalize("NFKC", text)
        spans = (
            words[start:end]
            for start in range(len(words))
            for end in range(start + 1, min(start + self._longest, len(words)) + 1)
        )
        forms = {form for span in spans for form in (span, (*span[:-1], span[-1].removesuffix("s")))}
        named = ([found for found in self._spellings.get(form, ()) if found.stands_in(text)] for form in forms)
        return {frozenset(spelling.owner for spelling in spellings) for spellings in named if spellings}


def _is_findable(written: str, kind: Kind) -> bool:
    """Leave out what has no word in it, what is judged as a date, and single kanji, which stand in many words."""
    if kind is Kind.DATE and read_figures(written).marks:
        return False
    return (written.isascii() and bool(_words(written))) or len("".join(_words(written))) > 1


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(unit for word in text.split() for unit in _UNIT.findall(_normal(word)))


@lru_cache(maxsize=16384)
def _normal(word: str) -> str:
    return normalise(word)  # word by word, because of a long text it reads only the beginning


def _exact(written: str) -> re.Pattern[str] | None:
    is_short = sum(map(str.isalpha, written)) <= _SHORT
    if not written.isascii() or not (is_short or written.isupper()):
        return None
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(written)}s?(?![A-Za-z0-9])")
