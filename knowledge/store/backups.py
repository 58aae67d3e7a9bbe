"""Copies of the database: made while it is in use, kept to a number, and put back without losing what was there."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from typing import TYPE_CHECKING

from knowledge.errors import StoreError, StoreUnwritableError
from knowledge.store.aside import set_aside
from knowledge.store.opening import APPLICATION_ID
from knowledge.store.translating import damaged, translating

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PATTERN = "facts-*.sqlite3"


def backup_name(now: dt.datetime) -> str:
    """Name a backup after its moment (UTC), so that the names are in order of time."""
    return f"facts-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}.sqlite3"


def back_up(file: Path, target: Path) -> None:
    """Copy a database as it is at one moment, whatever is written meanwhile; whole or not at all. Raises StoreError.

    It takes a while for a large one: call it from a thread.
    """
    partial = target.with_name(f"{target.name}.part")
    if not file.is_file():
        message = f"There is no database {file} to back up: the first start of the bot makes it."
        raise StoreError(file, message)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with translating(file), contextlib.closing(sqlite3.connect(file)) as source:
            with contextlib.closing(sqlite3.connect(partial)) as copy:
                source.backup(copy)
            _require_sound(partial)
        os.replace(partial, target)  # noqa: PTH105 - one step, as this file is about
    except OSError as error:
        remedy = "give this program the right to write there, or name another place"
        message = f"The backup {target} cannot be written ({error.strerror}): {remedy}."
        raise StoreUnwritableError(target, message) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def backups_in(folder: Path) -> Sequence[Path]:
    """List the backups of a folder, newest first."""
    return sorted(folder.glob(_PATTERN), reverse=True) if folder.is_dir() else []


def thin_out(folder: Path, keep: int) -> Sequence[Path]:
    """Delete all backups of a folder but the newest, and tell which went."""
    gone = backups_in(folder)[keep:]
    for backup in gone:
        backup.unlink(missing_ok=True)
    return gone


def newest_good(folder: Path) -> Path | None:
    """Find the newest backup that is a sound database of this program's; `None` where there is none."""
    return next((backup for backup in backups_in(folder) if _is_sound(backup)), None)


def put_back(backup: Path, file: Path) -> Path | None:
    """Put a backup in a database's place; gives where that was set aside, `None` where there was none.

    The backup stays where it is. Nobody may have the database open. Raises StoreError.
    """
    if not backup.is_file():
        message = f"There is no backup {backup}: name a file that `visitbot backup` wrote."
        raise StoreError(backup, message)
    _require_sound(backup)
    aside = set_aside(file) if os.path.lexists(file) else None
    with contextlib.closing(sqlite3.connect(backup)) as source, contextlib.closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
    return aside


def _is_sound(backup: Path) -> bool:
    try:
        _require_sound(backup)
    except StoreError:
        return False
    return True


def _require_sound(file: Path) -> None:
    with translating(file), contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as one:
        found = one.execute("PRAGMA quick_check(1)").fetchone()[0]
        mark = one.execute("PRAGMA application_id").fetchone()[0]
    if found != "ok":
        raise damaged(file, found)
    if mark != APPLICATION_ID:
        message = f"{file} is no database of this program: name a file that `visitbot backup` wrote."
        raise StoreError(file, message)
