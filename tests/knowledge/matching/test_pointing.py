"""Some questions hold nothing but words that ask and words that point."""

from __future__ import annotations

import pytest

from knowledge.matching.pointing import only_points
from knowledge.model import Language

LANGUAGES = [Language("en"), Language("hi"), Language("ja")]


@pytest.mark.parametrize(
    "question",
    [
        "and when was that?",
        "Who else?",
        "why",
        "with whom?",
        "और वह कब हुआ?",
        "aur kab?",
        "それはいつですか？",
        "誰と？",
    ],
)
def test_a_question_of_pointing_words_points(question: str) -> None:
    assert only_points(question, LANGUAGES)


@pytest.mark.parametrize(
    "question", ["when was the metro ride?", "is he tall?", "मोतेगी कब आए?", "茂木さんは誰と？", "", "?!"]
)
def test_a_question_with_words_of_its_own_does_not(question: str) -> None:
    assert not only_points(question, LANGUAGES)
