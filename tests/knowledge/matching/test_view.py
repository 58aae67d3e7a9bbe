"""Features weigh by the facts they point to, and the scores stay within their bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.view import LEAST_WEIGHT, Nearest, Postings, View

PHRASINGS = [["who", "rode"], ["who", "came"], ["when", "came"], ["when", "left"]]
ENTRY_OF = [0, 0, 1, 2]
FACT_OF = [0, 1, 1]


@pytest.fixture
def view() -> View:
    return View(PHRASINGS, ENTRY_OF, FACT_OF)


def test_rows_add_up_by_place() -> None:
    postings = Postings([([0, 2], [1.0, 2.0]), ([2], [3.0])], 3)

    assert postings.sum_rows([0, 1], [1.0, 0.5]).tolist() == [1.0, 0.0, 3.5]


def test_no_rows_add_up_to_nothing() -> None:
    assert Postings([([0], [1.0])], 2).sum_rows([], []).tolist() == [0.0, 0.0]


def test_a_word_of_one_fact_weighs_most(view: View) -> None:
    assert view.weight_of("rode") == view.weight_of("when") == 1.0


def test_a_word_of_all_facts_weighs_least() -> None:
    view = View([["the", "a"], ["the", "b"]], [0, 1], [0, 1])

    assert view.weight_of("the") == LEAST_WEIGHT


def test_an_unknown_word_has_no_weight(view: View) -> None:
    assert view.weight_of("flew") is None


def test_known_features_are_split_from_unknown_ones(view: View) -> None:
    known, unknown = view.known(["rode", "rode", "flew"])

    assert (len(known), unknown) == (1, 1)


def test_the_entry_with_the_words_is_likest(view: View) -> None:
    known, unknown = view.known(["who", "rode"])

    assert view.likeness(known, unknown).argmax() == view.posterior(known, 1.0).argmax() == 0


def test_nearest_takes_the_mean_of_the_best_phrasings(view: View) -> None:
    nearest = Nearest(view, PHRASINGS, ENTRY_OF, 3)
    fit = nearest.fit(*view.known(["when", "left"]))

    assert fit.argmax() == 2
    assert fit[2] == pytest.approx(1 / 3)  # of one whole fit and two phrasings that are not there


def test_unknown_words_lessen_every_score(view: View) -> None:
    known, _ = view.known(["who", "rode"])

    assert view.likeness(known, 3)[0] < view.likeness(known, 0)[0]


@given(st.lists(st.sampled_from(["who", "rode", "came", "when", "left", "x", "y"])))
def test_scores_stay_between_nought_and_one(words: list[str]) -> None:
    view = View(PHRASINGS, ENTRY_OF, FACT_OF)
    known, unknown = view.known(words)
    scores = [
        view.likeness(known, unknown),
        view.posterior(known, 2.0),
        Nearest(view, PHRASINGS, ENTRY_OF, 3).fit(known, unknown),
    ]

    assert all(np.all((score >= 0) & (score <= 1 + 1e-9)) for score in scores)
