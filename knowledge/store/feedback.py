"""What questions teach, in SQLite; nothing in it tells who asked."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from typing import TYPE_CHECKING

from knowledge.model import FactId, Language
from knowledge.store.database import value
from knowledge.store.protocol import Cause, Gap, Posted, Tally, Vote
from knowledge.store.translating import storable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiosqlite import Connection

    from knowledge.store.database import Database

_COUNT = """
    INSERT INTO tally (day, outcome, fact, times)
    VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET times = times + excluded.times
"""
_ADD_GAP = """
    INSERT INTO gap (text, cause, language, times, last_day)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET times = times + excluded.times, last_day = max(last_day, excluded.last_day)
"""
_GAPS = "SELECT text, cause, language, times, last_day FROM gap ORDER BY times DESC, last_day DESC, text"
_PUT_VOTE = """
    INSERT OR REPLACE INTO vote (claim, message, fact, is_helpful, reason, day)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_VOTES = "SELECT message, fact, is_helpful, reason, day FROM vote WHERE day >= ? ORDER BY day, message"
_ADD_POSTED = "INSERT OR REPLACE INTO posted (message, fact, channel, day) VALUES (?, ?, ?, ?)"
_POSTED = "SELECT message, channel, day FROM posted WHERE fact = ? ORDER BY message"
_EXPIRE = (
    "DELETE FROM gap WHERE last_day < ?",
    "DELETE FROM vote WHERE day < ?",
    "DELETE FROM posted WHERE day < ?",
)


class SqliteFeedback:
    """A FeedbackStore in the database that the facts are in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self, tallies: Sequence[Tally] = (), gaps: Sequence[Gap] = (), posted: Sequence[tuple[Posted, FactId]] = ()
    ) -> None:
        """Add to tallies, keep texts or count them again, and keep where facts were answered with; all or nothing."""
        counts = [(tally.day.isoformat(), tally.outcome, tally.fact or "", tally.times) for tally in tallies]
        texts = [(storable(gap.text), gap.cause, gap.language, gap.times, gap.last_day.isoformat()) for gap in gaps]
        places = [(where.message, fact, where.channel, where.day.isoformat()) for where, fact in posted]
        async with self._database.writing() as connection:
            for statement, rows in ((_COUNT, counts), (_ADD_GAP, texts), (_ADD_POSTED, places)):
                if rows:
                    await connection.executemany(statement, rows)

    async def tallies(self, since: dt.date) -> Sequence[Tally]:
        """Read the tallies from a day on, oldest first."""
        query = "SELECT day, outcome, fact, times FROM tally WHERE day >= ? ORDER BY day, outcome, fact"
        async with self._database.reading() as connection, connection.execute(query, (since.isoformat(),)) as rows:
            return [Tally(_day(day), outcome, FactId(fact) or None, n) async for day, outcome, fact, n in rows]

    async def gaps(self) -> Sequence[Gap]:
        """Read the texts, the most asked first."""
        async with self._database.reading() as connection, connection.execute(_GAPS) as rows:
            return [Gap(text, Cause(cause), Language(code), n, _day(day)) async for text, cause, code, n, day in rows]

    async def drop_gap(self, text: str) -> int:
        """Forget a text, whatever its causes, and tell how many records went."""
        async with self._database.writing() as connection:
            return await _changed(connection, "DELETE FROM gap WHERE text = ?", storable(text))

    async def put_vote(self, voter: int, vote: Vote) -> None:
        """Keep a vote; a member's later one on the same message takes its place."""
        row = (vote.message, vote.fact, vote.is_helpful, storable(vote.reason), vote.day.isoformat())
        async with self._database.writing() as connection:
            await connection.execute(_PUT_VOTE, (await _claim(connection, voter), *row))

    async def votes(self, since: dt.date) -> Sequence[Vote]:
        """Read the votes from a day on, oldest first."""
        async with self._database.reading() as connection, connection.execute(_VOTES, (since.isoformat(),)) as rows:
            return [Vote(m, FactId(fact), bool(good), why, _day(day)) async for m, fact, good, why, day in rows]

    async def count_votes(self, voter: int) -> int:
        """Tell how many votes a member has given."""
        query = "SELECT count(*) FROM vote WHERE claim = ?"
        async with self._database.reading() as connection:
            return int(await value(connection, query, await _claim(connection, voter)))

    async def drop_votes(self, voter: int) -> int:
        """Forget a member's votes, and tell how many went."""
        async with self._database.writing() as connection:
            return await _changed(connection, "DELETE FROM vote WHERE claim = ?", await _claim(connection, voter))

    async def posted(self, fact: FactId) -> Sequence[Posted]:
        """Read where a fact was answered with, oldest first."""
        async with self._database.reading() as connection, connection.execute(_POSTED, (fact,)) as rows:
            return [Posted(message, channel, _day(day)) async for message, channel, day in rows]

    async def drop_posted(self, message: int) -> None:
        """Forget an answer that is gone."""
        async with self._database.writing() as connection:
            await _changed(connection, "DELETE FROM posted WHERE message = ?", message)

    async def expire(self, before: dt.date) -> int:
        """Forget all but the tallies that is older than a day, and tell how many records went."""
        async with self._database.writing() as connection:
            return sum([await _changed(connection, statement, before.isoformat()) for statement in _EXPIRE])


async def _claim(connection: Connection, voter: int) -> str:
    """Give the fingerprint that a member's votes are kept under."""
    key = await value(connection, "SELECT key FROM claim_key")
    return hmac.new(key, str(voter).encode(), hashlib.sha256).hexdigest()


async def _changed(connection: Connection, statement: str, bound: str | int) -> int:
    async with connection.execute(statement, (bound,)) as cursor:
        return cursor.rowcount


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
