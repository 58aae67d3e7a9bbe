"""Features weigh by the facts they point to, and the scores stay within their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.sheaf import Sheaf
from knowledge.matching.view import LEAST_WEIGHT, View

PHRASINGS = [["who", "rode", "~who"], ["who", "came", "~who"], ["when", "came"], ["when", "left"]]
ENTRY_OF = [0, 0, 1, 2]
FACT_OF = [0, 1, 1]


@pytest.fixture(scope="module")
def view() -> View:
    return View(Sheaf(PHRASINGS), ENTRY_OF, FACT_OF)


def test_a_word_of_one_fact_weighs_most(view: View) -> None:
    assert view.weight_of("rode") == view.weight_of("when") == 1.0


def test_a_word_of_all_facts_weighs_least() -> None:
    view = View(Sheaf([["the", "a"], ["the", "b"]]), [0, 1], [0, 1])

    assert view.weight_of("the") == pytest.approx(LEAST_WEIGHT)


def test_an_unknown_word_has_no_weight(view: View) -> None:
    assert view.weight_of("flew") is None


def test_words_letters_and_unknown_features_are_told_apart(view: View) -> None:
    bag = view.bag(["rode", "rode", "flew"], ["who", "who", "whom"], ["came", "sat"])

    assert (len(bag.words), len(bag.letters)) == (2, 1)
    assert bag.unknown == len(["flew", "<wh", "ho>", "hom", "om>"])


def test_where_time_is_short_the_weightiest_words_are_looked_at(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    bag = view.bag(["came", "left"], ["who"])
    monkeypatch.setattr("knowledge.matching.view.MOST_PLACES", 2)  # "left" stands in one place, "came" in two

    assert view.fit(bag).likeness.nonzero()[0].tolist() == [2]


def test_the_entry_with_the_words_is_likest(view: View) -> None:
    fit = view.fit(view.bag(["who", "rode"]))

    assert fit.likeness.argmax() == fit.words.argmax() == 0


def test_unknown_words_lessen_the_likeness(view: View) -> None:
    plain, strange = view.bag(["who", "rode"]), view.bag(["who", "rode", "x", "y"])

    assert view.fit(strange).likeness[0] < view.fit(plain).likeness[0]


def test_counting_piece_by_piece_gives_the_same(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.matching.view.AT_ONCE", 2)
    pieced = View(Sheaf(PHRASINGS), ENTRY_OF, FACT_OF)
    bag = view.bag(["who", "rode", "left"], ["who"])

    assert pieced.fit(bag).likeness.tolist() == view.fit(bag).likeness.tolist()


def test_a_base_without_phrasings_fits_nothing() -> None:
    view = View(Sheaf(), [], [])

    assert view.bag(["who"]).unknown == 1


@given(st.lists(st.sampled_from(["who", "rode", "came", "when", "left", "~who", "x", "y"])))
def test_chances_sum_to_one(view: View, words: list[str]) -> None:
    fit = view.fit(view.bag(words))

    assert fit.words.sum() == pytest.approx(1.0)
