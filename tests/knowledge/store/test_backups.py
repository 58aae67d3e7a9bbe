from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import sqlite3
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import StoreDamagedError, StoreError, StoreLockedError, StoreTooNewError, StoreUnwritableError
from knowledge.store import open_sqlite_store
from knowledge.store.backups import back_up, backup_name, backups_in, made_at, newest_good, put_back, thin_out
from tests.knowledge.store.bases import base, fact
from tests.knowledge.store.conftest import held

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.model import FactBase

OLD, NEW = base(fact(1)), base(fact(1), fact(2))
NOON = dt.datetime(2026, 3, 7, 12, tzinfo=dt.UTC)
MINE = {"notes.txt", "facts-main.sqlite3", "facts-1.sqlite3", "facts-20260101T000000Z.sqlite3-wal"}


async def publish(file: Path, *bases: FactBase) -> None:
    async with open_sqlite_store(file) as store:
        for one in bases:
            edition = await store.latest()
            after = edition.revision if edition else 0
            await store.publish(one, after=after, who="test", why="", from_folder=False)


async def in_force(file: Path) -> FactBase:
    async with open_sqlite_store(file) as store:
        edition = await store.latest()
    assert edition
    return edition.base


async def test_a_backup_holds_what_was_in_force(file: Path, tmp_path: Path) -> None:
    await publish(file, OLD)
    target = tmp_path / "copies" / "facts-1.sqlite3"
    back_up(file, target)
    await publish(file, NEW)

    assert await in_force(target) == OLD
    assert [path.name for path in target.parent.iterdir()] == ["facts-1.sqlite3"]


async def test_a_backup_is_made_while_others_read_and_write(file: Path, tmp_path: Path) -> None:
    await publish(file, OLD)
    async with open_sqlite_store(file) as store:
        writing = asyncio.create_task(store.publish(NEW, after=1, who="test", why="", from_folder=False))
        await asyncio.to_thread(back_up, file, tmp_path / "facts-1.sqlite3")
        await writing

    assert await in_force(tmp_path / "facts-1.sqlite3") in (OLD, NEW)


async def test_a_backup_while_another_process_writes_is_whole(file: Path, tmp_path: Path) -> None:
    await publish(file, OLD)
    with held(file, "BEGIN IMMEDIATE"):
        back_up(file, tmp_path / "facts-1.sqlite3")

    assert await in_force(tmp_path / "facts-1.sqlite3") == OLD


async def test_a_backup_is_put_back_and_what_was_there_is_kept(file: Path, tmp_path: Path) -> None:
    await publish(file, OLD)
    back_up(file, tmp_path / "copy.sqlite3")
    await publish(file, NEW)

    aside = put_back(tmp_path / "copy.sqlite3", file)

    assert await in_force(file) == OLD
    assert aside is not None
    assert await in_force(aside) == NEW
    assert await in_force(tmp_path / "copy.sqlite3") == OLD


async def test_an_open_store_goes_on_with_what_was_put_back(file: Path, tmp_path: Path) -> None:
    await publish(file, OLD)
    back_up(file, tmp_path / "copy.sqlite3")
    await publish(file, NEW)
    async with open_sqlite_store(file) as store:
        put_back(tmp_path / "copy.sqlite3", file)
        edition = await store.latest()
        assert edition
        assert (edition.revision, edition.base) == (1, OLD)
        assert await store.publish(NEW, after=1, who="test", why="", from_folder=False) == 2

    assert await in_force(file) == NEW


async def test_a_damaged_database_is_set_aside_as_it_is(file: Path, tmp_path: Path) -> None:
    await publish(file, OLD)
    back_up(file, tmp_path / "copy.sqlite3")
    file.write_bytes(b"no database, but long enough to be looked at" * 100)
    spoilt = file.read_bytes()
    aside = put_back(tmp_path / "copy.sqlite3", file)

    assert await in_force(file) == OLD
    assert aside
    assert aside.read_bytes() == spoilt


async def test_a_database_that_another_process_writes_is_left_to_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.store.backups._PATIENCE", 0.1)
    await publish(file, OLD)
    back_up(file, tmp_path / "copy.sqlite3")
    await publish(file, NEW)
    with held(file, "BEGIN IMMEDIATE"), pytest.raises(StoreLockedError, match=f"{file} is locked"):
        put_back(tmp_path / "copy.sqlite3", file)

    assert await in_force(file) == NEW


async def test_a_backup_of_a_later_program_is_not_put_back(file: Path, tmp_path: Path) -> None:
    await publish(file, OLD)
    back_up(file, tmp_path / "copy.sqlite3")
    with contextlib.closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreTooNewError, match="form 99"):
        put_back(tmp_path / "copy.sqlite3", file)

    assert await in_force(file) == OLD


async def test_the_newest_backup_that_is_sound_is_found(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    await publish(file, OLD)
    first, second, third = (folder / backup_name(NOON + dt.timedelta(hours=hour)) for hour in range(3))
    for target in (first, second, third):
        back_up(file, target)
    third.write_bytes(b"SQLite format 3\0" + b"x" * 5000)

    assert newest_good(folder) == second
    assert [made_at(backup).hour for backup in backups_in(folder)] == [14, 13, 12]
    assert newest_good(tmp_path / "none") is None


async def test_only_so_many_are_kept(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    await publish(file, OLD)
    for hour in range(4):
        back_up(file, folder / backup_name(NOON + dt.timedelta(hours=hour)))
    for name in MINE:
        (folder / name).write_text("not a backup", encoding="utf-8")

    gone = thin_out(folder, 2)

    assert [path.name for path in backups_in(folder)] == [
        "facts-20260307T150000Z.sqlite3",
        "facts-20260307T140000Z.sqlite3",
    ]
    assert len(gone) == 2
    assert {path.name for path in folder.iterdir()} == {path.name for path in backups_in(folder)} | MINE


def test_a_damaged_database_is_named_and_not_its_copy(tmp_path: Path) -> None:
    damaged = tmp_path / "facts.sqlite3"
    damaged.write_bytes(b"x" * 9000)

    with pytest.raises(StoreDamagedError, match=r"The database \S*facts\.sqlite3 is damaged"):
        back_up(damaged, tmp_path / "copy.sqlite3")
    assert list(tmp_path.iterdir()) == [damaged]


def test_without_a_database_there_is_nothing_to_back_up(file: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no database"):
        back_up(file, tmp_path / "copy.sqlite3")


@pytest.mark.parametrize(
    ("content", "error"), [(b"SQLite format 3\0" + b"x" * 5000, StoreDamagedError), (b"", StoreError)]
)
async def test_what_is_no_backup_is_not_put_back(
    file: Path, tmp_path: Path, content: bytes, error: type[StoreError]
) -> None:
    await publish(file, OLD)
    (tmp_path / "copy.sqlite3").write_bytes(content)

    with pytest.raises(error):
        put_back(tmp_path / "copy.sqlite3", file)
    with pytest.raises(StoreError, match="There is no backup"):
        put_back(tmp_path / "none.sqlite3", file)

    assert await in_force(file) == OLD


async def test_a_place_that_cannot_be_written_is_told(file: Path, tmp_path: Path) -> None:
    await publish(file, OLD)
    (tmp_path / "notes.txt").write_text("no folder", encoding="utf-8")

    with pytest.raises(StoreUnwritableError, match="cannot be written"):
        back_up(file, tmp_path / "notes.txt" / "facts-1.sqlite3")
