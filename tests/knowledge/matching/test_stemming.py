"""Inflections come to one stem, by the script of the word."""

from __future__ import annotations

import pytest

from knowledge.matching.stemming import Stemmer
from knowledge.model import Language

LANGUAGES = [Language("en"), Language("hi"), Language("ja")]


@pytest.mark.parametrize(
    ("one", "other"),
    [("celebrating", "celebration"), ("launched", "launch"), ("मंत्रियों", "मंत्री"), ("थे", "था"), ("kaunsi", "kaunsa")],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    stem = Stemmer(LANGUAGES)

    assert stem(one) == stem(other)


def test_japanese_and_figures_have_no_endings_to_cut() -> None:
    stem = Stemmer(LANGUAGES)

    assert [stem("メトロ"), stem("2027")] == ["メトロ", "2027"]
