"""What stands behind every surface alike: who may ask now, what was answered lately, and what is noted of it."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.echo import echo
from bot.flood import Flood
from bot.lately import Lately
from bot.speech import HEADING_LONGEST
from knowledge import KnowledgeError, follow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.config import LimitSettings
    from knowledge import Answer, FactId, Library, Snapshot

log = logging.getLogger(__name__)

A_MINUTE = dt.timedelta(minutes=1)
REPEATED_WITHIN = dt.timedelta(minutes=5)
FOLLOWED_WITHIN = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands, by Discord's ids."""

    message: int
    channel: int
    guild: int | None

    @property
    def link(self) -> str:
        """The address that leads a member of the channel there."""
        return f"https://discord.com/channels/{self.guild or '@me'}/{self.channel}/{self.message}"


class Reception:
    """Takes questions from every surface; its clock is the time that Discord gives to each of them."""

    def __init__(self, library: Library, limits: LimitSettings) -> None:
        self._library = library
        self._members = Flood(limits.member_per_minute, A_MINUTE)
        self._channels = Flood(limits.channel_per_minute, A_MINUTE)
        self._repeats: Lately[tuple[int, str], Place] = Lately(REPEATED_WITHIN)
        self._asked_at: Lately[int, tuple[int, str]] = Lately(REPEATED_WITHIN)
        self._spoken_of: Lately[int, tuple[FactId, ...]] = Lately(FOLLOWED_WITHIN)

    @property
    def snapshot(self) -> Snapshot:
        """What answers are made from now."""
        return self._library.snapshot

    def seconds_to_wait(self, member: int, channel: int | None, now: dt.datetime) -> int:
        """Count a question; 0 where it may be asked now."""
        return self._members.seconds_to_wait(member, now) or self._channels.seconds_to_wait(channel or member, now)

    def answer(
        self, question: str, now: dt.datetime, *, channel: int | None = None, facts: Sequence[FactId] = ()
    ) -> Answer:
        """Answer a question; one that only points to what was said before means `facts`, or the channel's last."""
        before = tuple(facts) or (self._spoken_of.get(channel, now) if channel else None) or ()
        answerer = self._library.snapshot.answerer
        return follow(question, before, answerer) or answerer.answer(question)

    def earlier(self, question: str, channel: int, now: dt.datetime) -> Place | None:
        """Tell where the same question was answered in a channel a moment ago, from the facts still in force."""
        return self._repeats.get((channel, self._key(question)), now)

    def remember(self, question: str, facts: tuple[FactId, ...], place: Place, now: dt.datetime) -> None:
        """Remember what was spoken of where."""
        if place.guild is None:
            self._spoken_of.put(place.channel, facts, now)
        elif facts:
            key = (place.channel, self._key(question))
            self._repeats.put(key, place, now)
            self._asked_at.put(place.message, key, now)

    def forget(self, message: int) -> None:
        """Forget the question that a message answered: the answer is gone, or another one stands there."""
        key = self._asked_at.take(message)
        if key:
            self._repeats.drop(key)

    async def withdraw(self, message: int) -> None:
        """Forget all that is kept of an answer that is no longer shown."""
        self.forget(message)
        try:
            await self._library.feedback.unpost(message)
        except KnowledgeError as error:  # disturbs nobody who removes an answer
            log.warning("An answer that is gone could not be forgotten: %s", error)

    def note(self, answer: Answer, place: Place | None = None) -> None:
        """Note what came of a question, and where its answer stands in public."""
        texts = [echo(part.text, HEADING_LONGEST) for part in answer.parts]
        self._library.feedback.hear(answer, texts, _in_public(place))

    def note_choice(self, fact: FactId, place: Place | None = None) -> None:
        """Note a fact that was picked from a list, and where it stands in public."""
        self._library.feedback.choose(fact, _in_public(place))

    def note_shared(self, facts: Sequence[FactId], place: Place) -> None:
        """Note where an answer that was private stands in public by now; in a direct message it is private still."""
        if place.guild:
            self._library.feedback.post(place.message, place.channel, facts)

    def _key(self, question: str) -> str:
        words = echo(question, HEADING_LONGEST).casefold().rstrip("?？!. ")
        return f"{self._library.snapshot.revision} {words}"


def _in_public(place: Place | None) -> tuple[int, int] | None:
    """Give the message and the channel of an answer that a server sees."""
    return (place.message, place.channel) if place and place.guild else None
