"""Words that turn what a fact says into its opposite: to cancel what was agreed, to close what was opened."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.matching.language import LanguageData


class Opposites:
    """The opposites that several languages' data files name, by their stems."""

    def __init__(self, languages: Sequence[LanguageData], stem: Callable[[str], str]) -> None:
        self._undoing = frozenset(" ".join(map(stem, phrase.split())) for data in languages for phrase in data.undoing)
        self._openers = frozenset(phrase.split()[0] for phrase in self._undoing if " " in phrase)
        self._of: dict[str, set[str]] = defaultdict(set)
        for data in languages:
            for one, other in data.opposites:
                for word in one:
                    self._of[stem(word)].update(map(stem, other))
                for word in other:
                    self._of[stem(word)].update(map(stem, one))

    def knows(self, stem: str) -> bool:
        """Tell whether a stem is one of those that are named."""
        return stem in self._undoing or stem in self._of

    def phrases_in(self, stems: Sequence[str]) -> Sequence[str]:
        """Give the phrases of two words that undo, such as "call off"."""
        if self._openers.isdisjoint(stems):
            return ()
        return [phrase for phrase in map(" ".join, pairwise(stems)) if phrase in self._undoing]

    def of(self, stems: Iterable[str]) -> frozenset[str]:
        """Give the opposites of stems."""
        return frozenset(other for stem in stems for other in self._of.get(stem, ()))

    def among(self, stems: Sequence[str], own: frozenset[str], opposed: frozenset[str]) -> tuple[str, ...]:
        """Give those of a question's stems that a fact does not say, and that undo anything or are opposed to it.

        It does not matter that they may have a sense in common: to end and to open a fair are both about its hours.
        """
        strange = (stem for stem in (*stems, *self.phrases_in(stems)) if stem not in own)
        return tuple(stem for stem in strange if stem in self._undoing or stem in opposed)
