"""Facts, sources, topics and vocabulary in SQLite: the records in force, and the revisions that made them so."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from knowledge.errors import StaleRevisionError
from knowledge.store.database import value
from knowledge.store.feedback import SqliteFeedback
from knowledge.store.protocol import Edition, Revision
from knowledge.store.records import KINDS, OUTLINE, fingerprint, says_of_itself, to_base, to_fact, to_records
from knowledge.store.translating import damaged, storable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from sqlite3 import Row

    from aiosqlite import Connection

    from knowledge.model import FactBase, FactId
    from knowledge.store.database import Database
    from knowledge.store.records import Key

_REVISIONS = "SELECT number, made_at, who, why, from_folder FROM revision ORDER BY number DESC LIMIT ?"
_REVISIONS_OF = """
    SELECT number, made_at, who, why, from_folder
    FROM revision
    WHERE number IN (SELECT revision FROM change WHERE kind = 'fact' AND id = ?)
    ORDER BY number DESC
    LIMIT ?
"""
_CHANGES_OF = "SELECT kind, id, before, after FROM change WHERE revision = ? ORDER BY kind, id"
_CHANGES_SINCE = "SELECT kind, id, before FROM change WHERE revision > ? ORDER BY revision DESC"
_LAST_TAKEN = "SELECT max(number) FROM revision WHERE from_folder"
NOT_TAKEN = ""
"""Stands for the fingerprint of a revision that a migration made: SQLite cannot take it."""
_NEWEST = "SELECT coalesce(max(number), 0) FROM revision"
_FINGERPRINT = "SELECT fingerprint FROM revision ORDER BY number DESC LIMIT 1"
_IMPORTED = "SELECT fingerprint FROM revision WHERE from_folder ORDER BY number DESC LIMIT 1"
_ADD_REVISION = """
    INSERT INTO revision (number, made_at, who, why, fingerprint, from_folder)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_ADD_CHANGE = """
    INSERT INTO change (revision, kind, id, before, after)
    VALUES (?, ?, ?, ?, ?)
"""
_RECORDS = """
    SELECT 'outline', id, record FROM outline
    UNION ALL
    SELECT 'source', id, record FROM source
    UNION ALL
    SELECT 'topic', id, record FROM topic
    UNION ALL
    SELECT 'fact', id, record FROM fact
    UNION ALL
    SELECT 'term', id, record FROM term
    UNION ALL
    SELECT 'refusal', id, record FROM refusal
"""
# Each kind of record has a table of its name.
_PUT = {
    kind: f"INSERT INTO {kind} (id, record) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record"  # noqa: S608 - see above
    for kind in KINDS
}
_REMOVE = {kind: f"DELETE FROM {kind} WHERE id = ?" for kind in KINDS}  # noqa: S608 - see above


