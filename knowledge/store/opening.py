"""Opens a database file as a store: sound, ours, of this program's form and writable, or refused in a sentence."""

from __future__ import annotations

import sqlite3
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiosqlite

from knowledge.errors import StoreError, StoreTooNewError
from knowledge.store.database import Database, value
from knowledge.store.migrating import migrate, shipped_migrations, version
from knowledge.store.revisions import SqliteStore
from knowledge.store.translating import damaged, translating

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from knowledge.store.migrating import Migration
    from knowledge.store.protocol import Store

APPLICATION_ID = 0x76627374
"""Stands in the header of every database of this program."""

_OLDEST_SQLITE = (3, 37)  # the first with STRICT tables


@asynccontextmanager
async def open_sqlite_store(file: Path, *, patience: float = 5.0) -> AsyncIterator[Store]:
    """Open a store, made where there is none yet; its folder must be there: a misspelt path shall not go unnoticed.

    `patience` is the seconds that each step may wait for another process. Raises StoreError.
    """
    async with open_database(file, shipped_migrations(), patience) as database:
        yield SqliteStore(database)


@asynccontextmanager
async def open_database(file: Path, migrations: Sequence[Migration], patience: float) -> AsyncIterator[Database]:
    """Open a database and bring it to the form that the last of the migrations gives."""
    _refuse_old_sqlite(file)
    with translating(file):
        # Where a file cannot be opened, aiosqlite leaves a thread behind that outlives the loop: find out without it.
        sqlite3.connect(_whole(file)).close()
        connection = await aiosqlite.connect(_whole(file), timeout=patience, isolation_level=None)
    try:
        database = Database(file, connection)
        with translating(file):
            await _prepare(file, connection, migrations, patience)
        await _refuse_unwritable(database)
        yield database
    finally:
        await connection.close()


def _whole(file: Path) -> Path:
    """Give a path from the root: some names, such as ":memory:", mean no file to SQLite."""
    return file.absolute()


async def _prepare(
    file: Path, connection: aiosqlite.Connection, migrations: Sequence[Migration], patience: float
) -> None:
    await connection.execute("PRAGMA foreign_keys = ON")
    await _refuse_damaged(file, connection)
    await _refuse_foreign(file, connection)
    await _refuse_newer(file, connection, migrations[-1].number)
    await _use_wal(connection, patience)
    await migrate(connection, migrations)


def _refuse_old_sqlite(file: Path) -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        needed = ".".join(map(str, _OLDEST_SQLITE))
        remedy = "use a Python that comes with a newer one"
        message = f"The database {file} needs SQLite {needed}, and this Python has {sqlite3.sqlite_version}: {remedy}."
        raise StoreError(file, message)


async def _refuse_damaged(file: Path, connection: aiosqlite.Connection) -> None:
    found = await value(connection, "PRAGMA quick_check(1)")
    if found != "ok":
        raise damaged(file, found)


async def _refuse_foreign(file: Path, connection: aiosqlite.Connection) -> None:
    # In this order: where another process makes the tables in between, it makes the mark with them.
    has_tables = await value(connection, "SELECT count(*) FROM sqlite_schema")
    if has_tables and await value(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise StoreError(file, f"The database {file} belongs to another program: name another file.")


async def _refuse_newer(file: Path, connection: aiosqlite.Connection, newest: int) -> None:
    found = await version(connection)
    if found > newest:
        told = f"form {found}; this program knows {newest}"
        remedy = "use the program that wrote it, or a later one, or name another file"
        raise StoreTooNewError(file, f"The database {file} is newer than this program ({told}): {remedy}.")


async def _refuse_unwritable(database: Database) -> None:
    """Find out now, not at the first change: writes the mark that stands there already."""
    # Only a write tells: on a read-only file, SQLite lets BEGIN IMMEDIATE pass.
    async with database.writing() as connection:
        await connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


async def _use_wal(connection: aiosqlite.Connection, patience: float) -> None:
    """Let readers and a writer work side by side; the file remembers it."""
    end = time.monotonic() + patience
    while True:
        try:
            await value(connection, "PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
        else:
            return
        # Where two processes switch at once, SQLite refuses one of them without waiting, which this does.
        await connection.execute("BEGIN IMMEDIATE")
        await connection.rollback()
