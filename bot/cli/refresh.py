"""The verb `refresh`: brings the database to what the folder says, as /facts refresh does on Discord."""

from __future__ import annotations

import asyncio
import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from bot.changes import beside, describe
from bot.cli.opening import opened_library
from bot.cli.options import ConfigOption, read_settings
from bot.cli.terminal import fail, is_interactive, printable
from bot.wording import sentences_in

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.wording import Sentences
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

    A bot that is running answers from them after its next start, or after /facts refresh on Discord.

    For example:

      visitbot refresh

      visitbot refresh --yes --why "Correct the date of the summit"
    """
    settings = read_settings(config)
    asyncio.run(_refresh(settings, yes=yes, why=why))


async def _refresh(settings: Settings, *, yes: bool, why: str) -> None:
    async with opened_library(settings) as library:
        preview = await library.preview()
        sentences = sentences_in("en")
        _show(preview.changes, sentences)
        if preview.changes.is_empty:
            return
        if not yes:
            confirm()
        revision = await library.apply(preview, who=f"terminal: {getpass.getuser()}", why=why)
        typer.echo(sentences.refresh_applied.format(revision=revision))


def _show(changes: Changes, sentences: Sentences) -> None:
    """Print what would change, in full: a terminal has room."""
    if changes.is_empty:
        typer.echo(sentences.refresh_same)
    for group in describe(changes, sentences):
        typer.echo(group.heading)
        for line in group.lines:
            typer.echo(printable(f"  {line}"))
    if aside := beside(changes, sentences):
        typer.echo(aside)


def confirm() -> None:
    """Ask a person, or leave where there is none."""
    if not is_interactive():
        fail("Nobody is there to confirm the change: add --yes to apply it.")
    if not typer.confirm("Apply this?"):
        typer.echo("Left as it was.")
        raise typer.Exit
