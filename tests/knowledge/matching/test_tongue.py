"""The language of a question shows in its script and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.matching.tongue import Tongues

if TYPE_CHECKING:
    from knowledge.model import FactBase


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When did the library open?", "en"),
        ("पुस्तकालय कब खुला?", "hi"),
        ("library kab khuli?", "hi"),
        ("図書館はいつ開きましたか", "ja"),
        ("フィンチ AI", "ja"),
        ("", "en"),
        ("🤝", "en"),
        ("Когда открыли", "en"),
    ],
)
def test_the_language_is_told(library_base: FactBase, question: str, language: str) -> None:
    assert Tongues(library_base).language_of(question) == language
