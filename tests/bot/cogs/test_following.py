from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cogs.following import FollowingCog
from knowledge import FactId, Status, StoreLockedError, open_library, open_sqlite_store, with_status

if TYPE_CHECKING:
    import pytest

    from bot.config import Settings
    from knowledge import Library

ROOM = FactId("reading-room")


async def test_a_change_from_the_terminal_is_answered_from(settings: Settings, library: Library) -> None:
    async with open_sqlite_store(settings.store.path) as store:
        terminal = await open_library(store, settings.knowledge.path)
        change = await terminal.draft(lambda base: with_status(base, ROOM, Status.RETIRED))
        await terminal.apply(change, who="terminal", why="")
    before = library.snapshot

    await FollowingCog(library).follow()

    assert before.base.fact_by_id[ROOM].status is Status.ACTIVE
    assert library.snapshot.base.fact_by_id[ROOM].status is Status.RETIRED


async def test_where_nothing_is_new_the_same_snapshot_stays(library: Library) -> None:
    before = library.snapshot

    await FollowingCog(library).follow()

    assert library.snapshot is before


async def test_a_database_that_cannot_be_read_is_told_in_the_log(
    settings: Settings, library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refuse() -> None:
        raise StoreLockedError(settings.store.path, "locked")

    monkeypatch.setattr(library, "catch_up", refuse)

    await FollowingCog(library).follow()

    assert "What is new in the database could not be read: locked" in caplog.text