class SqliteStore:
    """A Store in one SQLite file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.feedback = SqliteFeedback(database)

    async def newest(self) -> int:
        """Read the number of the revision in force."""
        async with self._database.reading() as connection:
            return int(await value(connection, _NEWEST))

    async def latest(self) -> Edition | None:
        """Read the base in force; raises StoreDamagedError where it is not what was published."""
        async with self._database.reading() as connection:
            revision = await value(connection, _NEWEST)
            recorded = await value(connection, _FINGERPRINT)
            taken = await _taken(connection)
            imported = fingerprint(taken) if taken else await value(connection, _IMPORTED)
            records = await _records(connection)
        if not revision:
            return None
        if recorded not in {fingerprint(records), NOT_TAKEN}:
            raise damaged(self._database.file, f"its facts are not those of revision {revision}")
        return Edition(revision, await asyncio.to_thread(to_base, records), imported)

    async def publish(  # noqa: PLR0913 - all that a revision says of itself
        self, base: FactBase, *, after: int, who: str, why: str, from_folder: bool, folder: FactBase | None = None
    ) -> int:
        """Put a base in force as the revision that follows `after`; raises StaleRevisionError."""
        records = await asyncio.to_thread(to_records, base)
        taken = await asyncio.to_thread(to_records, folder or base) if from_folder else {}
        async with self._database.writing() as connection:
            await self._refuse_stale(connection, after)
            told = (storable(who), storable(why), fingerprint(records), from_folder)
            await connection.execute(_ADD_REVISION, (after + 1, _now(), *told))
            await _replace(connection, after + 1, await _records(connection), records)
            if taken:
                await connection.execute("DELETE FROM taken")
                rows = [(*key, record) for key, record in taken.items()]
                await connection.executemany("INSERT INTO taken (kind, id, record) VALUES (?, ?, ?)", rows)
        return after + 1

    async def history(self, fact: FactId | None = None, limit: int = 25) -> Sequence[Revision]:
        """Read the latest revisions, newest first; only those that changed a fact where one is named."""
        query, bound = (_REVISIONS, (limit,)) if fact is None else (_REVISIONS_OF, (fact, limit))
        async with self._database.reading() as connection:
            async with connection.execute(query, bound) as rows:
                heads = [row async for row in rows]
            return [await _revision(connection, head) for head in heads]

    async def base_at(self, revision: int) -> FactBase | None:
        """Put together the base as a revision left it, by undoing those after it."""
        async with self._database.reading() as connection:
            if not 0 < revision <= await value(connection, _NEWEST):
                return None
            records = await _records(connection)
            async with connection.execute(_CHANGES_SINCE, (revision,)) as rows:
                async for kind, id_, before in rows:
                    records.pop((kind, id_), None)
                    records |= {(kind, id_): before} if before is not None else {}
        return await asyncio.to_thread(to_base, records)

    async def taken_from_folder(self) -> FactBase | None:
        """Give the base as it was last taken over from a folder."""
        async with self._database.reading() as connection:
            taken = await _taken(connection)
            number = await value(connection, _LAST_TAKEN)
        if taken:
            return await asyncio.to_thread(to_base, taken)
        return None if number is None else await self.base_at(number)

    async def _refuse_stale(self, connection: Connection, after: int) -> None:
        newest = await value(connection, _NEWEST)
        if newest != after:
            told = f"The facts are at revision {newest} by now, and this change was made for revision {after}"
            raise StaleRevisionError(self._database.file, f"{told}: look at what it changes again, then apply it.")


async def _revision(connection: Connection, head: Row) -> Revision:
    number, made_at, who, why, from_folder = head
    async with connection.execute(_CHANGES_OF, (number,)) as rows:
        changes = [row async for row in rows]
    facts = [(to_fact(before), to_fact(after)) for kind, _, before, after in changes if kind == "fact"]
    beside = [_named(*change) for change in changes if change[0] not in ("fact", OUTLINE)]
    if any(says_of_itself(before) != says_of_itself(after) for kind, _, before, after in changes if kind == OUTLINE):
        beside.insert(0, "base.toml")  # an order of facts that merely follows theirs is no news
    made = dt.datetime.fromisoformat(made_at)
    return Revision(number, made, who, why, bool(from_folder), tuple(facts), tuple(beside))


def _named(kind: str, id_: str, before: str | None, after: str | None) -> str:
    """Name what changed beside the facts, and mark what is new there and what is gone."""
    mark = "+ " if before is None else "− " if after is None else ""
    return f"{mark}{kind} {id_}"


async def _records(connection: Connection) -> dict[Key, str]:
    async with connection.execute(_RECORDS) as rows:
        return {(kind, id_): record async for kind, id_, record in rows}


async def _taken(connection: Connection) -> dict[Key, str]:
    async with connection.execute("SELECT kind, id, record FROM taken") as rows:
        return {(kind, id_): record async for kind, id_, record in rows}


async def _replace(connection: Connection, revision: int, old: Mapping[Key, str], new: Mapping[Key, str]) -> None:
    """Write what differs, and that it does."""
    # A fact may change hands while its source or topic goes: only the whole must hold together.
    await connection.execute("PRAGMA defer_foreign_keys = ON")
    changes = list(_changes(old, new))
    await connection.executemany(_ADD_CHANGE, ((revision, *change) for change in changes))
    for kind, id_, _, after in changes:
        if after is None:
            await connection.execute(_REMOVE[kind], (id_,))
        else:
            await connection.execute(_PUT[kind], (id_, after))


def _changes(old: Mapping[Key, str], new: Mapping[Key, str]) -> Iterator[tuple[str, str, str | None, str | None]]:
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            yield *key, old.get(key), new.get(key)


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
