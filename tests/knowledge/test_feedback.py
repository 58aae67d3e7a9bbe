from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from knowledge.feedback import Feedback
from knowledge.model import (
    Answer,
    Answered,
    Chat,
    Choice,
    Citation,
    Corrected,
    Fact,
    FactId,
    Language,
    NotCovered,
    Part,
    Source,
    SourceId,
    Talk,
    TopicId,
    Unsure,
    Wording,
)
from knowledge.store import Cause, Gap, Tally, open_sqlite_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from knowledge.model import Outcome

EN = Language("en")
TODAY = dt.datetime.now(dt.UTC).date()
METRO = FactId("metro")
ANN, BOB = 11, 12
CITATION = Citation(
    Fact(METRO, TopicId("t"), SourceId("s"), "rode", {EN: Wording("He rode.", ())}),
    Source(SourceId("s"), "sources/s.txt", "", "ANI", "New Delhi", TODAY, EN, "rode"),
    1,
    0.9,
)


@pytest.fixture
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no midnight come between what is noted and what is expected."""
    monkeypatch.setattr("knowledge.feedback._today", lambda: TODAY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "facts.sqlite3"


@pytest.fixture
async def feedback(file: Path) -> AsyncIterator[Feedback]:
    async with open_sqlite_store(file) as store:
        yield Feedback(store.feedback)


def answer(*outcomes: Outcome) -> Answer:
    return Answer("?", EN, tuple(Part("?", outcome) for outcome in outcomes))


def execute(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


@pytest.mark.usefixtures("one_day")
async def test_every_part_of_a_message_is_counted_under_its_outcome(feedback: Feedback) -> None:
    both = answer(Answered((CITATION,)), NotCovered())

    feedback.hear(both, ["", ""])
    feedback.hear(answer(Corrected(CITATION, "17th", "18th"), Chat(Talk.THANKS)), ["", ""])
    feedback.hear(both, ["", ""])
    feedback.choose(METRO)

    assert await feedback.tallies(1) == [
        Tally(TODAY, "answered", METRO, 2),
        Tally(TODAY, "chat", None, 1),
        Tally(TODAY, "chosen", METRO, 1),
        Tally(TODAY, "corrected", METRO, 1),
        Tally(TODAY, "not_covered", None, 2),
    ]


@pytest.mark.usefixtures("one_day")
async def test_only_questions_without_an_answer_are_kept(feedback: Feedback) -> None:
    unsure = Unsure((Choice(METRO, "Who rode?"),))

    feedback.hear(answer(Answered((CITATION,)), NotCovered(), unsure), ["Who rode?", "Who paid?", "Who?"])
    feedback.hear(answer(NotCovered()), ["Who paid?"])
    feedback.hear(answer(NotCovered()), [""])

    assert await feedback.gaps() == [
        Gap("Who paid?", Cause.NOT_COVERED, EN, 2, TODAY),
        Gap("Who?", Cause.UNSURE, EN, 1, TODAY),
    ]


async def test_a_dismissed_question_is_gone_whatever_its_causes(feedback: Feedback) -> None:
    feedback.hear(answer(NotCovered()), ["Who paid?"])
    feedback.lament("Who paid?", EN)

    assert await feedback.dismiss("Who paid?") == 2
    assert await feedback.gaps() == []
    assert await feedback.dismiss("Who paid?") == 0


async def test_a_text_that_utf8_cannot_hold_is_kept_all_the_same(feedback: Feedback) -> None:
    feedback.lament("Who \ud800?", EN)

    assert [gap.text for gap in await feedback.gaps()] == ["Who ??"]
    assert await feedback.dismiss("Who \ud800?") == 1


async def test_a_members_second_vote_on_a_message_replaces_the_first(feedback: Feedback) -> None:
    await feedback.vote(ANN, 1, METRO, is_helpful=True)
    await feedback.vote(ANN, 1, METRO, is_helpful=False, reason="outdated")
    await feedback.vote(BOB, 1, METRO, is_helpful=True)

    assert sorted((vote.is_helpful, vote.reason) for vote in await feedback.votes(1)) == [
        (False, "outdated"),
        (True, ""),
    ]


async def test_members_erase_their_own_votes_alone(feedback: Feedback) -> None:
    await feedback.vote(ANN, 1, METRO, is_helpful=True)
    await feedback.vote(ANN, 2, METRO, is_helpful=True)
    await feedback.vote(BOB, 1, METRO, is_helpful=False)

    assert await feedback.count_votes(ANN) == 2
    assert await feedback.erase_votes(ANN) == 2
    assert await feedback.count_votes(ANN) == 0
    assert await feedback.count_votes(BOB) == 1


async def test_the_file_does_not_say_who_voted(feedback: Feedback, file: Path) -> None:
    voter = 123_456_789_012_345_678
    await feedback.vote(voter, 1, METRO, is_helpful=True)

    with closing(sqlite3.connect(file)) as connection:
        dump = "\n".join(connection.iterdump())

    assert "metro" in dump
    assert str(voter) not in dump


async def test_another_database_has_other_fingerprints(feedback: Feedback, tmp_path: Path, file: Path) -> None:
    await feedback.vote(ANN, 1, METRO, is_helpful=True)
    async with open_sqlite_store(tmp_path / "other.sqlite3") as store:
        await Feedback(store.feedback).vote(ANN, 1, METRO, is_helpful=True)

    claims = set()
    for path in (file, tmp_path / "other.sqlite3"):
        with closing(sqlite3.connect(path)) as connection:
            claims |= set(connection.execute("SELECT claim FROM vote"))
    assert len(claims) == 2


async def test_public_answers_are_found_by_their_facts(feedback: Feedback) -> None:
    other = FactId("talks")
    feedback.post(5, 50, [METRO, other])
    feedback.post(6, 50, [METRO])
    await feedback.unpost(6)

    assert [(posted.message, posted.channel) for posted in await feedback.posted(METRO)] == [(5, 50)]
    assert len(await feedback.posted(other)) == 1
    assert await feedback.posted(FactId("none")) == []


async def test_what_is_old_expires_but_for_the_counts(feedback: Feedback, file: Path) -> None:
    feedback.hear(answer(NotCovered()), ["Who paid?"])
    await feedback.vote(ANN, 1, METRO, is_helpful=True)
    feedback.post(5, 50, [METRO])
    await feedback.write()
    for table, column in (("gap", "last_day"), ("vote", "day"), ("posted", "day")):
        execute(file, f"UPDATE {table} SET {column} = date('now', '-8 days')")  # noqa: S608 - names of this test
    feedback.lament("Why?", EN)

    assert await feedback.expire(30) == 0
    assert await feedback.expire(7) == 3
    assert [gap.text for gap in await feedback.gaps()] == ["Why?"]
    assert await feedback.count_votes(ANN) == 0
    assert await feedback.posted(METRO) == []
    assert len(await feedback.tallies(1)) == 1
