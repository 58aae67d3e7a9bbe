from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import StaleRevisionError, StoreDamagedError, StoreUnwritableError
from knowledge.model import SourceId, TopicId
from knowledge.store import fingerprint_of, open_sqlite_store
from knowledge.store.database import value
from knowledge.store.migrating import shipped_migrations
from knowledge.store.opening import open_database
from knowledge.store.records import to_base, to_records
from knowledge.store.revisions import SqliteStore
from tests.knowledge.store.bases import SOURCE, TOPIC, base, fact

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from knowledge.model import FactBase
    from knowledge.store.database import Database

OLD = base(fact(1), fact(2), fact(3))
NEW = base(fact(4), fact(3, "It opened."), fact(1), title="The new library")


@pytest.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    async with open_database(file, shipped_migrations(), 0.05) as database:
        yield database


@pytest.fixture
def store(database: Database) -> SqliteStore:
    return SqliteStore(database)


async def publish(store: SqliteStore, base: FactBase, after: int = 0, *, from_folder: bool = False) -> int:
    return await store.publish(base, after=after, who="somebody", why="a reason", from_folder=from_folder)


async def in_force(store: SqliteStore) -> FactBase:
    edition = await store.latest()
    assert edition
    return edition.base


def rows(file: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


async def test_the_last_published_is_in_force(store: SqliteStore) -> None:
    await publish(store, OLD)
    revision = await publish(store, NEW, after=1)

    assert revision == 2
    assert await in_force(store) == NEW


async def test_a_revision_tells_who_when_and_why(store: SqliteStore, file: Path) -> None:
    await store.publish(OLD, after=0, who="मीरा", why="理由", from_folder=False)
    [(who, why, when)] = rows(file, "SELECT who, why, made_at FROM revision")

    assert (who, why) == ("मीरा", "理由")
    assert isinstance(when, str)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", when)
    assert abs(dt.datetime.fromisoformat(when) - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


async def test_a_revision_keeps_what_it_changed_before_and_after(store: SqliteStore, file: Path) -> None:
    await publish(store, OLD)
    await publish(store, NEW, after=1)
    old, new = to_records(OLD), to_records(NEW)

    assert rows(file, "SELECT kind, id, before, after FROM change WHERE revision = 2 ORDER BY kind, id") == [
        ("fact", "fact-2", old["fact", "fact-2"], None),
        ("fact", "fact-3", old["fact", "fact-3"], new["fact", "fact-3"]),
        ("fact", "fact-4", None, new["fact", "fact-4"]),
        ("outline", "outline", old["outline", "outline"], new["outline", "outline"]),
    ]


async def test_what_the_base_says_of_itself_is_named_and_the_order_of_facts_is_not(store: SqliteStore) -> None:
    await publish(store, OLD)
    await publish(store, base(fact(4), *OLD.facts), after=1)
    await publish(store, base(fact(4), *OLD.facts, title="The new library"), after=2)

    assert [revision.beside for revision in await store.history()][:2] == [("base.toml",), ()]


async def test_every_revision_can_be_told_from_the_changes(store: SqliteStore, file: Path) -> None:
    published = [OLD, NEW, base(), OLD]
    for number, one in enumerate(published):
        await publish(store, one, after=number)
    records: dict[tuple[str, str], str] = {}
    for number, one in enumerate(published, 1):
        for kind, id_, after in rows(file, f"SELECT kind, id, after FROM change WHERE revision = {number}"):  # noqa: S608 - a number
            records[str(kind), str(id_)] = str(after)

        assert to_base(records) == one


async def test_a_fact_may_move_while_its_source_and_topic_go(store: SqliteStore) -> None:
    source = dataclasses.replace(SOURCE, id=SourceId("a-letter"))
    topic = dataclasses.replace(TOPIC, id=TopicId("closing"))
    moved = dataclasses.replace(fact(1), source=source.id, topic=topic.id)
    other = dataclasses.replace(base(moved), sources=(source,), topics=(topic,))
    await publish(store, base(fact(1)))
    await publish(store, other, after=1)

    assert await in_force(store) == other


async def test_a_fact_without_its_source_is_not_let_in(store: SqliteStore) -> None:
    await publish(store, OLD)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        await publish(store, dataclasses.replace(OLD, sources=()), after=1)

    assert await in_force(store) == OLD


async def test_a_change_made_for_an_older_revision_is_refused(store: SqliteStore, file: Path) -> None:
    await publish(store, OLD)
    await publish(store, NEW, after=1)
    with pytest.raises(StaleRevisionError) as refused:
        await publish(store, OLD, after=1)

    assert str(refused.value) == (
        "The facts are at revision 2 by now, and this change was made for revision 1: "
        "look at what it changes again, then apply it."
    )
    assert refused.value.file == file
    assert await in_force(store) == NEW


async def test_of_many_at_once_one_is_published(store: SqliteStore) -> None:
    results = await asyncio.gather(*(publish(store, base(fact(n))) for n in range(5)), return_exceptions=True)
    published = [number for number, result in enumerate(results) if result == 1]

    assert sum(isinstance(result, StaleRevisionError) for result in results) == 4
    assert [await in_force(store)] == [base(fact(number)) for number in published]


async def test_what_a_folder_held_last_is_remembered_over_later_changes(store: SqliteStore) -> None:
    await publish(store, OLD, from_folder=True)
    await publish(store, NEW, after=1)
    edition = await store.latest()

    assert edition
    assert edition.imported == fingerprint_of(OLD)


async def test_a_reason_that_utf_8_cannot_hold_is_kept_as_far_as_it_can(store: SqliteStore, file: Path) -> None:
    await store.publish(OLD, after=0, who="\ud800", why="so\udc80, \0", from_folder=False)

    assert rows(file, "SELECT who, why FROM revision") == [("?", "so?, \0")]


async def test_on_a_full_disk_nothing_changes_and_it_is_told(
    store: SqliteStore, database: Database, file: Path
) -> None:
    await publish(store, OLD)
    async with database.reading() as connection:
        pages = await value(connection, "PRAGMA page_count")
        await value(connection, f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnwritableError) as refused:
        await publish(store, base(*map(fact, range(200))), after=1)

    assert str(refused.value) == (
        f"The disk that holds the database {file} is full: free some space, then try again; nothing was changed."
    )
    assert await in_force(store) == OLD


async def test_when_the_disk_has_room_again_it_goes_on(store: SqliteStore, database: Database) -> None:
    await publish(store, OLD)
    async with database.reading() as connection:
        await value(connection, "PRAGMA max_page_count = 1")
    with pytest.raises(StoreUnwritableError):
        await publish(store, base(*map(fact, range(200))), after=1)
    async with database.reading() as connection:
        await value(connection, "PRAGMA max_page_count = 100000")

    assert await publish(store, NEW, after=1) == 2


async def test_a_page_that_breaks_while_it_is_open_is_damage(file: Path) -> None:
    async with open_sqlite_store(file) as store:
        await store.publish(OLD, after=0, who="somebody", why="", from_folder=False)
    async with open_database(file, shipped_migrations(), 0.05) as database:
        async with database.reading() as connection:
            await value(connection, "PRAGMA shrink_memory")  # else it is read from memory
        with file.open("r+b") as pages:
            pages.seek(4096)
            pages.write(bytes([0xA5]) * (file.stat().st_size - 4096))
        with pytest.raises(StoreDamagedError, match=re.escape(f"The database {file} is damaged")):
            await SqliteStore(database).latest()
