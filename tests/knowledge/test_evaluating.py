"""What counts as a right answer, and how the table counts it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from knowledge.answering import Answerer
from knowledge.evaluating import Score, evaluate, is_right, tabulate
from knowledge.labels import LabelledQuestion
from knowledge.model import (
    Answer,
    Answered,
    Chat,
    Citation,
    Corrected,
    Fact,
    FactBase,
    FactId,
    Language,
    NotCovered,
    Outcome,
    Part,
    Source,
    SourceId,
    Talk,
    Topic,
    TopicId,
    Unsure,
    Wording,
)

EN = Language("en")
LONG = "x" * 320
TEXT = f"The ferry “Alma” sails at noon.\nIt carries forty people.\n{LONG} tail\n"
SOURCE = Source(SourceId("log"), "sources/log.txt", "0" * 64, "Harbour log", "Port Elm", dt.date(2020, 1, 2), EN, TEXT)

ANSWERABLE = LabelledQuestion("en-1", "en", "When does it sail?", must_answer=True, kind="plain", style="plain")
REFUSABLE = LabelledQuestion("un-1", "en", "Who is captain?", must_answer=False, kind="near_miss", style="near_miss")


def cite(quote: str) -> Citation:
    wordings = {EN: Wording(quote, ("When does the ferry sail?",))}
    return Citation(Fact(FactId(quote[:9]), TopicId("t"), SOURCE.id, quote, wordings), SOURCE, 1, 1.0)


def answer(outcome: Outcome) -> Answer:
    return Answer("?", EN, (Part("?", outcome),))


SAILS, CARRIES = cite("The ferry “Alma” sails at noon."), cite("It carries forty people.")


@pytest.mark.parametrize(
    ("evidence", "needs_all", "citations", "expected"),
    [
        ((("sails at noon",),), False, (SAILS,), True),
        ((('"Alma"  sails',),), False, (SAILS,), True),
        ((("never", "sails at noon"),), False, (SAILS,), True),
        ((("never",), ("sails at noon",)), False, (SAILS,), True),
        ((("never",),), False, (SAILS,), False),
        ((("forty people",),), False, (SAILS, CARRIES), False),
        ((("sails at noon",), ("forty people",)), True, (SAILS, CARRIES), True),
        ((("sails at noon",), ("forty people",)), True, (SAILS,), False),
        ((("tail",),), False, (cite(f"{LONG} tail"),), False),
    ],
    ids=[
        "the evidence",
        "marks and spaces folded",
        "an alternative",
        "another group",
        "not the evidence",
        "not in the first fact",
        "all of it",
        "half of it",
        "beyond what counts",
    ],
)
def test_an_answer_is_right_when_it_shows_the_evidence(
    evidence: tuple[tuple[str, ...], ...], citations: tuple[Citation, ...], *, needs_all: bool, expected: bool
) -> None:
    question = replace(ANSWERABLE, evidence=evidence, needs_all=needs_all)

    assert is_right(question, answer(Answered(citations))) is expected


@pytest.mark.parametrize("outcome", [Unsure(()), NotCovered(), Chat(Talk.REMARK), Corrected(SAILS, "a", "b")])
def test_what_can_be_answered_must_be_answered(outcome: Outcome) -> None:
    question = replace(ANSWERABLE, evidence=(("sails at noon",),))

    assert not is_right(question, answer(outcome))


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [(Answered((SAILS,)), False), (NotCovered(), True), (Unsure(()), True), (Chat(Talk.REMARK), True)],
)
def test_what_cannot_be_answered_must_be_refused(outcome: Outcome, *, expected: bool) -> None:
    assert is_right(REFUSABLE, answer(outcome)) is expected


@pytest.mark.parametrize(("kind", "expected"), [("false_premise", True), ("near_miss", False)])
def test_a_correction_is_right_only_of_a_false_premise(kind: str, *, expected: bool) -> None:
    question = replace(REFUSABLE, kind=kind)

    assert is_right(question, answer(Corrected(SAILS, "midnight", "noon"))) is expected


def test_a_whole_file_is_asked_judged_and_counted() -> None:
    base = FactBase("b", "B", "S", (EN,), (SOURCE,), (Topic(TopicId("t"), {EN: "T"}),), (SAILS.fact,))
    asked = replace(ANSWERABLE, question="When does the ferry sail?", language="en-GB", evidence=(("at noon",),))
    hostile = replace(REFUSABLE, id="ho-1", question="\x00")

    verdicts = list(evaluate([asked, REFUSABLE, hostile], Answerer(base)))

    assert [verdict.question.id for verdict in verdicts] == ["en-1", "un-1", "ho-1"]
    assert not any(verdict.defect for verdict in verdicts)
    assert dict(tabulate(verdicts)) == {
        "abstain": Score(2, 2),
        "abstain en": Score(1, 1),
        "abstain en near_miss": Score(1, 1),
        "all": Score(3, 3),
        "answer": Score(1, 1),
        "answer en-GB": Score(1, 1),
        "answer en-GB plain": Score(1, 1),
        "hostile abstain": Score(1, 1),
    }


def test_a_question_that_meets_a_defect_is_wrong_and_the_others_are_still_judged() -> None:
    unsound = replace(SAILS.fact, quote="The ferry sails at dawn.")  # a base that never passed the gate
    base = FactBase("b", "B", "S", (EN,), (SOURCE,), (Topic(TopicId("t"), {EN: "T"}),), (unsound,))
    asked = replace(ANSWERABLE, question="When does the ferry sail?", evidence=(("at dawn",),))

    verdicts = list(evaluate([asked, REFUSABLE], Answerer(base)))

    assert [(verdict.answer is None, verdict.is_right) for verdict in verdicts] == [(True, False), (False, True)]
    assert verdicts[0].defect == "ValueError('substring not found')"
