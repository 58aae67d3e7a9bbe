from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import StoreDamagedError, StoreError, StoreUnwritableError
from knowledge.store import open_sqlite_store
from knowledge.store.backups import back_up, backup_name, backups_in, newest_good, put_back, thin_out
from tests.knowledge.store.bases import base, fact
from tests.knowledge.store.conftest import held

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.model import FactBase

OLD, NEW = base(fact(1)), base(fact(1), fact(2))


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
    assert not target.with_name("facts-1.sqlite3.part").exists()


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


async def test_the_newest_backup_that_is_sound_is_found(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    await publish(file, OLD)
    for number in (1, 2, 3):
        back_up(file, folder / f"facts-{number}.sqlite3")
    (folder / "facts-3.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 5000)

    assert newest_good(folder) == folder / "facts-2.sqlite3"
    assert newest_good(tmp_path / "none") is None


async def test_only_so_many_are_kept(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    await publish(file, OLD)
    noon = dt.datetime(2026, 3, 7, 12, tzinfo=dt.UTC)
    for hour in range(4):
        back_up(file, folder / backup_name(noon + dt.timedelta(hours=hour)))
    (folder / "notes.txt").write_text("not a backup", encoding="utf-8")

    gone = thin_out(folder, 2)

    assert [path.name for path in backups_in(folder)] == [
        "facts-20260307T150000Z.sqlite3",
        "facts-20260307T140000Z.sqlite3",
    ]
    assert len(gone) == 2
    assert (folder / "notes.txt").exists()


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
