"""What questions teach: counts, texts that found no answer, votes, and where answers stand. Never who asked."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

from knowledge.errors import StoreError
from knowledge.model import Answered, Corrected, NotCovered, Unsure, status_of
from knowledge.noting import Notes
from knowledge.store import Cause, Gap, Posted, Tally, Vote

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager

    from knowledge.model import Answer, FactId, Language, Outcome
    from knowledge.store import FeedbackStore

CHOSEN = "chosen"
"""Stands among the outcomes of the tallies for a fact that a reader picked."""
WRITTEN_EVERY = 1.0
"""Seconds that a note waits at most for others, to be written with them."""


class Feedback:
    """Takes in what members show by asking and voting.

    What is only noted is gathered in memory: no reply waits for it. Whoever reads finds it all the same.
    """

    def __init__(self, store: FeedbackStore) -> None:
        self._store = store
        self._notes = Notes(store)

    def kept_up(self) -> AbstractAsyncContextManager[None]:
        """Write what is noted every second inside the block, and the last of it at its end."""
        return self._notes.written_every(WRITTEN_EVERY)

    async def write(self) -> None:
        """Write what is noted now; raises StoreError."""
        await self._notes.write()

    def hear(self, answer: Answer, texts: Sequence[str], place: tuple[int, int] | None = None) -> None:
        """Count what came of a message; `texts` are its parts' questions, fit to be kept, '' where one is not.

        Only the text of a question that found no answer is kept. `place` names the message and the channel of an
        answer in public.
        """
        day = _today()
        tallies = [Tally(day, status_of(part.outcome), _shown_fact(part.outcome), 1) for part in answer.parts]
        causes = [(text, _cause(part.outcome)) for part, text in zip(answer.parts, texts, strict=True)]
        gaps = [Gap(text, cause, answer.language, 1, day) for text, cause in causes if text and cause]
        facts = [citation.fact.id for citation in answer.citations]
        self._notes.add(tallies, gaps, _posted(place, facts))

    def choose(self, fact: FactId, place: tuple[int, int] | None = None) -> None:
        """Count a fact that a reader picked from a list, and keep where it stands in public."""
        self._notes.add([Tally(_today(), CHOSEN, fact, 1)], posted=_posted(place, [fact]))

    async def vote(self, voter: int, message: int, fact: FactId, *, is_helpful: bool, reason: str = "") -> None:
        """Keep what a member thinks of an answer, by the id of its message, in place of what they thought before."""
        await self._store.put_vote(voter, Vote(message, fact, is_helpful, reason, _today()))

    def lament(self, text: str, language: Language) -> None:
        """Keep a question whose answer did not help."""
        self._notes.add(gaps=[Gap(text, Cause.UNHELPFUL, language, 1, _today())])

    async def count_votes(self, voter: int) -> int:
        """Tell how many votes of a member are kept."""
        return await self._store.count_votes(voter)

    async def erase_votes(self, voter: int) -> int:
        """Forget a member's votes, and tell how many went."""
        return await self._store.drop_votes(voter)

    def post(self, message: int, channel: int, facts: Sequence[FactId]) -> None:
        """Keep where facts were answered with in public."""
        self._notes.add(posted=_posted((message, channel), facts))

    async def unpost(self, message: int) -> None:
        """Forget a public answer that is gone."""
        await self._notes.write()
        await self._store.drop_posted(message)

    async def posted(self, fact: FactId) -> Sequence[Posted]:
        """Tell where a fact was answered with in public, oldest first."""
        await self._catch_up()
        return await self._store.posted(fact)

    async def gaps(self) -> Sequence[Gap]:
        """Give the questions that found no answer or none that helped, the most asked first."""
        await self._catch_up()
        return await self._store.gaps()

    async def dismiss(self, text: str) -> int:
        """Forget a question, and tell whether there was one."""
        await self._notes.write()
        return await self._store.drop_gap(text)

    async def tallies(self, days: int) -> Sequence[Tally]:
        """Give the counts of the last days, oldest first."""
        await self._catch_up()
        return await self._store.tallies(_today() - dt.timedelta(days=days))

    async def asked(self) -> frozenset[FactId]:
        """Give the facts that members' questions have reached, since counting began."""
        tallies = await self._store.tallies(dt.date.min)
        return frozenset(tally.fact for tally in tallies if tally.fact)

    async def votes(self, days: int) -> Sequence[Vote]:
        """Give the votes of the last days, oldest first."""
        return await self._store.votes(_today() - dt.timedelta(days=days))

    async def expire(self, days: int) -> int:
        """Forget all but the counts that is older than a number of days, and tell how many records went."""
        await self._notes.write()
        return await self._store.expire(_today() - dt.timedelta(days=days))

    async def _catch_up(self) -> None:
        """Let whoever reads find what was noted just now; where it cannot be written, they read without it."""
        with suppress(StoreError):
            await self._notes.write()


def _posted(place: tuple[int, int] | None, facts: Sequence[FactId]) -> list[tuple[Posted, FactId]]:
    return [(Posted(*place, _today()), fact) for fact in facts] if place else []


def _cause(outcome: Outcome) -> Cause | None:
    match outcome:
        case NotCovered():
            return Cause.NOT_COVERED
        case Unsure():
            return Cause.UNSURE
        case _:
            return None


def _shown_fact(outcome: Outcome) -> FactId | None:
    match outcome:
        case Answered(citations):
            return citations[0].fact.id
        case Corrected(citation):
            return citation.fact.id
        case _:
            return None


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
