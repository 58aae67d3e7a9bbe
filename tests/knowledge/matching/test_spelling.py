"""Slips are mended with the base's words, and real words are left alone."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.matching.spelling import Repairer
from knowledge.model import Language

KNOWN = Counter({"johannesburg": 2, "initiative": 5, "metro": 9, "ambassador": 3, "आपूर्ति": 1, "india": 9, "ind": 1})


@pytest.fixture
def repair() -> Repairer:
    return Repairer(KNOWN, [Language("en"), Language("hi")])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("johanesburg", "johannesburg"),
        ("inititive", "initiative"),
        ("mtero", "metro"),
        ("inda", "india"),
        ("ambasador", "ambassador"),
        ("आपुर्ति", "आपूर्ति"),
    ],
)
def test_a_slip_becomes_the_word_that_was_meant(repair: Repairer, typed: str, meant: str) -> None:
    assert repair(typed) == meant


@pytest.mark.parametrize("word", ["retro", "native", "metre", "x", "2027", "メトロ", "zzzzzzz", ""])
def test_a_real_or_far_word_stays(repair: Repairer, word: str) -> None:
    assert repair(word) == word


def test_a_base_without_words_repairs_nothing() -> None:
    assert Repairer({}, [Language("en")])("johanesburg") == "johanesburg"


@pytest.mark.parametrize(
    ("typed", "meant"), [("ambass", "ambassador"), ("jhnsbrg", "johannesburg"), ("initve", "initve")]
)
def test_a_beginning_or_a_word_without_its_vowels_is_written_out(repair: Repairer, typed: str, meant: str) -> None:
    assert repair(typed) == meant
