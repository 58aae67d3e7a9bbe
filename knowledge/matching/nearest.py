"""The phrasings themselves, looked at one by one for the few entries that come into question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching.bags import Bags
from knowledge.matching.view import NEW_FEATURE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from knowledge.matching.view import View

BEST_PHRASINGS = 3
"""Phrasings of an entry, the best ones, whose mean fit counts: one alone may be near by chance."""


class Nearest:
    """The words of every phrasing, those of one entry side by side."""

    def __init__(self, view: View, phrasings: Iterable[Iterable[str]], entry_of: Sequence[int], entries: int) -> None:
        """Take in phrasings (their words, at least one each), in the order of their entries."""
        self._view = view
        self._bags = Bags({word: view.weight_of(word) or 0.0 for word in words} for words in phrasings)
        self._start: list[int] = np.searchsorted(np.asarray(entry_of), np.arange(entries + 1)).tolist()

    def fit(self, entries: Sequence[int], words: Iterable[str]) -> NDArray[np.float64]:
        """Score entries 0 to 1: the mean likeness of their best phrasings."""
        weights = {word: self._view.weight_of(word) for word in words}
        asked = {word: NEW_FEATURE_WEIGHT if weight is None else weight for word, weight in weights.items()}
        spans = [(self._start[entry], self._start[entry + 1]) for entry in entries]
        return _mean_of_best(self._bags.likeness(asked, spans), [end - start for start, end in spans])


def _mean_of_best(fit: NDArray[np.float64], lengths: Sequence[int]) -> NDArray[np.float64]:
    """Average the best fits of each entry; those of one entry stand side by side."""
    start = np.cumsum(lengths) - np.asarray(lengths)
    fit = fit + np.arange(len(fit)) * 1e-9  # no two alike, so that the best is one
    total = np.zeros(len(lengths))
    for _ in range(BEST_PHRASINGS):
        best = np.maximum.reduceat(fit, start)
        total += best
        fit[fit == np.repeat(best, lengths)] = 0.0
    return total / BEST_PHRASINGS
