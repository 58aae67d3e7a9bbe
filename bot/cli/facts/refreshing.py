"""The verbs `facts refresh` and `facts upload`: take a changed folder over into the database, or a file."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.facts.deciding import Decision, OverrideOption, WhyOption, YesOption, decide
from bot.cli.opening import opened_library
from bot.cli.options import ConfigOption, read_settings
from bot.cli.terminal import fail, misuse
from bot.wording import sentences_in
from knowledge import LARGEST_UPLOAD, About, FactId, Upload, find_fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.config import Settings
    from knowledge import Preview

TakeOption = Annotated[
    list[str] | None,
    typer.Option("--take", metavar="FACT", help="Take the folder's form of a fact that was changed here, too."),
]
TakeFileOption = Annotated[
    list[str] | None,
    typer.Option("--take", metavar="FACT", help="Take the file's form of a fact that was changed here, too."),
]


def refresh(
    *,
    take: TakeOption = None,
    yes: YesOption = False,
    override: OverrideOption = "",
    why: WhyOption = "Refreshed from the folder",
    config: ConfigOption = None,
) -> None:
    """Apply a changed folder of facts to the database: shows what changes, asks, then applies it as one revision.

    What was changed here since the folder was last taken over stays; where both changed a fact, --take takes the
    folder's form of it. A bot that is running answers from the change within a minute.

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
        await decide(library, preview, decision, take=take, same=sentences_in("en").refresh_same)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        message = f"{text} is no day: write it as 2026-01-31."
        raise typer.BadParameter(message) from error


def upload(  # noqa: PLR0913 - each is an option
    file: Annotated[Path, typer.Argument(help="A .zip of a whole base, a topic's .toml, or a source's .txt.")],
    *,
    take: TakeFileOption = None,
    publisher: Annotated[str | None, typer.Option(help="Who published a new source.")] = None,
    place: Annotated[str | None, typer.Option(help="Where.")] = None,
    date: Annotated[dt.date | None, typer.Option(parser=_day, metavar="YYYY-MM-DD", help="When.")] = None,
    language: Annotated[str | None, typer.Option(metavar="xx", help="In which language of the base.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title, if it has one.")] = None,
    author: Annotated[str | None, typer.Option(help="Its author, if named.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address, if known.")] = None,
    yes: YesOption = False,
    override: OverrideOption = "",
    why: WhyOption = "",
    config: ConfigOption = None,
) -> None:
    """Apply a file of facts to the database: shows what changes, asks, then applies it as one revision.

    What was changed here since the folder was last taken over stays, unless --take takes the file's form of it. A text
    that is named like a source is its new version. Another text is a new source, and takes its publisher, place,
    date and language.

    For example:

      visitbot facts upload metro.toml

      visitbot facts upload pti-2026-01-18.txt --publisher PTI --place Mumbai --date 2026-01-18 --language en
    """
    given = (publisher, place, date, language)
    if any(given) and not all(given):
        misuse("--publisher", "a new source takes all of --publisher, --place, --date and --language.")
    about = None
    if publisher and place and date and language:
        about = About(publisher, place, date, language, title, author, url)
    decision = Decision(why or f"facts upload {file.name}", yes=yes, override=override)
    if not file.is_file():
        fail(f"There is no file {file}: name a .zip, a .toml or a .txt.")
    with file.open("rb") as opened:
        upload = Upload(file.name, opened.read(LARGEST_UPLOAD + 1), about)
    asyncio.run(_upload(read_settings(config), upload, [FactId(fact) for fact in take or ()], decision))


async def _upload(settings: Settings, upload: Upload, take: Sequence[FactId], decision: Decision) -> None:
    async with opened_library(settings) as library:
        preview = await library.preview_upload(upload, take)
        _refuse_needless(preview, take)
        await decide(library, preview, decision, take=take)


def _refuse_needless(preview: Preview, take: Sequence[FactId]) -> None:
    """Say which facts to take were misspelt: to pass them over would keep what was not meant to be kept."""
    for fact in take:
        if fact not in {conflict.id for conflict in preview.conflicts}:
            find_fact(fact, preview.base)
