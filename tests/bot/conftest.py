"""A simulated Discord with the real bot in it, on a real library: a folder of facts and an SQLite file."""

from __future__ import annotations

import shutil
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import pytest
import simcord

from bot.client import VisitBot
from bot.config import KnowledgeSettings, ModerationSettings, Settings, StoreSettings
from knowledge import open_library, open_sqlite_store
from tests.bot.discord_api import api_description

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simcord import ChannelHandle, Env, GuildHandle, MemberActor

    from knowledge import Library

HILLTOWN = Path(__file__).parent / "hilltown"
FOR_EVERYBODY = ("about", "ask", "fact", "help", "people", "privacy", "source", "timeline", "topics")
"""The slash commands that every member has."""
MODERATED_GUILD = 1_000_000_000_000_000_001


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of facts about a village library, free to be changed."""
    return Path(shutil.copytree(HILLTOWN, tmp_path / "hilltown"))


@pytest.fixture
def settings(tmp_path: Path, folder: Path) -> Settings:
    return Settings(
        knowledge=KnowledgeSettings(path=folder),
        store=StoreSettings(path=tmp_path / "facts.sqlite3"),
        moderation=ModerationSettings(guilds=(MODERATED_GUILD,)),
    )


@pytest.fixture
async def library(settings: Settings) -> AsyncIterator[Library]:
    async with open_sqlite_store(settings.store.path, patience=0.1) as store:
        yield await open_library(store, settings.knowledge.path)


@dataclass(slots=True)
class Town:
    """The simulated Discord: a moderated server with a channel, somebody in it, and the bot."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    ann: MemberActor
    settings: Settings
    library: Library
    bots: AsyncExitStack

    @property
    def bot(self) -> VisitBot:
        assert isinstance(self.env.bot, VisitBot)
        return self.env.bot

    @property
    def own_mention(self) -> str:
        assert self.bot.user is not None
        return self.bot.user.mention

    def newcomer(self, name: str, **permissions: bool) -> MemberActor:
        """Add a member whose role has these permissions."""
        role = self.guild.create_role(f"role of {name}", permissions=discord.Permissions(**permissions))
        return self.guild.add_member(self.env.create_user(name), roles=[role])

    async def restart(self) -> None:
        """Let a new bot take over, as after a restart of the program."""
        bot = VisitBot(self.settings, self.library)
        self.bots.push_async_callback(bot.close)
        await self.env.restart_bot(bot)


@pytest.fixture
async def town(settings: Settings, library: Library) -> AsyncIterator[Town]:
    """Run the bot on the simulated Discord; every request that it made is held against Discord's own rules."""
    async with AsyncExitStack() as bots:
        bot = VisitBot(settings, library)
        bots.push_async_callback(bot.close)
        env = simcord.Env(bot)
        guild = env.create_guild("Hilltown", id=MODERATED_GUILD)
        channel = guild.create_text_channel("square")
        ann = guild.add_member(env.create_user("ann"))
        await env.start()
        yield Town(env, guild, channel, ann, settings, library, bots)
        await env.shutdown()
        _check_requests(env)
        if env.error_cursor > env._errors_acknowledged:  # noqa: SLF001 - SimCord's own fixture asks it so
            env.raise_errors()


def _check_requests(env: Env) -> None:
    """Nothing pings, and every body is one that Discord's description allows, where there is one."""
    for request in env.http_requests:
        body = request.json if isinstance(request.json, dict) else {}
        for message in (body, body.get("data") or {}):
            is_form = "title" in message
            if not is_form and ("components" in message or "content" in message):
                assert pings_nobody(message), request
    description = api_description()
    if description is not None:
        assert description.faults(env.http_requests) == []


def pings_nobody(message: dict[str, Any]) -> bool:
    allowed = message.get("allowed_mentions", {"parse": ["everyone"]})
    return allowed["parse"] == [] and not any(allowed.get(key) for key in ("users", "roles", "replied_user"))
