"""The verbs `facts history`, `facts restore` and `facts export`: what was, and what is, in force."""

from __future__ import annotations

import asyncio
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.facts.deciding import Decision, OverrideOption, WhyOption, YesOption, decide
from bot.cli.opening import opened_library
from bot.cli.options import ConfigOption, read_settings
from bot.cli.terminal import fail, printable
from bot.desk import history_text
from bot.wording import sentences_in
from knowledge import FactId, find_fact, to_zip, write_folder

if TYPE_CHECKING:
    from bot.config import Settings
    from knowledge import FactBase


def history(
    fact: Annotated[str | None, typer.Argument(metavar="FACT", help="Only what became of this fact.")] = None,
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="So many revisions.")] = 25,
    config: ConfigOption = None,
) -> None:
    """Show who changed what, when and why, before and after; the newest first.

    For example:

      visitbot facts history

      visitbot facts history metro-ride
    """
    asyncio.run(_history(read_settings(config), fact, limit))


async def _history(settings: Settings, fact: str | None, limit: int) -> None:
    async with opened_library(settings) as library:
        revisions = await library.history(None if fact is None else FactId(fact), limit)
        if fact is not None and not revisions:
            find_fact(fact, library.snapshot.base)
        for line in history_text(revisions, sentences_in("en"), in_full=True):
            typer.echo(printable(line))


def restore(
    revision: Annotated[int, typer.Argument(min=1, metavar="N", help="The revision, as the history numbers it.")],
    *,
    yes: YesOption = False,
    override: OverrideOption = "",
    why: WhyOption = "",
    config: ConfigOption = None,
) -> None:
    """Bring the facts of an earlier revision back, as a new one: shows what changes, asks, then publishes it.

    A copy of the whole database is put back by `visitbot restore`.

    For example:

      visitbot facts restore 12 --why "The upload was the wrong file"
    """
    told = why or sentences_in("en").history_restored.format(revision=revision)
    asyncio.run(_restore(read_settings(config), revision, Decision(told, yes=yes, override=override)))


async def _restore(settings: Settings, revision: int, decision: Decision) -> None:
    async with opened_library(settings) as library:
        await decide(library, await library.restore(revision), decision)


def export(
    target: Annotated[Path, typer.Argument(metavar="FOLDER|FILE.zip", help="Where to: a new folder, or a zip.")],
    *,
    config: ConfigOption = None,
) -> None:
    """Write the facts in force as a folder that `check` accepts and `facts refresh` takes over again.

    For example:

      visitbot facts export my-facts

      visitbot facts export my-facts.zip
    """
    settings = read_settings(config)
    is_zip = target.suffix.casefold() == ".zip"
    if (is_zip and target.exists()) or (target.is_dir() and any(target.iterdir())):
        fail(f"{target} is there already: name another, so that nothing is lost.")
    base = asyncio.run(_in_force(settings))
    if is_zip:
        target.write_bytes(to_zip(base))
    else:
        write_folder(base, target)
    typer.echo(f"{sentences_in('en').desk_exported.format(facts=len(base.facts))}\n{target}")


async def _in_force(settings: Settings) -> FactBase:
    async with opened_library(settings) as library:
        return library.snapshot.base
