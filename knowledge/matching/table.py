"""A table most of whose cells are empty, and the sum of some of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.floating]
    Ints = NDArray[np.integer]

FULL = 1 / 16
"""Share of its cells from which a row is kept whole, too: it is added up many times faster than found cell by cell."""


class Table:
    """The cells that are not empty, row by row; each holds several values, one a layer."""

    def __init__(self, start: Ints, place: Ints, layers: Sequence[Floats], columns: int) -> None:
        """Take the layers' values and each cell's place in its row; row `i` has the cells from `start[i]` on."""
        self._start, self._place, self._layers, self._columns = start, place, layers, columns
        self.lengths = np.diff(start)
        """How many cells each row has."""
        whole = np.flatnonzero(self.lengths >= max(1.0, FULL * columns))
        self._at = np.full(len(self.lengths), -1, np.int32)
        """Where the row stands among those that are kept whole."""
        self._at[whole] = np.arange(len(whole), dtype=np.int32)
        self._whole = np.zeros((len(whole), len(layers), columns), np.float32)
        where, row = self._where(whole, self.lengths[whole]), np.repeat(np.arange(len(whole)), self.lengths[whole])
        for number, layer in enumerate(layers):
            self._whole[row, number, place[where]] = layer[where]

    def add_up(self, rows: Ints) -> Floats:
        """Sum rows; for each layer a figure for each column."""
        at = self._at.take(rows)
        is_whole = at >= 0
        sums = np.add.reduce(self._whole.take(at[is_whole], axis=0)).astype(np.float64)
        thin = rows[~is_whole]
        if len(thin):
            where = self._where(thin, self.lengths.take(thin))
            place = self._place.take(where)
            for number, layer in enumerate(self._layers):
                sums[number] += np.bincount(place, layer.take(where), self._columns)
        return np.asarray(sums)

    def _where(self, rows: Ints, lengths: Ints) -> Ints:
        """Give where the cells of rows stand, those of one behind those of another."""
        ends = lengths.cumsum()
        shift = self._start.take(rows) - ends + lengths
        where: Ints = np.arange(ends[-1] if len(ends) else 0) + shift.repeat(lengths)
        return where
