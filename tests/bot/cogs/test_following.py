from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import discord

from bot.cogs.following import FollowingCog
from bot.config import ModerationSettings
from knowledge import FactId, Status, StoreLockedError, open_library, open_sqlite_store, with_status
from tests.bot.reading import text_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.config import Settings
    from knowledge import Library
    from tests.bot.conftest import Town

ROOM = FactId("reading-room")


def cog(library: Library) -> FollowingCog:
    return FollowingCog(discord.Client(intents=discord.Intents.none()), library, ModerationSettings())


async def retire(file: Path, folder: Path) -> None:
    """Retire a fact by another process' hand."""
    async with open_sqlite_store(file) as store:
        terminal = await open_library(store, folder)
        change = await terminal.draft(lambda base: with_status(base, ROOM, Status.RETIRED))
        await terminal.apply(change, who="terminal: ruth", why="It is green by now")


async def test_a_change_from_the_terminal_is_answered_from(settings: Settings, library: Library) -> None:
    await retire(settings.store.path, settings.knowledge.path)
    before = library.snapshot

    await cog(library).follow()

    assert before.base.fact_by_id[ROOM].status is Status.ACTIVE
    assert library.snapshot.base.fact_by_id[ROOM].status is Status.RETIRED


async def test_where_nothing_is_new_the_same_snapshot_stays(library: Library) -> None:
    before, set_apart = library.snapshot, gc.get_freeze_count()

    await cog(library).follow()

    assert library.snapshot is before
    assert gc.get_freeze_count() <= set_apart


async def test_a_new_base_is_set_apart_from_what_is_searched_for_garbage(settings: Settings, library: Library) -> None:
    await retire(settings.store.path, settings.knowledge.path)
    following, set_apart = cog(library), gc.get_freeze_count()

    await following.follow()

    assert gc.get_freeze_count() > set_apart


async def test_a_database_that_cannot_be_read_is_told_in_the_log(
    settings: Settings, library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refuse() -> None:
        raise StoreLockedError(settings.store.path, "locked")

    monkeypatch.setattr(library, "catch_up", refuse)

    await cog(library).follow()

    assert "What is new in the database could not be read: locked" in caplog.text


async def test_a_change_from_the_terminal_is_told_once_to_the_channel_that_audits(town: Town) -> None:
    audit = town.guild.create_text_channel("audit")
    following = FollowingCog(town.bot, town.library, ModerationSettings(audit_channel=audit.id))
    await retire(town.settings.store.path, town.settings.knowledge.path)

    for _ in range(2):
        await following.follow()

    [post] = audit.history()
    assert "terminal: ruth: It is green by now" in text_of(post)
    assert "reading-room, status: “active” → “retired”" in text_of(post)
