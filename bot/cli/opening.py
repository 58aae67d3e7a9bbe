"""Opens the facts in force, for the verbs that work on the database."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from knowledge import open_library, open_sqlite_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.config import Settings
    from knowledge import Library


@contextlib.asynccontextmanager
async def opened_library(settings: Settings) -> AsyncIterator[Library]:
    """Open the database that the settings name, and the library in it; closed again at the end.

    Raises FolderError at the first start, and StoreError.
    """
    async with open_sqlite_store(settings.store.path) as store:
        library = await open_library(store, settings.knowledge.path)
        async with library.feedback.kept_up():
            yield library
