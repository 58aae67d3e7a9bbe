from __future__ import annotations

from functools import cache

import pytest

from knowledge.answering import Answerer
from knowledge.folder import load_folder, shipped_folder
from knowledge.following import follow
from knowledge.model import Answered, Chat, FactId, NotCovered, Unsure

RIDE = FactId("metro-ride")


@cache
def answerer() -> Answerer:
    return Answerer(load_folder(shipped_folder()))


@pytest.mark.parametrize("question", ["and when was that?", "それはいつですか？"])
def test_what_it_points_to_is_put_in(question: str) -> None:
    answer = follow(question, [RIDE], answerer())

    assert answer
    assert [citation.fact.id for citation in answer.citations] == ["metro-day"]
    assert answer.question == question


def test_what_the_sources_do_not_say_is_refused_with_what_is_related() -> None:
    answer = follow("why?", [RIDE], answerer())

    assert answer
    assert isinstance(answer.lead.outcome, NotCovered)
    assert "metro-day" in [choice.id for choice in answer.lead.outcome.choices]


def test_the_fact_itself_is_not_given_once_more() -> None:
    for question in ("what?", "who was it?", "where was that?"):
        answer = follow(question, [RIDE], answerer())
        assert answer
        assert not isinstance(answer.lead.outcome, Answered) or answer.citations[0].fact.id != RIDE


@pytest.mark.parametrize("question", ["and when was that?", "और वह कब हुआ?", "それはいつですか？"])
@pytest.mark.parametrize("before", [[], [FactId("gone")]])
def test_without_anything_before_it_asks_which_is_meant(question: str, before: list[FactId]) -> None:
    answer = follow(question, before, answerer())

    assert answer
    assert isinstance(answer.lead.outcome, Unsure)
    assert answer.lead.outcome.choices


def test_a_question_of_its_own_follows_nothing() -> None:
    assert follow("When did Motegi ride the metro?", [RIDE], answerer()) is None


def test_a_call_for_help_follows_nothing() -> None:
    assert follow("help", [RIDE], answerer()) is None


def test_talk_of_pointing_words_is_talk() -> None:
    answer = follow("ok", [], answerer())

    assert answer is None or isinstance(answer.lead.outcome, Chat)
