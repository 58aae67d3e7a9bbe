"""A message is taken apart, each of its questions answered, and talk told from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answering import MOST_PARTS, Answerer, answer_with
from knowledge.deciding import CANDIDATES
from knowledge.folder import load_folder, shipped_folder
from knowledge.model import Answered, Chat, FactId, Language, NotCovered, Outcome, Talk
from tests.knowledge.conftest import SOUND_BASE

if TYPE_CHECKING:
    from knowledge.model import Answer, Part

ANSWERER = Answerer(load_folder(SOUND_BASE))


def _outcome(question: str) -> Outcome:
    return ANSWERER.answer(question).lead.outcome


def _cited(answer: Answer) -> list[str]:
    return [citation.fact.id for citation in answer.citations]


def test_markup_and_code_around_a_question_do_not_hide_it() -> None:
    assert _cited(ANSWERER.answer("<b>Who</b> cut the ribbon?'; DROP TABLE facts; --")) == ["ribbon"]


def test_two_questions_are_answered_apart() -> None:
    answer = ANSWERER.answer("Who cut the ribbon, and how many books are there?")

    assert _cited(answer) == ["ribbon", "books"]
    assert len(answer.parts) == 2


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who cut the ribbon and who won the trophy?", [["ribbon"], ("won", "trophy")]),
        ("Who won the trophy, and who cut the ribbon?", [("won", "trophy"), ["ribbon"]]),
        ("who cut the ribbon and who won the trophy", [["ribbon"], ("won", "trophy")]),
        (
            "When did the library open, who cut the ribbon and who won the trophy?",
            [["opening-day"], ["ribbon"], ("won", "trophy")],
        ),
        ("फ़ीता किसने काटा और ट्रॉफी कब बिकी?", [["ribbon"], ("ट्रॉफी", "बिकी")]),
        ("図書館はいつ開き、誰が優勝しましたか？", [["opening-day"], ("優勝",)]),
    ],
)
def test_a_half_that_is_refused_stands_beside_the_one_that_is_answered(
    question: str, parts: list[list[str] | tuple[str, ...]]
) -> None:
    assert [_told(part) for part in ANSWERER.answer(question).parts] == parts


def _told(part: Part) -> list[str] | tuple[str, ...]:
    match part.outcome:
        case Answered(citations):
            return [citation.fact.id for citation in citations]
        case NotCovered(unknown_terms):
            return unknown_terms
        case _:
            raise AssertionError(part)


def test_questions_of_one_outcome_are_told_together() -> None:
    question = "Who cut the ribbon? Was it Finch who cut the ribbon? Who cut the ribbon?"

    [part] = ANSWERER.answer(question).parts

    assert part.text == "Who cut the ribbon? Was it Finch who cut the ribbon?"


@pytest.mark.parametrize(
    "question",
    ["Who cut the ribbon and who was it that cut the ribbon?", "Who cut the ribbon and why?", "Who and what is Finch?"],
)
def test_what_one_fact_answers_as_a_whole_stays_one_question(question: str) -> None:
    assert [part.text for part in ANSWERER.answer(question).parts] == [question]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who won the trophy? Who sold the bridge?", [("won", "trophy"), ("sold", "bridge")]),
        ("Who won the trophy? And when was that?", [("won", "trophy")]),
        ("Who cut the ribbon? Who won the trophy?", [["ribbon"], ("won", "trophy")]),
    ],
)
def test_each_question_of_a_message_has_its_own_outcome(
    question: str, parts: list[list[str] | tuple[str, ...]]
) -> None:
    assert [_told(part) for part in ANSWERER.answer(question).parts] == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who rode the Delhi Metro? And when was that?",
        "मोतेगी के साथ मेट्रो में कौन था? और कब?",
        "メトロに乗ったのは誰ですか？それはいつですか？",
    ],
)
def test_a_question_that_points_is_understood_from_the_one_before_it(question: str) -> None:
    answer = Answerer(load_folder(shipped_folder())).answer(question)

    assert [_told(part) for part in answer.parts] == [["metro-companion"], ["metro-day"]]


def test_a_question_that_points_is_not_answered_from_elsewhere() -> None:
    shipped = Answerer(load_folder(shipped_folder()))
    chained = shipped.answer("Who rode the metro? And when was that? With whom?")

    assert [_told(part) for part in shipped.answer("What was launched? And when?").parts] == [["ai-dialogue"], ()]
    assert [_told(part) for part in chained.parts] == [["metro-companion"], ["metro-day"]]


def test_nothing_is_read_behind_a_half_that_is_refused() -> None:
    parts = ANSWERER.answer("Who won the trophy and when was that?").parts

    assert [type(part.outcome) for part in parts] == [NotCovered]


@pytest.mark.parametrize(
    "question",
    ["Was the ribbon cut by Mayor Finch or by a juggler?", "Did Mayor Finch cut the ribbon, or was it a juggler?"],
)
def test_of_a_choice_one_may_be_unknown(question: str) -> None:
    answer = ANSWERER.answer(question)

    assert _cited(answer) == ["ribbon"]
    assert answer.lead.text == question


def test_a_choice_of_what_the_bot_is_is_talk() -> None:
    assert _outcome("are you a bot or a real person?") == Chat(Talk.ABOUT_BOT)


def test_small_talk_before_a_question_is_not_answered() -> None:
    assert [_told(part) for part in ANSWERER.answer("How are you today? Who cut the ribbon?").parts] == [["ribbon"]]


def test_small_talk_around_a_question_does_not_hide_it() -> None:
    assert _cited(ANSWERER.answer("Thanks for that! One more thing: who cut the ribbon?")) == ["ribbon"]


@pytest.mark.parametrize(
    ("message", "talk"),
    [("hello!", Talk.GREETING), ("", Talk.EMPTY), ("\u3000 ", Talk.EMPTY), ("../../etc/passwd", Talk.EMPTY)],
)
def test_talk_is_chat(message: str, talk: Talk) -> None:
    assert _outcome(message) == Chat(talk)


def test_a_language_may_be_wished_for() -> None:
    assert ANSWERER.answer("Who cut the ribbon?", ANSWERER.base.languages[1]).language == "hi"


def test_a_chosen_fact_is_answered_with() -> None:
    answer = answer_with(FactId("ribbon"), Language("ja"), ANSWERER.base)

    assert answer is not None
    assert (_cited(answer), answer.language) == (["ribbon"], "ja")


@pytest.mark.parametrize("gone", ["closing-day", "unknown"])
def test_a_fact_that_is_not_answered_from_cannot_be_chosen(gone: str) -> None:
    assert answer_with(FactId(gone), Language("en"), ANSWERER.base) is None


def test_every_outcome_explains_itself() -> None:
    for question in ("Who cut the ribbon?", "Which Zeppelin?", "hello", "Is it the 5th Reading Festival?"):
        assert ANSWERER.answer(question).lead.trace.decided_by


@settings(max_examples=200)
@given(st.text(st.characters(), max_size=300))
def test_any_text_gets_an_outcome(text: str) -> None:
    answer = ANSWERER.answer(text)

    assert 1 <= len(answer.parts) <= MOST_PARTS + 1
    for part in answer.parts:
        assert 0.0 <= part.confidence <= 1.0
        assert len(part.candidates) <= CANDIDATES
        assert [c.score for c in part.candidates] == sorted((c.score for c in part.candidates), reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        "who " * 50_000,
        "é\u0301" * 50_000,
        "?" * 100_000,
        "who? " * 20_000,
        "茂" * 100_000,
        " and who cut".join("x" * 140),
    ],
)
def test_a_flood_of_text_gets_an_outcome(text: str) -> None:
    assert len(ANSWERER.answer(text).parts) <= MOST_PARTS + 1
