"""Rows add up to the same whether their cells are found one by one or the row is kept whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.table import Table

FULL_TABLE = np.array([[0, 2, 0, 0], [1, 3, 5, 7], [0, 0, 0, 4], [0, 0, 0, 0]], np.float32)
START = np.array([0, 1, 5, 6, 6])
PLACE = np.array([1, 0, 1, 2, 3, 3], np.int32)
VALUE = np.array([2, 1, 3, 5, 7, 4], np.float32)


def _table(full: float) -> Table:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.matching.table.FULL", full)
        return Table(START, PLACE, (VALUE, 10 * VALUE), 4)


each_way = pytest.mark.parametrize(
    "table", [_table(0.0), _table(0.5), _table(2.0)], ids=["all rows whole", "one row whole", "no row whole"]
)


@each_way
def test_rows_have_as_many_cells_as_are_not_empty(table: Table) -> None:
    assert table.lengths.tolist() == [1, 4, 1, 0]


@each_way
def test_no_rows_add_up_to_nothing(table: Table) -> None:
    assert [sums.tolist() for sums in table.add_up(np.zeros(0, np.intp))] == [[0.0] * 4] * 2


@each_way
@given(rows=st.lists(st.integers(0, 3)))
def test_each_layer_adds_up(table: Table, rows: list[int]) -> None:
    sums = table.add_up(np.array(rows, np.intp))

    assert sums[0] == pytest.approx(FULL_TABLE[rows].sum(axis=0), rel=1e-5)
    assert sums[1] == pytest.approx(FULL_TABLE[rows].sum(axis=0) * 10, rel=1e-5)
