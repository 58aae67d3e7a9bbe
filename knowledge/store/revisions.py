"""Facts, sources, topics and vocabulary in SQLite: the records in force, and the revisions that made them so."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from knowledge.errors import StaleRevisionError
from knowledge.store.database import value
from knowledge.store.feedback import SqliteFeedback
from knowledge.store.protocol import Edition
from knowledge.store.records import KINDS, fingerprint, to_base, to_records
from knowledge.store.translating import damaged, storable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiosqlite import Connection

    from knowledge.model import FactBase
    from knowledge.store.database import Database
    from knowledge.store.records import Key

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

    async def latest(self) -> Edition | None:
        """Read the base in force; raises StoreDamagedError where it is not what was published."""
        async with self._database.reading() as connection:
            revision = await value(connection, _NEWEST)
            recorded = await value(connection, _FINGERPRINT)
            imported = await value(connection, _IMPORTED)
            records = await _records(connection)
        if not revision:
            return None
        if fingerprint(records) != recorded:
            raise damaged(self._database.file, f"its facts are not those of revision {revision}")
        return Edition(revision, await asyncio.to_thread(to_base, records), imported)

    async def publish(self, base: FactBase, *, after: int, who: str, why: str, from_folder: bool) -> int:
        """Put a base in force as the revision that follows `after`; raises StaleRevisionError."""
        records = await asyncio.to_thread(to_records, base)
        async with self._database.writing() as connection:
            await self._refuse_stale(connection, after)
            told = (storable(who), storable(why), fingerprint(records), from_folder)
            await connection.execute(_ADD_REVISION, (after + 1, _now(), *told))
            await _replace(connection, after + 1, await _records(connection), records)
        return after + 1

    async def _refuse_stale(self, connection: Connection, after: int) -> None:
        newest = await value(connection, _NEWEST)
        if newest != after:
            told = f"The facts are at revision {newest} by now, and this change was made for revision {after}"
            raise StaleRevisionError(self._database.file, f"{told}: look at what it changes again, then apply it.")


async def _records(connection: Connection) -> dict[Key, str]:
    async with connection.execute(_RECORDS) as rows:
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
