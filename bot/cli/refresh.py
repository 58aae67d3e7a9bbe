"""The verb `refresh`: brings the database to what the folder says, as /facts refresh does on Discord."""

from __future__ import annotations

import asyncio
import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import ConfigOption, read_settings
from bot.cli.terminal import fail, is_interactive

if TYPE_CHECKING:
    from bot.config import Settings
    from knowledge import Changes


def refresh(
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Apply without asking.")] = False,
    why: Annotated[
        str, typer.Option("--why", metavar="REASON", help="The reason, kept with the revision.")
    ] = "Refreshed from the folder",
    config: ConfigOption = None,
) -> None:
    """Apply a changed folder of facts to the database: shows what changes, asks, then applies it as one revision.

    A bot that is running goes on answering from the facts it started with: use /facts refresh there.

    For example:

      visitbot refresh

      visitbot refresh --yes --why "Correct the date of the summit"
    """
    settings = read_settings(config)
    asyncio.run(_refresh(settings, yes=yes, why=why))


async def _refresh(settings: Settings, *, yes: bool, why: str) -> None:
    from knowledge import open_library, open_sqlite_store

    async with open_sqlite_store(settings.store.path) as store:
        library = await open_library(store, settings.knowledge.path)
        preview = await library.preview()
        _show(preview.changes)
        if preview.changes.is_empty:
            return
        if not yes:
            _confirm()
        revision = await library.apply(preview, who=f"terminal: {getpass.getuser()}", why=why)
        typer.echo(f"Applied as revision {revision}.")


def _show(changes: Changes) -> None:
    pass


def _confirm() -> None:
    """Ask a person, or leave where there is none."""
    if not is_interactive():
        fail("Nobody is there to confirm the change: add --yes to apply it.")
    if not typer.confirm("Apply this?"):
        typer.echo("Left as it was.")
        raise typer.Exit
