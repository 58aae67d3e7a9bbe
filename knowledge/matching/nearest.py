"""The phrasings themselves, looked at one by one for the few entries that come into question."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from knowledge.matching.view import View

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

BEST_PHRASINGS = 3
"""Phrasings of an entry, the best ones, whose mean fit counts: one alone may be near by chance."""


class Nearest:
    """The words of every phrasing, those of one entry side by side."""

    def __init__(self, view: View, phrasings: Iterable[Iterable[str]], entry_of: Sequence[int], entries: int) -> None:
        """Take in phrasings (their words), in the order of their entries."""
        bags = [sorted({view.number_of(word) for word in words}) for words in phrasings]
        lengths = np.fromiter(map(len, bags), np.int64, len(bags))
        self._words = np.fromiter(chain.from_iterable(bags), np.int32, int(lengths.sum()))
        self._word_start = np.concatenate([[0], np.cumsum(lengths)])
        weights = np.append(view.weight, np.float32(0.0))
        self._mass = np.maximum(np.add.reduceat(weights[self._words], self._word_start[:-1]), 1e-9) if bags else weights
        self._start = np.searchsorted(np.asarray(entry_of), np.arange(entries + 1))
        self._asked = np.zeros(len(weights), np.float32)

    def fit(self, entries: Ints, words: Sequence[int], weights: Floats, unknown: float) -> Floats:
        """Score entries 0 to 1: the geometric mean of how much of the question and of the phrasing is shared.

        The question is given by its words, their weights, and the weight of those that the base does not have.
        """
        asked = float(weights.sum()) + unknown
        phrasings, entry = _spread(self._start, entries)
        where, phrasing = _spread(self._word_start, phrasings)
        worth = np.zeros_like(self._asked)
        worth[list(words)] = weights
        shared = np.bincount(phrasing, worth[self._words[where]], len(phrasings))
        return _mean_of_best(shared / np.sqrt(self._mass[phrasings] * max(asked, 1e-9)), entry, len(entries))


def _spread(start: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Give the places of the given rows, one row behind the other, and the number of its row for each."""
    lengths = start[rows + 1] - start[rows]
    ends = np.cumsum(lengths)
    number = np.repeat(np.arange(len(rows)), lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) + (start[rows] - ends + lengths)[number], number


def _mean_of_best(fit: Floats, entry: Ints, entries: int) -> Floats:
    """Average the best fits of each entry; those of one entry stand side by side."""
    if not len(fit):
        return np.zeros(entries)
    start = np.searchsorted(entry, np.arange(entries))
    fit = fit + np.arange(len(fit)) * 1e-9  # no two alike, so that the best is one
    total = np.zeros(entries)
    for _ in range(BEST_PHRASINGS):
        best = np.maximum.reduceat(fit, start)
        total += best
        fit[fit == best[entry]] = 0.0
    return total / BEST_PHRASINGS
