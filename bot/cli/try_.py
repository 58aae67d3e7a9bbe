"""The verb `try`: the real bot behind a Discord-like page on this machine; no token, no account."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import opened_library
from bot.cli.options import ConfigOption, KnowledgeOption, read_settings
from bot.cli.terminal import fail

if TYPE_CHECKING:
    from bot.config import Settings

INSTALL = "The page needs SimCord, an extra of this bot. In the bot's own folder: pip install '.[try]'"


def try_(
    *,
    in_channel: Annotated[
        bool, typer.Option("--channel", help="Show a server's channel: switch between a member and a moderator.")
    ] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="Serve the page on this port; 0 takes a free one.")
    ] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    knowledge: KnowledgeOption = None,
    config: ConfigOption = None,
) -> None:
    """Try the bot in the browser: no token, no account, nothing leaves this machine.

    A page like Discord opens, with the real bot behind it: type a question, or pick /ask. Ctrl-C ends it.
    All is forgotten then, unless --config names a settings file, whose database is used.

    For example:

      visitbot try

      visitbot try --channel --knowledge my-facts
    """
    settings = read_settings(config)
    with tempfile.TemporaryDirectory(prefix="visitbot-", ignore_cleanup_errors=True) as scratch:
        store = settings.store.path if config else Path(scratch, "trial.sqlite3")
        trial_settings = _for_trial(settings, store, knowledge or settings.knowledge.path)
        raise typer.Exit(asyncio.run(_serve(trial_settings, in_channel=in_channel, port=port, browse=not no_browser)))


def _for_trial(settings: Settings, store: Path, knowledge: Path) -> Settings:
    """Change the settings so that the simulated server is one whose moderators may change the facts."""
    from bot.config import KnowledgeSettings, ModerationSettings, StoreSettings

    try:
        from bot.trial import GUILD_ID
    except ImportError:
        fail(INSTALL)
    changes = {
        "knowledge": KnowledgeSettings(path=knowledge),
        "store": StoreSettings(path=store),
        "moderation": ModerationSettings(guilds=(GUILD_ID,)),
    }
    return settings.model_copy(update=changes)


async def _serve(settings: Settings, *, in_channel: bool, port: int, browse: bool) -> int:
    from bot.cli.stopping import stop_signal, unless_stopped
    from bot.client import VisitBot
    from bot.trial import TrialError, open_trial

    stop = stop_signal()
    try:
        async with contextlib.AsyncExitStack() as stack:
            library = await unless_stopped(stop, stack.enter_async_context(opened_library(settings)))
            if library is None:
                return stop.result()
            bot = VisitBot(settings, library)
            trial = await stack.enter_async_context(open_trial(bot, in_channel=in_channel, port=port))
            _announce(trial.url, browse=browse)
            return await trial.run_until(stop)
    except TrialError as error:
        fail(str(error))


def _announce(url: str, *, browse: bool) -> None:
    """Print the address, and open it where there is a screen to open it on."""
    typer.echo(f"Open this address in a browser; it is for you alone. Ctrl-C ends the trial.\n{url}")
    sys.stdout.flush()
    if browse and _has_screen():
        # A thread of its own: some systems' browser commands return only when the browser is closed.
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _has_screen() -> bool:
    """Tell whether a browser has somewhere to open; otherwise one would take over the terminal."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
