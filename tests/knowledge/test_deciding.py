"""The policy: what is answered, corrected, asked back or refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.deciding import Decider
from knowledge.folder import load_folder
from knowledge.matching.suggesting import Suggester
from knowledge.model import (
    Answered,
    Candidate,
    Citation,
    Corrected,
    FactBase,
    FactId,
    Language,
    NotCovered,
    Outcome,
    Status,
    Unsure,
)
from tests.knowledge.conftest import SOUND_BASE

BASE = load_folder(SOUND_BASE)


def _decider(base: FactBase) -> Decider:
    return Decider(base, Suggester(base))


DECIDER = _decider(BASE)


def _outcome(question: str, decider: Decider = DECIDER) -> Outcome:
    return decider.ask(question, Language("en")).outcome


def _citations(outcome: Outcome) -> tuple[Citation, ...]:
    assert isinstance(outcome, Answered)
    return outcome.citations


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Who cut the ribbon?", "ribbon"),
        ("when did teh libary open", "opening-day"),
        ("How many books are there?", "books"),
        ("पुस्तकालय कब खुला?", "opening-day"),
        ("library kab khuli?", "opening-day"),
        ("本は何冊ありますか？", "books"),
    ],
)
def test_what_the_base_says_is_answered(question: str, fact: str) -> None:
    assert [citation.fact.id for citation in _citations(_outcome(question))] == [fact]


def test_a_citation_stands_on_its_source() -> None:
    citation = _citations(_outcome("Who cut the ribbon?"))[0]

    assert citation.fact.quote in citation.source.text.split("\n")[citation.paragraph - 1]


@pytest.mark.parametrize(
    "question",
    [
        "What is the weather tomorrow?",
        "Which airline flew the Zeppelin to Chicago?",
        "Why was the ribbon cut?",
        "क्रिकेट मैच कौन जीता?",
        "明日の天気は？",
        "a",
    ],
)
def test_what_the_base_does_not_say_is_refused(question: str) -> None:
    outcome = _outcome(question)

    assert isinstance(outcome, NotCovered | Unsure)


def test_what_the_sources_never_mention_is_named_as_typed() -> None:
    outcome = _outcome("Which Zeppelin flew to Chicago?")

    assert isinstance(outcome, NotCovered)
    assert set(outcome.unknown_terms) >= {"Zeppelin", "Chicago"}


def test_a_word_that_asks_is_not_named_as_never_mentioned() -> None:
    outcome = _outcome("जादूगर किधर छिपा?")

    assert isinstance(outcome, NotCovered)
    assert outcome.unknown_terms == ("जादूगर", "छिपा")


def test_another_figure_is_corrected() -> None:
    outcome = _outcome("Is it the 5th Reading Festival of the LFS?")

    assert isinstance(outcome, Corrected)
    assert (outcome.citation.fact.id, outcome.asked, outcome.holds) == ("festival", "5th", "3rd")


def test_another_figure_in_a_mere_list_of_words_is_not_corrected() -> None:
    assert isinstance(_outcome("5th Reading Festival tickets"), NotCovered)


@pytest.mark.parametrize(
    "question", ["Who did not cut the ribbon?", "पुस्तकालय कब नहीं खुला?", "Who never cut the ribbon?"]
)
def test_a_denial_is_never_answered(question: str) -> None:
    assert not isinstance(_outcome(question), Answered)


def test_a_fact_under_review_is_no_candidate() -> None:
    candidates = DECIDER.ask("When is the library closed?", Language("en")).candidates

    assert candidates
    assert "closing-day" not in [candidate.id for candidate in candidates]


def test_a_retired_base_answers_nothing() -> None:
    retired = replace(BASE, facts=tuple(replace(fact, status=Status.RETIRED) for fact in BASE.facts))

    assert isinstance(_outcome("Who cut the ribbon?", _decider(retired)), NotCovered)


def test_a_question_that_points_is_read_behind_what_was_said() -> None:
    behind = DECIDER.ask("And when was that?", Language("en"), "Did the library open?")

    assert [citation.fact.id for citation in _citations(behind.outcome)] == ["opening-day"]
    assert not isinstance(_outcome("And when was that?"), Answered)


def test_talk_means_a_fact_only_where_it_says_all_that_people_ask_for_it_with() -> None:
    assert not DECIDER.is_meant_by("How are you today?")
    assert DECIDER.answer_put_so("who cut the ribbon")
    assert not DECIDER.answer_put_so("who cut the cake")
    assert not DECIDER.answer_put_so("Who <@12> cut the ribbon?")


@pytest.mark.parametrize("question", ["Who cut the ribbon?", "please, who cut the ribon"])
def test_what_is_asked_in_a_facts_own_words_is_sure_and_weighed_only_for_whoever_wants_to_know(question: str) -> None:
    part = DECIDER.ask(question, Language("en"))

    assert (part.confidence, part.trace.decided_by) == (1.0, "wording")
    assert part.candidates[0] == Candidate(FactId("ribbon"), 1.0)
    assert len({candidate.id for candidate in part.candidates}) == len(part.candidates) > 1
    assert part.trace.checks[0].passed


def test_there_is_evidence_on_a_question_but_not_in_a_base_without_facts() -> None:
    evidence, quote = DECIDER.evidence_on("Who cut the ribbon?") or (None, "")
    empty = replace(BASE, facts=())

    assert evidence is not None
    assert "cut the ribbon" in quote
    assert _decider(empty).evidence_on("Who cut the ribbon?") is None
