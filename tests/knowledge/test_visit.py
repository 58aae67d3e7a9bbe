"""The fact base that ships: whole, proven, and asked for in three languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge.answering import Answerer
from knowledge.folder import load_folder, shipped_folder
from knowledge.model import Answered, Corrected, FactBase, Language, NotCovered
from knowledge.rehearsing import Rehearsal, rehearse
from knowledge.text import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable

HINDI, JAPANESE = Language("hi"), Language("ja")


@pytest.fixture(scope="module")
def visit() -> FactBase:
    return load_folder(shipped_folder())


@pytest.fixture(scope="module")
def answerer(visit: FactBase) -> Answerer:
    return Answerer(visit)


def test_it_has_a_fact_for_every_claim(visit: FactBase) -> None:
    assert 45 <= len(visit.active_facts) <= 75


def test_it_passes_its_own_self_test(answerer: Answerer) -> None:
    assert rehearse(None, answerer) == Rehearsal()


def test_he_is_whom_the_question_named(answerer: Answerer) -> None:
    others, own = (
        "When did Modi visit Japan and which cities did he go to?",
        "Did Motegi meet Modi and did he ride the metro?",
    )

    assert [type(part.outcome) for part in answerer.answer(others).parts] == [Answered, NotCovered]
    assert [type(part.outcome) for part in answerer.answer(own).parts] == [Answered, Answered]


def test_the_quotes_cover_the_report(visit: FactBase) -> None:
    text = visit.sources[0].text
    covered: set[int] = set()
    for fact in visit.facts:
        start = text.index(fact.quote)
        covered.update(range(start, start + len(fact.quote)))

    assert len(covered) / len(text) >= 0.98


def test_the_report_is_given_no_headline_author_or_address(visit: FactBase) -> None:
    source = visit.sources[0]

    assert source.title is source.author is source.url is None


@pytest.mark.parametrize(("code", "fewest", "most"), [("en", 6, 45), ("hi", 4, 20), ("ja", 4, 20)])
def test_each_fact_is_asked_for_in_each_language(visit: FactBase, code: str, fewest: int, most: int) -> None:
    counts = [len(fact.wordings[Language(code)].questions) for fact in visit.facts]

    assert fewest <= min(counts)
    assert max(counts) <= most


def test_some_hindi_questions_of_each_fact_are_romanised(visit: FactBase) -> None:
    for fact in visit.facts:
        scripts = {script_of(question) for question in fact.wordings[HINDI].questions}
        assert scripts == {"devanagari", "latin"}, fact.id


def test_statements_are_one_sentence(visit: FactBase) -> None:
    def sentences(text: str) -> int:
        return len(re.findall(r"[.!?।。](?=\s|$)(?<!S\.)(?<!एस\.)", text))

    texts = [(fact.id, wording.statement) for fact in visit.facts for wording in fact.wordings.values()]
    assert [id_ for id_, text in texts if sentences(text) > 1] == []


def _own_questions(base: FactBase) -> Iterable[tuple[str, str]]:
    return ((fact.id, q) for fact in base.facts for wording in fact.wordings.values() for q in wording.questions)


def test_nearly_every_stored_question_finds_its_own_fact(visit: FactBase, answerer: Answerer) -> None:
    asked = list(_own_questions(visit))
    found = [
        answer.citations[0].fact.id == id_
        for id_, question in asked
        if isinstance((answer := answerer.answer(question)).lead.outcome, Answered)
    ]

    assert sum(found) / len(asked) >= 0.95


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Who rode the Delhi Metro with Motegi?", "metro-companion"),
        ("मेट्रो में मोतेगी के साथ कौन थे?", "metro-companion"),
        ("metro me motegi ke saath kaun tha", "metro-companion"),
        ("メトロの同乗者は誰ですか？", "metro-companion"),
    ],
)
def test_one_question_in_each_language_and_script(answerer: Answerer, question: str, fact: str) -> None:
    assert [citation.fact.id for citation in answerer.answer(question).citations] == [fact]


@pytest.mark.parametrize(
    "question",
    [
        "Is Jaishankar the Japanese foreign minister?",
        "Is Motegi the Japanese Ambassador to India?",
        "क्या मोतेगी भारत के विदेश मंत्री हैं?",
        "茂木氏はインドの首相ですか？",
        "Is Motegi the ambassador?",
        "Is Modi the foreign minister?",
    ],
)
def test_nobody_is_taken_for_somebody_else(answerer: Answerer, question: str) -> None:
    assert not isinstance(answerer.answer(question).lead.outcome, Answered)


@pytest.mark.parametrize(
    "question",
    [
        "Did Modi visit Motegi?",
        "Did Modi pay a courtesy call on Motegi?",
        "Was Modi received by Motegi?",
        "Who rode the metro with Modi?",
        "According to Modi, what has changed?",
        "Did the Prime Ministers launch the AI Dialogue?",
        "What did Prime Minister Motegi say?",
        "茂木首相は何をしましたか？",
        "क्या प्रधानमंत्रियों ने एआई संवाद शुरू किया?",
        "मोदी ने एक्स पर क्या लिखा?",
        "मोदी के अनुसार रिश्ते में क्या बदला?",
        "モディ首相はメトロに乗りましたか？",
    ],
)
def test_nobody_does_what_another_did(answerer: Answerer, question: str) -> None:
    assert not isinstance(answerer.answer(question).lead.outcome, Answered)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Was Motegi received by Modi?", "meeting-modi"),
        ("Did Motegi pay a courtesy call on Modi?", "courtesy-call"),
        ("According to Jaishankar, what has changed?", "two-decades"),
        ("Was it Modi or Jaishankar who said India attaches very great priority to Japan?", "india-priority"),
        ("Is Motegi the Japanese foreign minister?", "motegi-office"),
        ("茂木氏は日本の外相ですか？", "motegi-office"),
        ("Did Motegi ride the metro on Friday or Saturday?", "metro-day"),
        ("क्या वार्ता 17वीं थी या 18वीं?", "dialogue-number"),
    ],
)
def test_what_is_so_or_merely_offered_is_answered(answerer: Answerer, question: str, fact: str) -> None:
    assert [citation.fact.id for citation in answerer.answer(question).citations] == [fact]


@pytest.mark.parametrize(
    ("question", "asked", "holds"),
    [
        ("Did Motegi ride the metro on Sunday?", "Sunday", "Saturday"),
        ("क्या मोतेगी ने रविवार को मेट्रो की सवारी की?", "रविवार", "शनिवार"),
        ("茂木外相は日曜日にメトロに乗りましたか？", "日曜日", "土曜日"),
        ("Was it the seventeenth Strategic Dialogue?", "seventeenth", "18th"),
        ("75周年は2026年ですか？", "2026年", "2027年"),
    ],
)
def test_what_a_fact_on_the_passage_contradicts_is_corrected(
    answerer: Answerer, question: str, asked: str, holds: str
) -> None:
    outcome = answerer.answer(question).lead.outcome

    assert isinstance(outcome, Corrected)
    assert (outcome.asked, outcome.holds) == (asked, holds)


def test_what_merely_points_behind_a_refused_question_is_refused_with_it(answerer: Answerer) -> None:
    assert not answerer.answer("When is the next Quad summit and who hosts it?").citations
