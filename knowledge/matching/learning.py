"""Putting centroids right where they mislead: a softmax regression that starts from them and stays beside them.

Each phrasing is asked as if the base did not have it (its own share is taken out of its entry's centroid), and what
the features say is moved towards the entry that it belongs to and away from the ones that were taken for it, in two
rounds of small steps (stochastic gradient descent; Robbins and Monro 1951). A feature speaks only for entries that it
occurs in, so the result takes no more room than the centroids and looks up no slower. The same phrasings always give
the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.integer]

STEPS = (0.3, 0.1)
"""How far each round moves."""
TOGETHER = 128
"""Phrasings that are looked at before the next move."""
SHARPNESS = 20.0
"""What a likeness is multiplied with before it counts as log odds."""
MOST_CELLS = 10_000_000
"""Features times entries up to which there is time and memory to learn; beyond, the centroids stay as they are."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The phrasings, and how often each feature occurs in each entry."""

    features: Ints
    """Those of all phrasings, one phrasing behind the other."""
    lengths: Ints
    """The number of features of each phrasing."""
    entry_of: Ints
    """The entry of each phrasing."""
    weight: Floats
    """The weight of each feature."""
    row: Ints
    """The feature of each cell of the centroids; in order."""
    place: Ints
    """The entry of each cell."""
    count: Floats
    """The phrasings of the entry that have the feature."""


def learn(lesson: Lesson, value: Floats, entries: int) -> Floats:
    """Give better values for the centroids' cells; the given ones where there is nothing to learn or too much."""
    kept = np.bincount(lesson.row, lesson.count, len(lesson.weight)) > 1
    size = int(kept.sum()) * entries
    if not 0 < size <= MOST_CELLS:
        return value
    pupil = _Pupil(lesson, value, entries, kept)
    with threadpool_limits(1):  # several would wait for each other longer than they work
        for step in STEPS:
            for batch in _batches(len(lesson.lengths)):
                pupil.study(batch, step)
    return pupil.values()


def _batches(phrasings: int) -> Iterator[Ints]:
    order = np.random.default_rng(0).permutation(phrasings)
    for start in range(0, phrasings, TOGETHER):
        yield order[start : start + TOGETHER]


class _Pupil:
    """The centroids as a full table, for the time of learning. Features of one phrasing alone teach nothing."""

    def __init__(self, lesson: Lesson, value: Floats, entries: int, kept: NDArray[np.bool_]) -> None:
        self._lesson = lesson
        self._value = value
        self._is_kept, self._number = kept, np.cumsum(kept, dtype=np.int32) - 1
        self._cells = kept[lesson.row]
        self._row, self._place = self._number[lesson.row[self._cells]], lesson.place[self._cells]
        self._table = np.zeros((int(kept.sum()), entries), np.float32)
        self._start = np.cumsum(lesson.lengths, dtype=np.int64) - lesson.lengths
        self._own = self._own_shares()
        self._table[self._row, self._place] = value[self._cells]
        # Room that each batch needs again: to ask for it and give it back each time costs as much as the sums.
        self._here, self._move = np.empty_like(self._table), np.empty_like(self._table)

    def _own_shares(self) -> Floats:
        """Count what each phrasing adds to its own score by being part of its entry's centroid."""
        count = self._lesson.count[self._cells]
        self._table[self._row, self._place] = self._value[self._cells] * (1.0 - np.sqrt((count - 1.0) / count))
        own = np.empty(len(self._lesson.lengths), np.float32)
        for batch in _batches(len(own)):
            row, whose, share = self._features_of(batch)
            gain = self._table[row, self._lesson.entry_of[batch[whose]]]
            own[batch] = np.bincount(whose, share * gain, len(batch))
        return own

    def study(self, batch: Ints, step: float) -> None:
        """Move the table by what a batch of phrasings teaches; a cell that is empty, and so nought, stays so."""
        features, bags = self._bags_of(batch)
        here, move = self._here[: len(features)], self._move[: len(features)]
        self._table.take(features, axis=0, out=here, mode="clip")
        scores = bags @ here
        own = (np.arange(len(batch)), self._lesson.entry_of[batch])
        scores[own] -= self._own[batch]
        powers = np.exp(SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
        wrong = powers / powers.sum(axis=1, keepdims=True)
        wrong[own] -= 1.0
        np.matmul(bags.T, step * wrong, out=move)
        move *= here != 0.0
        here -= move
        self._table[features] = here

    def _bags_of(self, batch: Ints) -> tuple[Ints, Floats]:
        """Lay a batch out as a table of its phrasings by its features."""
        row, whose, share = self._features_of(batch)
        is_here = np.zeros(len(self._table), np.bool_)
        is_here[row] = True
        column = np.cumsum(is_here) - 1
        bags = np.zeros((len(batch), int(column[-1]) + 1), np.float32)
        bags[whose, column[row]] = share
        return np.flatnonzero(is_here), bags

    def _features_of(self, batch: Ints) -> tuple[Ints, Ints, Floats]:
        """Give the features of a batch: their rows, which of its phrasings has them, and their share in its bag."""
        lengths = self._lesson.lengths[batch]
        ends = np.cumsum(lengths)
        features = self._lesson.features[np.arange(ends[-1]) + np.repeat(self._start[batch] - ends + lengths, lengths)]
        whose = np.repeat(np.arange(len(batch)), lengths)
        weight = self._lesson.weight[features]
        share = weight / np.sqrt(np.bincount(whose, weight * weight)).astype(np.float32)[whose]
        is_kept = self._is_kept[features]
        return self._number[features[is_kept]], whose[is_kept], share[is_kept]

    def values(self) -> Floats:
        """Give the table's cells in the lesson's order."""
        learned = self._value.copy()
        learned[self._cells] = self._table[self._row, self._place]
        return learned
