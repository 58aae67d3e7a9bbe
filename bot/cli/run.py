"""The verb `run`: the bot on Discord, until it is asked to stop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import opened_library
from bot.cli.options import ConfigOption, read_settings
from bot.cli.terminal import fail
from knowledge import StoreDamagedError, newest_good, set_aside

if TYPE_CHECKING:
    from discord import Client
    from pydantic import SecretStr

    from bot.config import Settings
    from knowledge import Library

log = logging.getLogger(__name__)

AT_A_STRETCH = 0.001
"""Seconds for which what runs beside the event loop, such as learning a base, may go on while the loop waits."""


def run(
    *,
    start_afresh: Annotated[
        bool,
        typer.Option("--start-afresh", help="Set a damaged database aside (never deleted) and start from the folder."),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Run the bot on Discord.

    The token comes from the environment variable DISCORD_TOKEN, or from the file that token_file names in the
    settings. The first start fills the database from the folder of facts. Ctrl-C or SIGTERM ends it.

    For example:

      visitbot run

      visitbot run --config /etc/visitbot/config.toml
    """
    from bot.cli.logs import set_up_logging
    from bot.config import ConfigError

    settings = read_settings(config)
    try:
        token = settings.bot_token()
    except ConfigError as error:
        fail(str(error))
    set_up_logging(settings.log.level)
    raise typer.Exit(asyncio.run(_serve(settings, token, start_afresh=start_afresh)))


async def _serve(settings: Settings, token: SecretStr, *, start_afresh: bool) -> int:
    from bot.cli.stopping import stop_signal, unless_stopped
    from bot.client import VisitBot

    gc.freeze()  # what is imported is never garbage, and looking for some among it holds everybody up
    sys.setswitchinterval(AT_A_STRETCH)
    stop = stop_signal()
    async with contextlib.AsyncExitStack() as stack:
        library = await unless_stopped(stop, _open(settings, stack, start_afresh=start_afresh))
        if library is None:
            return stop.result()
        gc.freeze()  # nor is what a base was learned into: searching a large one takes 15 ms
        if library.drift():
            log.warning("The folder of facts has changed: /facts refresh or visitbot refresh takes it over.")
        return await _stay_online(VisitBot(settings, library), token, stop)


async def _open(settings: Settings, stack: contextlib.AsyncExitStack, *, start_afresh: bool) -> Library:
    """Open the library; a damaged database is set aside where that was asked for."""
    try:
        return await stack.enter_async_context(opened_library(settings))
    except StoreDamagedError as error:
        if not start_afresh:
            good = newest_good(settings.backup.folder) if settings.backup.folder else None
            offer = f"\n`visitbot restore {good}` puts the newest good backup in its place." if good else ""
            fail(f"{error}{offer}\n`visitbot run --start-afresh` sets it aside and starts afresh.")
        aside = set_aside(settings.store.path)
        log.warning("%s It is kept as %s.", error, aside)
    return await stack.enter_async_context(opened_library(settings))


async def _stay_online(bot: Client, token: SecretStr, stop: asyncio.Future[int]) -> int:
    """Stay connected until asked to stop; what ends the connection for good is said in a sentence."""
    online = asyncio.create_task(bot.start(token.get_secret_value()))
    try:
        await asyncio.wait((online, stop), return_when=asyncio.FIRST_COMPLETED)
        if not stop.done():
            await online
        return stop.result() if stop.done() else 0
    except Exception as error:
        sentence = _explain(error, bot)
        if sentence is None:
            raise
        fail(sentence)
    finally:
        await bot.close()
        online.cancel()
        await asyncio.gather(online, return_exceptions=True)


def _explain(error: Exception, bot: Client) -> str | None:
    """Say what an error of the connection means to whoever runs the bot; None where it is no such error."""
    import aiohttp
    import discord

    match error:
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):
            return "Discord does not accept the bot's token: copy it again from the application's page, under Bot."
        case discord.ConnectionClosed():
            return f"Discord has closed the connection for good (code {error.code}): see its gateway's close codes."
        case discord.HTTPException():
            return f"Discord refuses to sign the bot in (status {error.status}): try again later."
        case OSError() | aiohttp.ClientError() | TimeoutError():
            return f"Discord cannot be reached ({error}): check the network, then start again."
        case AttributeError() if bot.ws is None:  # discord.py 2.7 stumbles where its first connection fails
            return "Discord's gateway cannot be reached: check that the network lets WebSockets through."
        case _:
            return None
