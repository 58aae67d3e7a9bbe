"""The one connection to the database file, and the one way to change what is in it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from knowledge.store.translating import translating

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from aiosqlite import Connection


class Database:
    """A file with its connection, which has one transaction for all coroutines: they take turns."""

    def __init__(self, file: Path, connection: Connection) -> None:
        self.file = file
        self._connection = connection
        self._turn = asyncio.Lock()

    def writing(self) -> AbstractAsyncContextManager[Connection]:
        """Change rows: all of them at the end of the block, none where it raises; raises StoreError."""
        # IMMEDIATE takes the write lock now: a transaction that reads first could not wait for it later.
        return self._transaction("BEGIN IMMEDIATE")

    def reading(self) -> AbstractAsyncContextManager[Connection]:
        """Read rows as they were at one moment, whatever another process writes; raises StoreError."""
        return self._transaction("BEGIN")

    @asynccontextmanager
    async def _transaction(self, begin: str) -> AsyncIterator[Connection]:
        async with self._turn:
            with translating(self.file):
                try:
                    await self._connection.execute(begin)
                    yield self._connection
                    await self._connection.commit()
                except BaseException:
                    # The connection works in order and cannot be cancelled: even if this waits no longer, the roll-back
                    # is done before the next in turn begins.
                    await self._connection.rollback()
                    raise


async def value(connection: Connection, query: str, *bound: str | int) -> Any:  # noqa: ANN401 - a query's type is not known to Python
    """Read the first column of the first row; `None` where there is no row."""
    async with connection.execute(query, bound) as cursor:
        row = await cursor.fetchone()
    return None if row is None else row[0]
