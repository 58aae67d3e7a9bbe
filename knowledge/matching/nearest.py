"""The phrasings themselves, looked at one by one for the few entries that come into question."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching.view import NEW_FEATURE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from knowledge.matching.sheaf import Sheaf
    from knowledge.matching.view import View

BEST_PHRASINGS = 3
"""Phrasings of an entry, the best ones, whose mean fit counts: one alone may be near by chance."""


class Nearest:
    """The words of every phrasing, those of one entry side by side."""

    def __init__(self, view: View, phrasings: Sheaf, entry_of: Sequence[int], entries: int) -> None:
        """Take in phrasings (their words, at least one each), in the order of their entries."""
        self._number = phrasings.number
        self._lengths = phrasings.lengths.astype(np.int32)
        self._words = phrasings.features.astype(np.int32)
        self._weight = np.array([view.weight_of(word) or 0.0 for word in self._number], np.float32)
        ends = np.cumsum(self._lengths)
        held = self._weight[self._words]
        mass = np.maximum(np.add.reduceat(held, ends - self._lengths), 1e-9) if len(held) else held
        self._by_mass = (1.0 / np.sqrt(mass)).astype(np.float32)
        start = np.searchsorted(np.asarray(entry_of), np.arange(entries + 1))
        self._span = start.tolist()
        self._word_span = np.concatenate([[0], ends])[start].tolist()

    def fit(self, entries: Sequence[int], words: Iterable[str], hints: Iterable[str] = ()) -> NDArray[np.float64]:
        """Score entries 0 to 1: the geometric mean of how much of the question and of the phrasing is shared.

        Hints are further words, which count where a phrasing has them.
        """
        distinct = set(words) | {hint for hint in hints if hint in self._number}
        asked = [number for word in distinct if (number := self._number.get(word)) is not None]
        weights = self._weight[asked]
        worth = np.zeros(len(self._weight), np.float32)
        worth[asked] = weights
        mass = float(weights.sum()) + (len(distinct) - len(asked)) * NEW_FEATURE_WEIGHT
        spans = [slice(self._span[entry], self._span[entry + 1]) for entry in entries]
        lengths = np.concatenate([self._lengths[span] for span in spans])
        held = np.concatenate([self._words[self._word_span[e] : self._word_span[e + 1]] for e in entries])
        shared = np.add.reduceat(worth[held], np.cumsum(lengths) - lengths)
        fits = shared * np.concatenate([self._by_mass[span] for span in spans])
        best = _sum_of_best(fits, [span.stop - span.start for span in spans])
        return best / (BEST_PHRASINGS * math.sqrt(max(mass, 1e-9)))


def _sum_of_best(fits: NDArray[np.float32], lengths: Sequence[int]) -> NDArray[np.float64]:
    """Add up the best fits of each entry; those of one entry stand side by side."""
    is_own = np.arange(max(*lengths, BEST_PHRASINGS)) < np.array(lengths)[:, None]
    table = np.zeros(is_own.shape)
    table[is_own] = fits
    return np.asarray(np.partition(table, -BEST_PHRASINGS, axis=1)[:, -BEST_PHRASINGS:].sum(axis=1))
