"""Texts are as alike as what they share of each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.bags import Bags

BAGS = Bags([{"who": 0.1, "rode": 1.0}, {"when": 0.1, "rode": 1.0}, {"left": 1.0}])


def test_the_same_words_are_wholly_alike_and_others_not_at_all() -> None:
    assert BAGS.likeness({"who": 0.1, "rode": 1.0}) == pytest.approx([1.0, 1.0 / 1.1, 0.0])


def test_words_that_no_text_has_lessen_the_likeness() -> None:
    assert BAGS.likeness({"left": 1.0, "early": 1.0})[2] == pytest.approx(0.5**0.5)


def test_without_texts_nothing_is_alike() -> None:
    assert Bags([]).likeness({"left": 1.0}).size == 0


@given(st.dictionaries(st.sampled_from(["who", "rode", "when", "left", "x"]), st.floats(0.0, 1.0)))
def test_likeness_stays_between_nought_and_one(asked: dict[str, float]) -> None:
    own = {"who": 0.1, "when": 0.1, "rode": 1.0, "left": 1.0}
    likeness = BAGS.likeness({word: own.get(word, weight) for word, weight in asked.items()})

    assert all(0.0 <= one <= 1.0 + 1e-6 for one in likeness)
