"""Words that turn what a fact says into its opposite: to cancel what was agreed, to close what was opened."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.matching.language import LanguageData


class Opposites:
    """The opposites that several languages' data files name, by their stems."""

    def __init__(self, languages: Sequence[LanguageData], stem: Callable[[str], str]) -> None:
        self._undoing = frozenset(stem(word) for data in languages for word in data.undoing)
        self._of: dict[str, set[str]] = defaultdict(set)
        for data in languages:
            for one, other in data.opposites:
                for word in one:
                    self._of[stem(word)].update(map(stem, other))
                for word in other:
                    self._of[stem(word)].update(map(stem, one))

    def among(self, strange: Iterable[str], own: frozenset[str]) -> tuple[str, ...]:
        """Give those of the stems strange to a fact that say the opposite of its own, or undo whatever it says."""
        return tuple(stem for stem in strange if stem in self._undoing or not own.isdisjoint(self._of.get(stem, ())))
