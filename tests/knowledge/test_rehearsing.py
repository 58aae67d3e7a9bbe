from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from knowledge.answering import Answerer
from knowledge.drafting import with_fact, with_status
from knowledge.folder import load_folder
from knowledge.model import Fact, FactId, Language, Refusal, Status, Wording
from knowledge.rehearsing import Breach, Lost, rehearse

EN = Language("en")
HILLTOWN = Path(__file__).parent.parent / "bot" / "hilltown"


@cache
def before() -> Answerer:
    return Answerer(load_folder(HILLTOWN))


def fact(id_: str) -> Fact:
    return before().base.fact_by_id[FactId(id_)]


def asking(questions: tuple[str, ...]) -> Fact:
    wording = replace(fact("garden").wordings[EN], questions=questions)
    return replace(fact("garden"), wordings={EN: wording})


def test_a_base_that_stays_breaks_nothing() -> None:
    assert rehearse(before(), Answerer(before().base)).is_clean


def test_a_question_that_cannot_be_read_finds_nothing_and_is_named() -> None:
    after = Answerer(with_fact(before().base, asking(("Is it?", "Who may visit the garden?"))))

    assert Lost("Is it?", FactId("garden"), None) in rehearse(before(), after).lost


def test_questions_of_a_retired_fact_are_not_missed() -> None:
    after = Answerer(with_status(before().base, FactId("catalogue"), Status.RETIRED))

    assert "catalogue" not in [lost.fact for lost in rehearse(before(), after).lost]


def test_a_question_that_must_be_refused_and_would_be_answered_is_named() -> None:
    refusals = Refusal("Which books are in the catalogue list?", EN), Refusal("Who won the cup in Brazil?", EN)
    base = replace(before().base, refusals=refusals)
    listed = Wording("The catalogue lists them.", ("Which books are in the catalogue list",))
    after = Answerer(with_fact(base, replace(fact("catalogue"), wordings={EN: listed})))

    assert rehearse(before(), after).breaches == (
        Breach("Which books are in the catalogue list?", FactId("catalogue")),
    )


def test_no_change_is_blamed_for_what_was_answered_before() -> None:
    refusal = Refusal("Which books are in the catalogue list?", EN)
    listed = Wording("The catalogue lists them.", ("Which books are in the catalogue list",))
    base = with_fact(replace(before().base, refusals=(refusal,)), replace(fact("catalogue"), wordings={EN: listed}))

    assert rehearse(None, Answerer(base)).breaches
    assert rehearse(Answerer(base), Answerer(base)).is_clean


def test_a_question_that_is_answered_as_yet_and_shall_be_refused_is_named() -> None:
    refusals = Refusal("Who may visit the garden?", EN), Refusal("Who won the cup in Brazil?", EN)
    base = with_fact(before().base, asking(("When may one visit the garden?",)))

    rehearsal = rehearse(Answerer(base), Answerer(replace(base, refusals=refusals)))

    assert rehearsal.silenced == (Breach("Who may visit the garden?", FactId("garden")),)
    assert rehearsal.is_clean


def test_wordings_of_every_language_are_asked() -> None:
    hindi = Language("hi")
    wordings = {**fact("garden").wordings, hindi: Wording("बगीचा।", ("क्या?",))}
    after = Answerer(with_fact(before().base, replace(fact("garden"), wordings=wordings)))

    assert "क्या?" in [lost.question for lost in rehearse(before(), after).lost]
