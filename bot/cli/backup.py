"""The verbs `backup` and `restore`: a copy of the database, and back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.facts.deciding import confirm
from bot.cli.options import ConfigOption, read_settings
from bot.cli.terminal import fail
from knowledge import back_up, backup_name, newest_good, put_back, require_backup

_TARGET = typer.Argument(
    metavar="FILE", help="Write to this file (default: a new one in the folder that the settings name)."
)
_BACKUP = typer.Argument(metavar="FILE", help="The backup to put back (default: the newest that is sound).")


def backup(file: Annotated[Path | None, _TARGET] = None, *, config: ConfigOption = None) -> None:
    """Copy the database, also while the bot runs: the copy is as the whole was at one moment.

    For example:

      visitbot backup

      visitbot backup /mnt/safe/facts.sqlite3
    """
    settings = read_settings(config)
    target = file or (settings.backup.folder or Path()) / backup_name(dt.datetime.now(dt.UTC))
    back_up(settings.store.path, target)
    typer.echo(f"Backed up to {target}.")


def restore(
    file: Annotated[Path | None, _BACKUP] = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    config: ConfigOption = None,
) -> None:
    """Put a backup in the database's place; what was there is kept, never deleted. Start the bot again then.

    For example:

      visitbot restore

      visitbot restore backups/facts-20260307T120000Z.sqlite3
    """
    settings = read_settings(config)
    found = file or (newest_good(settings.backup.folder) if settings.backup.folder else None)
    if found is None:
        fail("There is no sound backup to put back: name a FILE, or set [backup] folder.")
    require_backup(found, settings.store.path)
    typer.echo(f"{found} takes the place of {settings.store.path}.")
    if not yes:
        confirm()
    aside = put_back(found, settings.store.path)
    typer.echo(f"Done. What was there is kept as {aside}." if aside else "Done.")
