"""Phrases are found as whole words, and anywhere in Japanese."""

from __future__ import annotations

import pytest

from knowledge.matching.phrases import Phrases


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("how many books", True),
        ("show manyfold", False),
        ("किस दिन खुला", True),
        ("किसी दिन", False),
        ("図書館はいつ開く", True),
        ("図書館", False),
    ],
)
def test_a_phrase_stands_in_a_text(text: str, *, stands: bool) -> None:
    assert Phrases(["how many", "किस दिन", "いつ"]).stand_in(text) is stands


@pytest.mark.parametrize(
    ("text", "are_all"),
    [
        ("how many", True),
        ("how many books", False),
        ("books how many", False),
        ("which red and how many", False),
        ("which large red city", True),
        ("किस दिन いつ", True),
        ("किस दिन खुला", False),
        ("いつ開く", False),
    ],
)
def test_a_text_may_hold_nothing_beside_the_phrases(text: str, *, are_all: bool) -> None:
    assert Phrases(["how many", "किस दिन", "いつ", "which ~ city"]).are_all_of(text) is are_all


def test_no_phrases_stand_nowhere() -> None:
    assert not Phrases([]).stand_in("anything")


def test_a_phrase_is_no_pattern() -> None:
    assert not Phrases(["a.c"]).stand_in("abc")
