"""How much each word of a question says."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge.matching.language import commonness, load_language
from knowledge.matching.remembering import remembering

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.matching.index import Index
    from knowledge.matching.reading import Reading
    from knowledge.model import Language

_HIRAGANA = re.compile("[\u3040-\u309f]")
_KANJI = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_VERB = re.compile("[\u3400-\u4dbf\u4e00-\u9fff][\u3040-\u309f]")
PARTICLE, KANJI = 0.1, 0.5
"""Weights of pairs of Japanese characters that are no words: with hiragana in them they are mostly endings, whatever
they point to, but for those that verbs begin with, such as 食べ; and of kanji there are two or three to a word."""

_EVERYDAY, _RARE = 1.5e-3, 3e-5  # shares of running text between which a word turns from filler to content


class Word(NamedTuple):
    """A word as a fact may have it, and what it weighs, 0 to 1."""

    stem: str
    sound: str
    senses: frozenset[str]
    weight: float


class Weigher:
    """How much a word says: by the facts it points to, or by how rare it is where the base does not have it."""

    def __init__(self, languages: Sequence[Language], index: Index) -> None:
        self._index = index
        self._common = [commonness(language) for language in languages]
        self._verbs = list(map(_verbs_of, languages))
        self._places = frozenset[str]().union(*(load_language(language).places for language in languages))
        self.rarity = remembering(self._rarity, 50_000)
        """Weigh a word by how rare it is in its language, 0 to 1, whatever the base."""

    def __call__(self, stem: str, word: str) -> float:
        """Weigh a word, 0 to 1."""
        known = self._index.view.weight_of(stem)
        if known is None:
            return self.rarity(word)
        return known if word.isascii() or not _HIRAGANA.search(word) else min(known, self.rarity(word))

    def all_in(self, reading: Reading) -> list[float]:
        """Weigh each word of a reading."""
        return list(map(self, reading.stems, reading.words))

    def content(self, stem: str, word: str) -> float:
        """Weigh what a word gives to go on: no more than it would in any base."""
        return min(self(stem, word), self.rarity(word))

    def _rarity(self, word: str) -> float:
        if word in self._places:  # a name says much, however often it is said
            return 1.0
        if _HIRAGANA.search(word):
            share = _share_of(word, self._verbs)
            return max(PARTICLE, min(KANJI, _rarity_at(share))) if share else PARTICLE
        share = _share_of(word, self._common)
        if not share:
            return KANJI if _KANJI.fullmatch(word) else 1.0
        return _rarity_at(share)


def _share_of(word: str, lists: Iterable[Mapping[str, float]]) -> float:
    return max((shares.get(word, 0.0) for shares in lists), default=0.0)


def _rarity_at(share: float) -> float:
    return min(1.0, max(0.0, math.log(_EVERYDAY / share) / math.log(_EVERYDAY / _RARE)))


@lru_cache
def _verbs_of(language: Language) -> Mapping[str, float]:
    """Give the pairs that Japanese verbs and adjectives begin with, each with the share of all its forms."""
    shares: dict[str, float] = defaultdict(float)
    for word, share in commonness(language).items():
        if _VERB.match(word):
            shares[word[:2]] += share
    return dict(shares)
