"""What words mean, as far as a language's data file tells which ones people say for one another."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.text import NormalText, tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

NOTHING: frozenset[str] = frozenset()
"""Shared by all words without a sense: a set takes some room."""


class Senses:
    """The senses of words and of phrases of several words, by their stems."""

    def __init__(self, senses: Iterable[Mapping[str, Sequence[str]]], stem: Callable[[str], str]) -> None:
        """Know senses, each by its name with the phrases in normal form that have it, cut as questions are."""
        found: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for language in senses:
            for sense, phrases in language.items():
                for phrase in phrases:
                    found[tuple(map(stem, tokenise(NormalText(phrase))))].add(sense)
        self._senses = {stems: frozenset(sorted(senses)) for stems, senses in found.items()}
        self._lengths: dict[tuple[str, ...], set[int]] = defaultdict(set)
        """How many words the phrases have that begin with two words."""
        for stems in self._senses:
            if len(stems) > 1:
                self._lengths[stems[:2]].add(len(stems))

    def all_of(self, stems: frozenset[str]) -> frozenset[str]:
        """Give the senses that may be met where only these stems occur."""
        return NOTHING.union(*(senses for phrase, senses in self._senses.items() if stems.issuperset(phrase)))

    def of(self, stems: tuple[str, ...]) -> tuple[frozenset[str], ...]:
        """Give the senses of each word of a text: its own, and those of the phrases that it is part of."""
        found = [self._senses.get((stem,), NOTHING) for stem in stems]
        for start, pair in enumerate(pairwise(stems)):
            for length in self._lengths.get(pair, ()):
                senses = self._senses.get(stems[start : start + length])
                if senses:
                    end = start + length
                    found[start:end] = [had | senses if had else senses for had in found[start:end]]
        return tuple(found)
