from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import StoreLockedError
from knowledge.store.database import Database, value
from knowledge.store.migrating import Migration
from knowledge.store.opening import open_database
from tests.knowledge.store.conftest import held

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

TABLE = Migration(
    1,
    """
    BEGIN IMMEDIATE;
    PRAGMA application_id = 0x76627374;
    CREATE TABLE note (text TEXT) STRICT;
    PRAGMA user_version = 1;
    COMMIT;
    """,
)
ADD = "INSERT INTO note (text) VALUES ('a')"


@pytest.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    async with open_database(file, [TABLE], patience=0.05) as database:
        yield database


async def notes(database: Database) -> int:
    async with database.reading() as connection:
        return int(await value(connection, "SELECT count(*) FROM note"))


async def write(database: Database, begun: asyncio.Event, end: asyncio.Event) -> None:
    async with database.writing() as connection:
        await connection.execute(ADD)
        begun.set()
        await end.wait()


async def test_what_one_rolls_back_another_keeps(database: Database) -> None:
    begun, end = asyncio.Event(), asyncio.Event()

    async def give_up() -> None:
        async with database.writing() as connection:
            await connection.execute(ADD)
            begun.set()
            await end.wait()
            raise ZeroDivisionError

    one = asyncio.create_task(give_up())
    await begun.wait()
    other = asyncio.create_task(write(database, asyncio.Event(), end))
    end.set()
    results = await asyncio.gather(one, other, return_exceptions=True)

    assert isinstance(results[0], ZeroDivisionError)
    assert await notes(database) == 1


async def test_a_reader_does_not_see_what_is_not_committed(database: Database) -> None:
    begun, end = asyncio.Event(), asyncio.Event()
    writer = asyncio.create_task(write(database, begun, end))
    await begun.wait()
    reader = asyncio.create_task(notes(database))
    end.set()

    assert await reader == 1
    await writer


async def test_one_that_is_cancelled_leaves_nothing_and_hinders_nobody(database: Database) -> None:
    begun = asyncio.Event()
    writer = asyncio.create_task(write(database, begun, asyncio.Event()))
    await begun.wait()
    writer.cancel()
    await asyncio.gather(writer, return_exceptions=True)

    assert await notes(database) == 0


@pytest.mark.parametrize("steps", range(12))
async def test_cancelled_at_any_step_it_is_done_or_not(database: Database, steps: int) -> None:
    end = asyncio.Event()
    end.set()
    writer = asyncio.create_task(write(database, asyncio.Event(), end))
    for _ in range(steps):
        await asyncio.sleep(0)
    writer.cancel()
    await asyncio.gather(writer, return_exceptions=True)
    before = await notes(database)
    await write(database, asyncio.Event(), end)

    assert before in {0, 1}
    assert await notes(database) == before + 1


async def test_another_process_that_writes_is_waited_for_and_then_told_of(database: Database) -> None:
    with held(database.file, "BEGIN IMMEDIATE"), pytest.raises(StoreLockedError, match="locked by another process"):
        await write(database, asyncio.Event(), asyncio.Event())


async def test_another_process_that_writes_does_not_keep_readers_out(database: Database) -> None:
    with held(database.file, "BEGIN IMMEDIATE"):
        assert await notes(database) == 0


async def test_what_is_read_is_of_one_moment(database: Database, file: Path) -> None:
    async with open_database(file, [TABLE], patience=1) as other, database.reading() as connection:
        before = await value(connection, "SELECT count(*) FROM note")
        end = asyncio.Event()
        end.set()
        await write(other, asyncio.Event(), end)

        assert await value(connection, "SELECT count(*) FROM note") == before
