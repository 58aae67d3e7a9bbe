from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from knowledge.store.migrating import Migration, shipped_migrations
from knowledge.store.opening import open_database, open_sqlite_store
from knowledge.store.records import fingerprint_of, to_records
from tests.knowledge.store.bases import REFUSAL, base, fact

if TYPE_CHECKING:
    from pathlib import Path

FIRST = Migration(
    1,
    """
    BEGIN IMMEDIATE;
    PRAGMA application_id = 0x76627374;
    CREATE TABLE a (x INTEGER) STRICT;
    INSERT INTO a VALUES (1);
    PRAGMA user_version = 1;
    COMMIT;
    """,
)
SECOND = Migration(2, "BEGIN IMMEDIATE;\nUPDATE a SET x = x + 1;\nPRAGMA user_version = 2;\nCOMMIT")
BROKEN = Migration(
    2, "BEGIN IMMEDIATE;\nUPDATE a SET x = 99;\nPRAGMA user_version = 2;\nINSERT INTO a VALUES ('a');\nCOMMIT;\n"
)


async def migrate(file: Path, *migrations: Migration) -> None:
    async with open_database(file, migrations, 1):
        pass


def seen(file: Path) -> tuple[int, int]:
    """Tell the version, and what is in the table."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT user_version, x FROM pragma_user_version, a")
        return rows.fetchone()  # type: ignore[no-any-return]  # two numbers


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "facts.sqlite3"


async def test_a_fresh_database_sees_all(file: Path) -> None:
    await migrate(file, FIRST, SECOND)

    assert seen(file) == (2, 2)


async def test_a_second_run_changes_nothing(file: Path) -> None:
    await migrate(file, FIRST, SECOND)
    await migrate(file, FIRST, SECOND)

    assert seen(file) == (2, 2)


async def test_an_older_database_sees_the_rest(file: Path) -> None:
    await migrate(file, FIRST)
    await migrate(file, FIRST, SECOND)

    assert seen(file) == (2, 2)


async def test_one_that_fails_leaves_what_was_before_it(file: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="TEXT value"):
        await migrate(file, FIRST, BROKEN)

    assert seen(file) == (1, 1)


async def test_after_a_failure_the_mended_one_runs(file: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await migrate(file, FIRST, BROKEN)
    await migrate(file, FIRST, SECOND)

    assert seen(file) == (2, 2)


async def test_two_that_migrate_at_once_run_each_script_once(file: Path) -> None:
    await migrate(file, FIRST)
    await asyncio.gather(*(migrate(file, FIRST, SECOND) for _ in range(4)))

    assert seen(file) == (2, 2)


@pytest.mark.parametrize("migration", shipped_migrations(), ids=lambda migration: str(migration.number))
def test_a_shipped_script_is_one_transaction_that_says_its_number(migration: Migration) -> None:
    statements = re.sub("--.*", "", migration.script).split(";")
    bare = [statement.strip() for statement in statements if statement.strip()]

    assert bare[0] == "BEGIN IMMEDIATE"
    assert bare[-2:] == [f"PRAGMA user_version = {migration.number}", "COMMIT"]


def test_the_shipped_scripts_are_numbered_without_a_gap() -> None:
    assert [migration.number for migration in shipped_migrations()] == list(range(1, len(shipped_migrations()) + 1))


async def test_refusals_kept_apart_become_a_part_of_the_base_with_a_revision_of_its_own(file: Path) -> None:
    was = base(fact(1), refusals=())
    await migrate(file, *shipped_migrations()[:3])
    with closing(sqlite3.connect(file)) as connection, connection:
        for (kind, id_), record in to_records(was).items():
            connection.execute(f"INSERT INTO {kind} (id, record) VALUES (?, ?)", (id_, record))  # noqa: S608 - a table's name
        told = (1, "2026-01-17T00:00:00Z", "folder", "", fingerprint_of(was), 1)
        connection.execute("INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?)", told)
        connection.execute("INSERT INTO refusal (text, language) VALUES ('Who painted it?', 'en')")

    async with open_sqlite_store(file) as store:
        edition = await store.latest()
        [newest, _] = await store.history()
        first = await store.base_at(1)

    assert edition is not None
    assert edition.base == base(fact(1), refusals=(REFUSAL,))
    assert (newest.number, newest.beside) == (2, ("+ refusal Who painted it?",))
    assert first == was
