"""Hand-made facts and answers for tests of what is shown, on the opening of a village library."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.model import (
    Answer,
    Fact,
    FactBase,
    FactId,
    Language,
    Part,
    Source,
    SourceId,
    Topic,
    TopicId,
    Wording,
)

if TYPE_CHECKING:
    from knowledge.model import Outcome

EN, HI, JA = Language("en"), Language("hi"), Language("ja")

TEXT = """\
Hilltown, March 7 (Valley News): The village library opened on Saturday with 4,000 books.
“We waited ten years for this,” Mayor Ada Finch said.
The reading room is painted blue."""

SOURCE = Source(
    SourceId("valley-news"),
    "sources/valley-news.txt",
    "0" * 64,
    "Valley News",
    "Hilltown",
    dt.date(2026, 3, 7),
    EN,
    TEXT,
)

OPENING = Fact(
    FactId("opening-day"),
    TopicId("opening"),
    SOURCE.id,
    "The village library opened on Saturday with 4,000 books.",
    {
        EN: Wording("The library opened on a Saturday.", ("When did the library open?",)),
        HI: Wording("पुस्तकालय शनिवार को खुला।", ("पुस्तकालय कब खुला?",)),
        JA: Wording("図書館は土曜日に開館しました。", ("図書館はいつ開館しましたか",)),
    },
    highlight="on Saturday",
    related=(FactId("waiting"),),
)
WAITING = Fact(
    FactId("waiting"),
    TopicId("opening"),
    SOURCE.id,
    "“We waited ten years for this,” Mayor Ada Finch said.",
    {EN: Wording("Hilltown waited ten years, said the mayor.", ("How long did Hilltown wait?",))},
    said_by="Mayor Ada Finch",
)
ROOM = Fact(
    FactId("reading-room"),
    TopicId("room"),
    SOURCE.id,
    "The reading room is painted blue.",
    {EN: Wording("The reading room is blue.", ("What colour is the reading room?",))},
)

BASE = FactBase(
    "library",
    "the opening of Hilltown's library",
    "The opening of the village library in Hilltown, up to March 2026.",
    (EN, HI, JA),
    (SOURCE,),
    (Topic(TopicId("opening"), {EN: "The opening"}), Topic(TopicId("room"), {EN: "The room"})),
    (OPENING, WAITING, ROOM),
)


def answer(*outcomes: Outcome, language: Language = EN) -> Answer:
    """Answer a message that holds a question for each outcome."""
    parts = tuple(Part(f"question {number}", outcome) for number, outcome in enumerate(outcomes, 1))
    return Answer("question", language, parts)


def base_with(*facts: Fact) -> FactBase:
    """Give the base with other facts in place of its own."""
    return replace(BASE, facts=facts)
