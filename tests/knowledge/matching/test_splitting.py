"""Messages come apart into the clauses that ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.matching.splitting import MOST_CLAUSES, Clause, clauses_that_ask, halves, offered_in, without_joiner

if TYPE_CHECKING:
    from knowledge.matching.reading import Reader


@pytest.mark.parametrize(
    ("message", "asking"),
    [
        ("Thanks for that! Who cut the ribbon?", ["Who cut the ribbon?"]),
        ("My teacher is strict. Which day was the opening?", ["Which day was the opening?"]),
        ("Who met Dr. A. Finch?", ["Who met Dr. A. Finch?"]),
        ('{"q": "Who cut the ribbon?", "k": 1}', ['"Who cut the ribbon?']),
        ("Who cut it? When did it open?", ["Who cut it?", "When did it open?"]),
        ("図書館はいつ開きましたか。ありがとう。", ["図書館はいつ開きましたか。"]),
        ("opening day", ["opening day"]),
        ("I missed the news. opening day", ["opening day"]),
        ("Rain fell. opening day", ["Rain fell. opening day"]),
        ("For my essay I need this: opening day", ["opening day"]),
        ("The mayor said it: opening day", ["The mayor said it: opening day"]),
        ("1. Who cut it? 2. When did it open?", ["Who cut it?", "When did it open?"]),
        ("- who cut it\n(b) when did it open", ["who cut it", "when did it open"]),
        ("It opened on March 7. Who cut the ribbon?", ["Who cut the ribbon?"]),
        ("Did ||Ann|| cut it?", ["Did Ann cut it?"]),
        ("Thanks! Did <@12> cut it? <#5>", ["Did <@12> cut it?"]),
        ("According to Ann, when did it open?", ["According to Ann, when did it open?"]),
        ("Before the fire, who owned it?", ["Before the fire, who owned it?"]),
        ("After my exam, when did it open?", ["when did it open?"]),
        ("", [""]),
    ],
)
def test_what_asks_is_kept(reader: Reader, message: str, asking: list[str]) -> None:
    assert [clause.text for clause in clauses_that_ask(message, reader)] == asking


@pytest.mark.parametrize(
    ("message", "asking", "before"),
    [
        ("There was a man with scissors. Who was he?", "Who was he?", "There was a man with scissors."),
        (
            "I read it twice, so please tell me on which day it opened.",
            "on which day it opened.",
            "I read it twice, so",
        ),
        (
            "I am new in town and would be most grateful if somebody could tell me when it opened",
            "when it opened",
            "I am new in town and would be most grateful if somebody could",
        ),
        (
            "Tell me which of the many old parks of the town they opened",
            "Tell me which of the many old parks of the town they opened",
            "",
        ),
        ("Did it open, or is it only planned?", "Did it open, or is it only planned?", ""),
        (
            "まだ読んでいないのですが、図書館はいつ開きましたか？",
            "図書館はいつ開きましたか？",
            "まだ読んでいないのですが、",
        ),
        ("町長がリボンを切りましたが、", "町長がリボンを切りましたが、", ""),
        ("Is it true, and who cut the ribbon?", "and who cut the ribbon?", "Is it true,"),
        ("Who cut it? When did it open?", "When did it open?", ""),
        (
            "Did not the two, Mayor and baker, have a quarrel?",
            "Did not the two, Mayor and baker, have a quarrel?",
            "",
        ),
        ("My cat likes parks, libraries, lakes.", "My cat likes parks, libraries, lakes.", ""),
    ],
)
def test_what_was_told_just_before_is_kept_apart(reader: Reader, message: str, asking: str, before: str) -> None:
    assert clauses_that_ask(message, reader)[-1] == Clause(asking, before)


def test_an_and_that_opens_a_question_is_left_out(reader: Reader) -> None:
    assert without_joiner("And, when was that?", reader) == "when was that?"
    assert without_joiner("When was that?", reader) == "When was that?"


def test_a_flood_of_clauses_is_bounded(reader: Reader) -> None:
    assert len(clauses_that_ask("who? " * 500, reader)) == MOST_CLAUSES


@pytest.mark.parametrize(
    ("clause", "cuts"),
    [
        ("who cut the ribbon and when did it open", [("who cut the ribbon?", "when did it open?")]),
        ("Who cut the ribbon, and when did it open?", [("Who cut the ribbon?", "when did it open?")]),
        ("Who cut the ribbon, when did it open?", [("Who cut the ribbon?", "when did it open?")]),
        ("Did the mayor cut it and did it open today?", [("Did the mayor cut it?", "did it open today?")]),
        ("who cut the ribbon & when did it open", [("who cut the ribbon?", "when did it open?")]),
        ("फ़ीता किसने काटा और पुस्तकालय कब खुला।", [("फ़ीता किसने काटा?", "पुस्तकालय कब खुला?")]),
        ("図書館はいつ開き、本は何冊ありますか？", [("図書館はいつ開き?", "本は何冊ありますか？")]),
    ],
)
def test_two_questions_joined_are_cut_between_them(reader: Reader, clause: str, cuts: list[tuple[str, str]]) -> None:
    assert halves(clause, reader) == cuts


@pytest.mark.parametrize(
    "clause",
    [
        "who cut the ribbon and the cake",
        "Who are Finch and Reed?",
        "When did Finch and Reed meet and talk?",
        "Did the mayor also cut what they baked?",
        "Was it the mayor who cut it, or was it the baker?",
        "Who cut the ribbon, the cake and the grass?",
        "and who cut the ribbon?",
    ],
)
def test_one_question_that_holds_a_list_is_not_cut(reader: Reader, clause: str) -> None:
    assert halves(clause, reader) == []


@pytest.mark.parametrize(
    ("clause", "offered"),
    [
        ("Did Ann or Ben cut it?", []),
        ("Was it cut by the mayor or by the cook?", ["Was it cut by the mayor?", "Was it cut by the cook?"]),
        ("Did it open today, or is it only planned?", ["Did it open today?"]),
        ("Who cut it, the mayor or the cook?", []),
        ("Did it open or", []),
        ("क्या मेयर ने काटा या रसोइए ने?", ["क्या मेयर ने काटा?", "क्या मेयर रसोइए ने?"]),
    ],
)
def test_a_choice_is_taken_apart(reader: Reader, clause: str, offered: list[str]) -> None:
    assert offered_in(clause, reader) == offered
