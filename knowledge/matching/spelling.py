"""Mending misspelt words with the words that a base knows."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from knowledge.matching.language import commonness
from knowledge.matching.remembering import remembering
from knowledge.matching.sounding import sound_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.model import Language

_REPAIRABLE = re.compile(r"[a-z\u0900-\u097f]{3,}")

SHORT_WORD = 3
"""Letters of a word that only two swapped ones may be mended in: any other slip makes it a different word."""

LONG_WORD = 7
"""Latin letters from which a word may carry two slips; a shorter one, or one of another script, carries one."""

LEAST_SOUND = 3
"""Consonants of a word that may be told by its sound; with fewer, too many sound alike."""

COMMON = 2e-6
"""A word at least this frequent in running text is a real word and is never repaired into another."""

EVERYDAY = 2e-5
"""A word at least this frequent is never read as initials: "as", "is"; rarer ones such as "cm" may be."""

VOWELS = "aeiou"
LEAST_SHORT, LEAST_CUT = 3, 3
"""Letters of a shortened word, and letters that it must lack, so that no mere ending is taken for a cut."""


class Repairer:
    """Mends a misspelt word to the nearest one of the base, and leaves real words alone."""

    def __init__(self, known: Mapping[str, int], languages: Sequence[Language]) -> None:
        """Know words, each with how often the base has it."""
        self._known = known
        self._common = [commonness(language) for language in languages]
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(known):
            if _REPAIRABLE.fullmatch(word):
                by_length[len(word)].append(word)
        self._near_length = {
            n: [word for m in range(n - 2, n + 3) for word in by_length.get(m, ())] for n in range(SHORT_WORD, 24)
        }
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in sorted(known):
            if word.isascii() and word.isalpha():
                self._by_letter[word[0]].append(word)
        self._by_sound = _by_sound(known)
        self._cached = remembering(self._mend, 10_000)

    def __call__(self, word: str) -> str:
        """Give the base's word that was meant, or the word itself."""
        if word in self._known or not _REPAIRABLE.fullmatch(word) or self._is_real(word):
            return word
        return self._cached(word)

    def sound(self, word: str) -> str:
        """Give the sound of a Hindi word that the base has in Devanagari, or in another spelling; else nothing."""
        heard = "" if not self._by_sound or (word.isascii() and self._is_real(word)) else sound_of(word)
        return heard if heard in self._by_sound else ""

    def is_common(self, word: str) -> bool:
        """Tell whether a word is so frequent in one of the languages that it is hardly short for something else."""
        return any(words.get(word, 0.0) >= EVERYDAY for words in self._common)

    def _is_real(self, word: str) -> bool:
        return any(words.get(word, 0.0) >= COMMON for words in self._common)

    def _mend(self, word: str) -> str:
        allowed = 2 if word.isascii() and len(word) >= LONG_WORD else 1
        near = process.extract(
            word,
            self._near_length.get(len(word), ()),
            scorer=OSA.distance,
            processor=None,
            score_cutoff=allowed,
            limit=10,
        )
        found = [(distance, *_unlikeness(word, mended), -self._known[mended], mended) for mended, distance, _ in near]
        found = [each for each in found if _may_become(word, each[-1])]
        return min(found)[-1] if found else self._written_out(word) or self._sounding_like(word)

    def _written_out(self, word: str) -> str:
        """Give the base's most frequent word that a short form is cut from: "bilat", "grps"; else nothing."""
        if not word.isascii() or len(word) < LEAST_SHORT:
            return ""
        cut = [known for known in self._by_letter.get(word[0], ()) if _is_cut_from(word, known)]
        return max(cut, key=lambda known: (self._known[known], known), default="")

    def _sounding_like(self, word: str) -> str:
        """Give the base's romanised word, or its word in Devanagari, that sounds the same; or the word itself."""
        alike = self._by_sound.get(sound_of(word), ()) if word.isascii() else ()
        return min(alike, key=lambda other: (OSA.distance(word, other), other), default=word)


def _by_sound(known: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Sort the words in Devanagari, and those in Latin letters that sound like one of them, by their sound."""
    hindi: dict[str, list[str]] = defaultdict(list)
    for word in sorted(known):
        if not word.isascii() and len(sound := sound_of(word)) >= LEAST_SOUND:
            hindi[sound].append(word)
    for word in sorted(known) if hindi else ():
        if word.isascii() and (sound := sound_of(word)) in hindi:
            hindi[sound].append(word)
    return hindi


def _is_cut_from(short: str, word: str) -> bool:
    """Tell whether letters are a word's beginning, or the word without vowels: "bilat", "grps"."""
    if word.startswith(short):
        return len(word) >= len(short) + LEAST_CUT
    if len(word) <= len(short) or word[-1] != short[-1] or any(char in VOWELS for char in short[1:]):
        return False
    left = iter(word)
    return all(char in left for char in short)


def _unlikeness(word: str, mended: str) -> tuple[bool, bool, int]:
    """Tell how much speaks against a slip: few miss the first letter, and many swap two letters."""
    return mended[0] != word[0], sorted(word) != sorted(mended), Indel.distance(word, mended)


def _may_become(word: str, mended: str) -> bool:
    return len(word) > SHORT_WORD or sorted(word) == sorted(mended)
