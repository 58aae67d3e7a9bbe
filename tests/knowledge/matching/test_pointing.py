"""Some questions hold nothing but words that ask and words that point."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.matching.pointing import only_points, stands_by
from knowledge.model import Fact, FactId, Language, SourceId, TopicId

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


def test_a_fact_stands_by_those_of_its_topic_or_passage_and_those_that_name_it() -> None:
    metro = Fact(FactId("metro"), TopicId("metro"), SourceId("ani"), "he rode the metro", {})
    other = Fact(FactId("talks"), TopicId("talks"), SourceId("ani"), "they talked", {})

    assert not stands_by(other, [metro])
    assert stands_by(replace(other, topic=metro.topic), [metro])
    assert stands_by(replace(other, quote="that he rode the metro on Saturday"), [metro])
    assert stands_by(other, [replace(metro, related=(other.id,))])
