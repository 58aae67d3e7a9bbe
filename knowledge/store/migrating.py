"""Brings a database to the form that this program works with: numbered scripts, each run once, whole or not at all."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.store.database import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiosqlite import Connection


@dataclass(frozen=True, slots=True)
class Migration:
    """A script that begins a transaction, takes the form from `number` - 1 to `number`, says so and commits."""

    number: int
    script: str


def shipped_migrations() -> tuple[Migration, ...]:
    """Read the scripts that come with the program, in order."""
    files = sorted(Path(__file__).with_name("migrations").glob("[0-9]*.sql"))
    return tuple(Migration(int(file.name.split("_")[0]), file.read_text(encoding="utf-8")) for file in files)


def newest_form() -> int:
    """Tell the number of the form that this program works with."""
    return shipped_migrations()[-1].number


async def version(connection: Connection) -> int:
    """Tell the number of the last migration that the database has seen; 0 in an empty one."""
    return int(await value(connection, "PRAGMA user_version"))


async def migrate(connection: Connection, migrations: Sequence[Migration]) -> None:
    """Run the migrations that the database has not seen; where one fails, those before it stay done."""
    for migration in migrations:
        try:
            await _run(connection, migration)
        finally:
            await connection.rollback()  # does nothing where the script came to its COMMIT


async def _run(connection: Connection, migration: Migration) -> None:
    # Statement by statement: executescript would keep the first half of a script that fails.
    begin, *steps = _statements(migration.script)
    await connection.execute(begin)
    # Asked inside the transaction: another process may have run the script while this one waited for its turn.
    if await version(connection) < migration.number:
        for step in steps:
            await connection.execute(step)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement  # the last one without its semicolon
