from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import (
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreTooNewError,
    StoreUnwritableError,
)
from knowledge.store import open_sqlite_store
from knowledge.store.migrating import shipped_migrations
from tests.knowledge.store.bases import base, fact
from tests.knowledge.store.conftest import held, without_rights

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS = base(fact(1), fact(2))


async def fill(file: Path) -> None:
    async with open_sqlite_store(file) as store:
        await store.publish(FACTS, after=0, who="somebody", why="", from_folder=False)


async def refusal(file: Path, patience: float = 0.05) -> StoreError:
    with pytest.raises(StoreError) as refused:
        async with open_sqlite_store(file, patience=patience) as store:
            await store.latest()
    return refused.value


def query(file: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute(sql)
        connection.commit()


@pytest.fixture
async def filled(file: Path) -> Path:
    await fill(file)
    return file


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Make a folder that others than its owner can reach, unlike pytest's."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


async def test_a_new_file_holds_no_facts_yet(file: Path) -> None:
    async with open_sqlite_store(file) as store:
        assert await store.latest() is None


async def test_an_empty_file_is_a_new_one(file: Path) -> None:
    file.touch()
    await fill(file)

    async with open_sqlite_store(file) as store:
        assert await store.latest()


async def test_what_was_published_is_there_after_a_restart(filled: Path) -> None:
    async with open_sqlite_store(filled) as store:
        edition = await store.latest()

    assert edition
    assert edition.base == FACTS


async def test_a_closed_database_is_one_file(filled: Path) -> None:
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


async def test_a_file_that_is_no_database_is_damaged(file: Path) -> None:
    file.write_text("Dear diary, today I was not a database. " * 100)
    error = await refusal(file)

    assert isinstance(error, StoreDamagedError)
    assert str(error) == (
        f"The database {file} is damaged (file is not a database): "
        "put a sound copy in its place, or set it aside and start afresh from the folder of facts."
    )


async def test_a_torn_header_is_damage(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes()[:50])

    assert isinstance(await refusal(filled), StoreDamagedError)


async def test_a_database_cut_short_is_damaged(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes()[:8192])

    assert isinstance(await refusal(filled), StoreDamagedError)


@pytest.mark.parametrize("seed", range(8))
async def test_a_page_overwritten_is_damage(filled: Path, seed: int) -> None:
    data = bytearray(filled.read_bytes())
    page = (seed + 1) * 4096
    data[page : page + 4096] = bytes([0xA5]) * 4096
    filled.write_bytes(data)

    assert isinstance(await refusal(filled), StoreDamagedError)


async def test_a_word_changed_in_the_file_is_damage(filled: Path) -> None:
    data = filled.read_bytes()
    assert b"It opens." in data
    filled.write_bytes(data.replace(b"It opens.", b"It closes"))
    error = await refusal(filled)

    assert isinstance(error, StoreDamagedError)
    assert "its facts are not those of revision 1" in str(error)


async def test_a_byte_that_is_no_text_is_damage(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes().replace(b"It opens.", b"It \xff\xffens."))

    assert isinstance(await refusal(filled), StoreDamagedError)


async def test_a_fact_changed_by_hand_is_damage(filled: Path) -> None:
    query(filled, "UPDATE fact SET record = json_set(record, '$.quote', 'It closes.') WHERE id = 'fact-1'")

    assert isinstance(await refusal(filled), StoreDamagedError)


@pytest.mark.parametrize(
    "sql", ["DROP TABLE term", "ALTER TABLE fact RENAME COLUMN record TO x", "PRAGMA user_version = 0"]
)
async def test_tables_that_are_not_ours_are_damage(filled: Path, sql: str) -> None:
    query(filled, sql)

    assert isinstance(await refusal(filled), StoreDamagedError)


async def test_a_table_whose_words_are_no_text_is_damage(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes().replace(b"json_valid", b"json_val\xff\xfe"))
    error = await refusal(filled)

    assert isinstance(error, StoreDamagedError)
    assert "a text in it is not UTF-8" in str(error)


async def test_a_damage_is_told_in_one_line(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes().replace(b"STRICT", b"'"[:6]))

    assert str(await refusal(filled)).count("\n") == 0


@pytest.mark.parametrize("seed", range(40))
async def test_whatever_byte_breaks_the_facts_are_sound_or_refused(filled: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    data = bytearray(filled.read_bytes())
    for _ in range(chance.choice([1, 20])):
        data[chance.randrange(chance.choice([100, 4096, len(data)]))] = chance.randrange(256)
    filled.write_bytes(data)
    with contextlib.suppress(StoreError):
        async with open_sqlite_store(filled, patience=0.05) as store:
            edition = await store.latest()

            assert edition
            assert edition.base == FACTS


async def test_a_newer_database_is_left_alone(filled: Path) -> None:
    query(filled, "PRAGMA user_version = 99")
    before = filled.read_bytes()
    error = await refusal(filled)
    known = shipped_migrations()[-1].number

    assert isinstance(error, StoreTooNewError)
    assert str(error) == (
        f"The database {filled} is newer than this program (form 99; this program knows {known}): "
        "use the program that wrote it, or a later one, or name another file."
    )
    assert filled.read_bytes() == before


async def test_another_programs_database_is_left_alone(file: Path) -> None:
    query(file, "CREATE TABLE bookmark (url TEXT)")
    before = file.read_bytes()
    error = await refusal(file)

    assert str(error) == f"The database {file} belongs to another program: name another file."
    assert file.read_bytes() == before


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
async def test_a_database_that_another_process_writes_is_locked(filled: Path, begin: str) -> None:
    with held(filled, begin):
        error = await refusal(filled)

    assert isinstance(error, StoreLockedError)
    assert str(error) == (
        f"The database {filled} is locked by another process: wait until it is done, or stop it, then try again."
    )


@pytest.mark.parametrize("begin", ["BEGIN EXCLUSIVE", "BEGIN; SELECT count(*) FROM sqlite_schema"])
async def test_a_new_database_that_another_process_has_is_locked(file: Path, begin: str) -> None:
    file.touch()
    with held(file, begin):
        assert isinstance(await refusal(file), StoreLockedError)


async def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    error = await refusal(tmp_path)

    assert isinstance(error, StoreUnwritableError)
    assert str(error) == f"The database {tmp_path} cannot be opened (it is a folder): name a file."


async def test_a_folder_that_is_missing_is_named_and_not_made(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "facts.sqlite3"
    error = await refusal(file)

    assert isinstance(error, StoreUnwritableError)
    assert str(error) == (
        f"The database {file} cannot be opened (there is no folder {file.parent}): "
        "make that folder, or name another file."
    )
    assert not file.parent.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="only POSIX has such rights")
class TestWithoutRights:
    async def test_a_file_that_may_not_be_written_is_read_only(self, open_folder: Path) -> None:
        file = open_folder / "facts.sqlite3"
        await fill(file)
        file.chmod(0o444)
        with without_rights(open_folder):
            error = await refusal(file)

        assert isinstance(error, StoreUnwritableError)
        assert str(error) == (
            f"The database {file} is read-only: "
            "give this program the right to write it and its folder, or name another file."
        )

    async def test_a_file_that_may_not_be_read_cannot_be_opened(self, open_folder: Path) -> None:
        file = open_folder / "facts.sqlite3"
        await fill(file)
        file.chmod(0o000)
        with without_rights(open_folder):
            error = await refusal(file)

        assert isinstance(error, StoreUnwritableError)
        assert "the right to write" in str(error)

    @pytest.mark.parametrize("exists", [True, False])
    async def test_a_folder_that_may_not_be_written_is_told(self, open_folder: Path, exists: bool) -> None:  # noqa: FBT001 - a case
        file = open_folder / "facts.sqlite3"
        if exists:
            await fill(file)
        open_folder.chmod(0o555)
        with without_rights(open_folder):
            error = await refusal(file)

        assert isinstance(error, StoreUnwritableError)
        assert str(file) in str(error)
        assert "the right to write" in str(error)

    async def test_a_folder_that_may_not_be_entered_is_told(self, open_folder: Path) -> None:
        file = open_folder / "facts.sqlite3"
        await fill(file)
        open_folder.chmod(0o000)
        with without_rights(open_folder):
            error = await refusal(file)

        assert isinstance(error, StoreUnwritableError)


async def test_an_sqlite_that_is_too_old_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    error = await refusal(file)

    assert "needs SQLite 3.37" in str(error)
    assert not file.exists()


async def test_a_name_that_means_no_file_to_sqlite_is_a_file_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_sqlite_store(Path(":memory:")) as store:
        await store.publish(FACTS, after=0, who="test", why="", from_folder=True)

    async with open_sqlite_store(Path(":memory:")) as store:
        edition = await store.latest()
        assert edition
        assert edition.base == FACTS
