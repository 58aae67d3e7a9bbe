"""The verbs `facts refresh` and `facts upload`: take a changed folder over into the database, or a file."""

from __future__ import annotations

import asyncio
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.facts.deciding import Decision, OverrideOption, WhyOption, YesOption, decide
from bot.cli.opening import opened_library
from bot.cli.options import ConfigOption, read_settings
from bot.wording import sentences_in
from knowledge import FactId, find_fact, read_upload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.config import Settings
    from knowledge import Preview


def refresh(
    *,
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="FACT", help="Take the folder's form of a fact that was changed here, too."),
    ] = None,
    yes: YesOption = False,
    override: OverrideOption = "",
    why: WhyOption = "Refreshed from the folder",
    config: ConfigOption = None,
) -> None:
    """Apply a changed folder of facts to the database: shows what changes, asks, then applies it as one revision.

    What was changed here since the folder was last taken over stays; where both changed a fact, --take takes the
    folder's form of it. A bot that is running answers from the change after its next start or /facts command.

    For example:

      visitbot facts refresh

      visitbot refresh --yes --why "Correct the date of the summit"

      visitbot facts refresh --take metro-ride
    """
    settings = read_settings(config)
    decision = Decision(why, yes=yes, override=override)
    asyncio.run(_refresh(settings, [FactId(fact) for fact in take or ()], decision))


async def _refresh(settings: Settings, take: Sequence[FactId], decision: Decision) -> None:
    async with opened_library(settings) as library:
        preview = await library.preview(take)
        _refuse_needless(preview, take)
        await decide(library, preview, decision, same=sentences_in("en").refresh_same)


def upload(
    file: Annotated[Path, typer.Argument(help="A .zip of a whole base, a topic's .toml, or a source's new .txt.")],
    *,
    yes: YesOption = False,
    override: OverrideOption = "",
    why: WhyOption = "",
    config: ConfigOption = None,
) -> None:
    """Apply a file of facts to the database: shows what changes, asks, then applies it as one revision.

    For example:

      visitbot facts upload metro.toml
    """
    decision = Decision(why or f"facts upload {file.name}", yes=yes, override=override)
    asyncio.run(_upload(read_settings(config), file.name, file.read_bytes(), decision))


async def _upload(settings: Settings, name: str, data: bytes, decision: Decision) -> None:
    async with opened_library(settings) as library:
        uploaded = await asyncio.to_thread(read_upload, name, data, library.snapshot.base)
        await decide(library, await library.draft(lambda _: uploaded), decision)


def _refuse_needless(preview: Preview, take: Sequence[FactId]) -> None:
    """Say which facts to take were misspelt: to pass them over would keep what was not meant to be kept."""
    for fact in take:
        if fact not in {conflict.id for conflict in preview.conflicts}:
            find_fact(fact, preview.base)
