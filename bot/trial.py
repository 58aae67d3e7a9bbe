"""A Discord-like page on this machine with the real bot behind it: outside tests, all that knows SimCord."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
import simcord

from bot.views.answer import AnswerView
from knowledge import Answer, Chat, Part, Talk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from simcord import ChannelHandle, Env, GuildHandle, MemberActor, Preview, UserHandle

    from bot.client import VisitBot

GUILD_ID = 1_000_000_000_000_000_001
"""The simulated server. A trial's settings name it, so that its moderators may use /facts."""
BOT_NAME = "Visit bot"
CHANNEL_TOPIC = "Members: /ask. Moderators: /facts refresh, too."
SETTLE_SECONDS = 30.0
"""How long SimCord waits until the bot is done with one action, in real seconds."""
TICK_SECONDS = 1.0


class TrialError(Exception):
    """The page cannot be served; the text says why."""


@dataclass(frozen=True, slots=True)
class Trial:
    """An open page with the bot behind it."""

    env: Env
    page: Preview

    @property
    def url(self) -> str:
        """The page's address; whoever has it may use the page."""
        return self.page.url

    async def run_until(self, stop: asyncio.Future[int]) -> int:
        """Keep the simulated clock going until the page is ended, or until `stop` gives the exit code."""
        closed = asyncio.create_task(self.page.wait_closed())
        try:
            while not closed.done() and not stop.done():
                await asyncio.wait((closed, stop), timeout=TICK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                self.env.backend.advance_clock(TICK_SECONDS)
        finally:
            closed.cancel()
        return stop.result() if stop.done() else 0


@contextlib.asynccontextmanager
async def open_trial(bot: VisitBot, *, in_channel: bool, port: int) -> AsyncIterator[Trial]:
    """Put the bot behind a page: a direct message, or a server's channel with a member and a moderator.

    Closes the bot in the end. Raises `TrialError`.
    """
    env = simcord.Env(bot, settle_timeout=SETTLE_SECONDS, check_errors=False)
    env.backend.advance_clock((dt.datetime.now(dt.UTC) - env.now()).total_seconds())
    guild = env.create_guild("Visit desk", id=GUILD_ID)
    try:
        await env.start()
        with env.time_context():
            channel, viewers = _server(env, guild) if in_channel else _direct_message(env)
            await _introduce(bot, channel, viewers[0].id)
            async with env.preview(channel, viewers=viewers, layout="channel", port=port) as page:
                yield Trial(env, page)
    except simcord.SetupError as error:
        message = f"The page cannot be served: {error}."
        raise TrialError(message) from error
    finally:
        await env.shutdown()
        await bot.close()


def _direct_message(env: Env) -> tuple[ChannelHandle, Sequence[UserHandle]]:
    newcomer = env.create_user("newcomer")
    return newcomer.dm_channel, [newcomer]


def _server(env: Env, guild: GuildHandle) -> tuple[ChannelHandle, Sequence[MemberActor]]:
    moderators = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    member = guild.add_member(env.create_user("member"))
    moderator = guild.add_member(env.create_user("moderator"), roles=[moderators])
    return guild.create_text_channel("questions", topic=CHANNEL_TOPIC), [member, moderator]


async def _introduce(bot: VisitBot, channel: ChannelHandle, reader: int) -> None:
    """Let the bot take its name and speak first, so that the page says what can be done."""
    if bot.user:
        await bot.user.edit(username=BOT_NAME)
    base = bot.library.snapshot.base
    greeting = Answer("", base.default_language, (Part("", Chat(Talk.GREETING)),))
    place = await bot.fetch_channel(channel.id)
    if isinstance(place, discord.abc.Messageable):
        await place.send(view=AnswerView.of_answer(greeting, base, asker=reader))
