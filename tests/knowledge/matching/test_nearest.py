"""The phrasings of the entries in question are compared one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.nearest import Nearest
from knowledge.matching.sheaf import Sheaf
from knowledge.matching.view import View

PHRASINGS = [["who", "rode"], ["who", "came"], ["when", "came"], ["when", "left"]]
ENTRY_OF = [0, 0, 1, 2]


@pytest.fixture(scope="module")
def nearest() -> Nearest:
    return Nearest(View(Sheaf(PHRASINGS), ENTRY_OF, [0, 1, 1]), Sheaf(PHRASINGS), ENTRY_OF, 3)


def test_the_mean_of_the_best_phrasings_counts(nearest: Nearest) -> None:
    fit = nearest.fit([0, 1, 2], ["when", "left"])

    assert fit.argmax() == 2
    assert fit[2] == pytest.approx(1 / 3)  # of one whole fit and two phrasings that are not there


def test_only_the_entries_in_question_are_looked_at(nearest: Nearest) -> None:
    assert len(nearest.fit([2, 0], ["who"])) == 2


def test_unknown_words_lessen_the_fit(nearest: Nearest) -> None:
    assert nearest.fit([0], ["who", "rode", "twice"])[0] < nearest.fit([0], ["who", "rode"])[0]


@given(st.lists(st.sampled_from(["who", "rode", "came", "when", "left", "x"])))
def test_fits_stay_between_nought_and_one(nearest: Nearest, words: list[str]) -> None:
    assert all(0.0 <= fit <= 1.0 + 1e-6 for fit in nearest.fit([0, 1, 2], words))
