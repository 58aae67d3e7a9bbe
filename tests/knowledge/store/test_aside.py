from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import StoreUnwritableError
from knowledge.store import open_sqlite_store, set_aside

if TYPE_CHECKING:
    from pathlib import Path


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_a_database_goes_aside_with_its_companions(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).write_text(f"damaged{ending}")
    aside = set_aside(file)

    assert re.fullmatch(r"facts\.damaged-\d{8}T\d{6}Z\.sqlite3", aside.name)
    assert contents(file.parent) == {
        aside.name: "damaged",
        f"{aside.name}-wal": "damaged-wal",
        f"{aside.name}-shm": "damaged-shm",
    }


def test_nothing_that_was_set_aside_before_is_overwritten(file: Path) -> None:
    names = []
    for number in range(3):
        file.write_text(str(number))
        names.append(set_aside(file).name)

    assert [contents(file.parent)[name] for name in names] == ["0", "1", "2"]


def test_a_companion_that_was_left_behind_is_not_overwritten(file: Path) -> None:
    file.write_text("first")
    first = set_aside(file)
    log = first.rename(first.with_name(f"{first.name}-wal"))
    for ending in ("", "-wal"):
        file.with_name(file.name + ending).write_text("second")
    set_aside(file)

    assert log.read_text() == "first"


async def test_a_new_database_can_take_the_place(file: Path) -> None:
    file.write_text("no database")
    set_aside(file)

    async with open_sqlite_store(file) as store:
        assert await store.latest() is None


def test_a_file_that_cannot_be_moved_is_named(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "facts.sqlite3"
    with pytest.raises(StoreUnwritableError, match=re.escape(f"The database {file} cannot be set aside (No such file")):
        set_aside(file)
