"""Every outcome as the contract's object, and lines in and out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.cli.contract import Request, RequestError, describe, read_request, to_line
from knowledge import Answered, Candidate, Chat, Choice, Corrected, FactId, NotCovered, Talk, Unsure
from tests.bot.records import BASE, HI, OPENING, ROOM, WAITING, answer

if TYPE_CHECKING:
    from knowledge import Outcome

CHOICES = (Choice(ROOM.id, "What colour is the reading room?"), Choice(WAITING.id, "How long did Hilltown wait?"))
CHOICES_OUT = [
    {"id": "reading-room", "question": "What colour is the reading room?"},
    {"id": "waiting", "question": "How long did Hilltown wait?"},
]
OPENED, WAITED, PAINTED = (BASE.cite(fact, 0.5) for fact in (OPENING, WAITING, ROOM))


@pytest.mark.parametrize(
    ("outcome", "status", "facts"),
    [
        (Answered((WAITED, PAINTED)), "answered", ["waiting", "reading-room"]),
        (Corrected(OPENED, "Monday", "Saturday"), "corrected", ["opening-day"]),
        (Unsure(CHOICES), "unsure", []),
        (NotCovered(("zebra",), CHOICES), "not_covered", []),
        (Chat(Talk.THANKS), "chat", []),
    ],
)
def test_each_outcome_has_its_status_and_facts(outcome: Outcome, status: str, facts: list[str]) -> None:
    record = describe(answer(outcome), BASE)

    assert record["status"] == status
    assert [fact["id"] for fact in record["facts"]] == facts


def test_choices_and_unknown_terms_are_told() -> None:
    unsure, not_covered = (
        describe(answer(Unsure(CHOICES)), BASE),
        describe(answer(NotCovered(("zebra",), CHOICES)), BASE),
    )

    assert (unsure["choices"], unsure["unknown_terms"]) == (CHOICES_OUT, [])
    assert (not_covered["choices"], not_covered["unknown_terms"]) == (CHOICES_OUT, ["zebra"])


def test_several_questions_give_the_status_that_helps_most_and_the_facts_of_all() -> None:
    record = describe(answer(NotCovered(("zebra",)), Answered((OPENED,)), Answered((WAITED,))), BASE)

    assert record["status"] == "answered"
    assert [fact["id"] for fact in record["facts"]] == ["opening-day", "waiting"]


def test_the_answer_stands_before_a_correction_that_comes_earlier_in_the_message() -> None:
    record = describe(answer(Corrected(OPENED, "Monday", "Saturday"), Answered((WAITED,))), BASE)

    assert record["status"] == "answered"
    assert [fact["id"] for fact in record["facts"]] == ["waiting", "opening-day"]


def test_a_statement_is_in_the_language_of_the_answer_or_else_in_the_first() -> None:
    record = describe(answer(Answered((OPENED, WAITED)), language=HI), BASE)

    assert [fact["statement"] for fact in record["facts"]] == [
        "पुस्तकालय शनिवार को खुला।",
        "Hilltown waited ten years, said the mayor.",
    ]


def test_no_more_than_five_candidates_are_told() -> None:
    asked = answer(Answered((OPENED,)))
    candidates = tuple(Candidate(FactId(f"fact-{place}"), 1 / place) for place in range(1, 9))

    record = describe(replace(asked, parts=(replace(asked.parts[0], rank=lambda: candidates),)), BASE)

    assert [candidate["id"] for candidate in record["candidates"]] == [f"fact-{place}" for place in range(1, 6)]


def test_a_record_is_one_line_of_ascii_that_says_the_same() -> None:
    record = {"id": "q\n1", "question": "\ud83d \u2028 मोदी"}

    line = to_line(record)

    assert line.isascii()
    assert line.count(b"\n") == 1
    assert json.loads(line) == record


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_request(b'\xef\xbb\xbf{"id": 1, "question": "who?"}') == Request(1, "who?")


@pytest.mark.parametrize("request_id", [None, True, 0, 1.5, "q", [1, [2]], {"a": {"b": None}}, 10**40])
def test_any_id_comes_back_as_it_is(request_id: object) -> None:
    line = json.dumps({"id": request_id, "question": "who?"}).encode()

    assert json.loads(to_line({"id": read_request(line).id})) == {"id": request_id}


def test_an_error_keeps_the_id_where_there_is_one() -> None:
    with pytest.raises(RequestError) as caught:
        read_request(b'{"id": "q9", "question": null}')

    assert caught.value.request_id == "q9"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"\n", 'the line is empty; write an object such as {"id": "q1", "question": "…"}'),
        (b'{"question": "who?"}', '"id" is missing; write an object such as {"id": "q1", "question": "…"}'),
        (b'{"id": [1e999], "question": "who?"}', '"id" holds a number that is too large'),
        (b'{"id": 1, "question": "who?", "more": NaN}', "the line is not JSON: NaN is no JSON number"),
    ],
)
def test_a_line_that_is_no_request_is_refused_with_the_reason(line: bytes, message: str) -> None:
    with pytest.raises(RequestError) as caught:
        read_request(line)

    assert str(caught.value) == message


@pytest.mark.parametrize("number", [b"1e999", b"-1e999", b"7" * 5000])
def test_a_key_that_is_ignored_may_hold_any_number(number: bytes) -> None:
    assert read_request(b'{"id": 1, "question": "who?", "more": ' + number + b"}") == Request(1, "who?")


def test_candidates_are_made_up_to_five_with_facts_that_nothing_speaks_for() -> None:
    asked = answer(Chat(Talk.GREETING))
    parts = (replace(asked.parts[0], rank=lambda: (Candidate(ROOM.id, 0.25),)),)

    record = describe(replace(asked, parts=parts), BASE)

    active = [fact.id for fact in BASE.active_facts if fact.id != ROOM.id]
    assert record["candidates"][0] == {"id": ROOM.id, "score": 0.25}
    assert record["candidates"][1:] == [{"id": fact, "score": 0.0} for fact in active[:4]]
