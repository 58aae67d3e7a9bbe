"""Copies of the database: made while it is in use, kept to a number, and put back without losing what was there."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import sqlite3
import time
from itertools import count
from typing import TYPE_CHECKING

from knowledge.errors import StoreDamagedError, StoreError, StoreTooNewError, StoreUnwritableError
from knowledge.store.aside import COMPANIONS, set_aside
from knowledge.store.migrating import newest_form
from knowledge.store.opening import APPLICATION_ID
from knowledge.store.translating import damaged, translating

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"facts-(\d{8}T\d{6}Z)\.sqlite3")
_PATIENCE = 5.0  # seconds to wait for another process
_PAGES = 1000  # copied at a time


def backup_name(now: dt.datetime) -> str:
    """Name a backup after its moment (UTC), so that the names are in order of time."""
    return f"facts-{now.astimezone(dt.UTC):{_MOMENT}}.sqlite3"


def made_at(backup: Path) -> dt.datetime:
    """Tell by its name when a backup of `backups_in` was made."""
    return dt.datetime.strptime(backup.name, f"facts-{_MOMENT}.sqlite3").replace(tzinfo=dt.UTC)


def back_up(file: Path, target: Path) -> None:
    """Copy a database as it is at one moment, whatever is written meanwhile; whole or not at all. Raises StoreError.

    The copy is one file, and a new one: nothing is written over. It takes a while for a large one: call it from a
    thread.
    """
    if not file.is_file():
        message = f"There is no database {file} to back up: the first start of the bot makes it."
        raise StoreError(file, message)
    if os.path.lexists(target):
        message = f"{target} is there already, and a backup takes nothing's place: name a new file, or none at all."
        raise StoreError(target, message)
    with _partial(target) as partial:
        try:
            _copy(file, partial)
            form_of(partial)
        except StoreDamagedError as error:  # of the two it is never the new one
            raise damaged(file, "a copy of it does not read back") from error


def backups_in(folder: Path) -> Sequence[Path]:
    """List the backups of a folder, newest first; by their names, so that nothing else is taken for one."""
    found = (path for path in folder.iterdir() if _NAME.fullmatch(path.name)) if folder.is_dir() else ()
    return sorted(found, reverse=True)


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
    """Put a backup in a database's place; gives where what was there is kept, `None` where there was nothing.

    A sound database is copied away and then overwritten in one transaction, so that a kill leaves the one or the other;
    a damaged one is set aside. The backup stays where it is. A program that has the database open goes on with what was
    put back, but what it remembers is of before. Raises StoreError, and the database is as it was.
    """
    require_backup(backup, file)
    if not os.path.lexists(file):
        _put_anew(backup, file)
        return None
    kept = next(path for path in _names(file) if not path.exists())
    try:
        back_up(file, kept)
    except StoreDamagedError:
        kept = set_aside(file)
        _put_anew(backup, file)
    else:
        _copy(backup, file)
    return kept


def require_backup(backup: Path, file: Path) -> None:
    """Raise StoreError where a file is no sound backup that could take a database's place."""
    if not backup.is_file():
        message = f"There is no backup {backup}: name a file that `visitbot backup` wrote."
        raise StoreError(backup, message)
    if file.exists() and backup.samefile(file):
        message = f"{backup} is the database itself: name a file that `visitbot backup` wrote."
        raise StoreError(backup, message)
    try:
        form_of(backup)
    except StoreDamagedError as error:
        message = f"{backup} is no sound backup: name another that `visitbot backup` wrote. The database is as it was."
        raise StoreDamagedError(backup, message) from error


def _put_anew(backup: Path, file: Path) -> None:
    with _partial(file) as partial:
        _copy(backup, partial)


def _names(file: Path) -> Iterator[Path]:
    """Give names for what a backup takes the place of, by the time (UTC) it was done."""
    now = dt.datetime.now(dt.UTC).strftime(_MOMENT)
    yield file.with_name(f"{file.stem}.replaced-{now}{file.suffix}")
    yield from (file.with_name(f"{file.stem}.replaced-{now}-{number}{file.suffix}") for number in count(2))


@contextlib.contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """Give a name to write to, which becomes the target's at the end, whole and on the disk; gone where it fails."""
    partial = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        yield partial
        _make_one_file(partial)
        os.replace(partial, target)  # noqa: PTH105 - one step, as this file is about
    except OSError as error:
        remedy = "give this program the right to write there, or name another place"
        message = f"The backup {target} cannot be written ({error.strerror}): {remedy}."
        raise StoreUnwritableError(target, message) from error
    finally:
        with contextlib.suppress(OSError):
            for ending in ("", *COMPANIONS):
                partial.with_name(partial.name + ending).unlink(missing_ok=True)


def _make_one_file(partial: Path) -> None:
    """Leave nothing beside a copy that a copy of it could lack, and see that the disk has it."""
    with translating(partial), contextlib.closing(sqlite3.connect(partial.absolute())) as one:
        one.execute("PRAGMA journal_mode = DELETE").fetchone()
    with partial.open("rb+") as written:
        os.fsync(written.fileno())


def _copy(source: Path, target: Path) -> None:
    """Copy all pages, in one transaction of the target."""
    end = time.monotonic() + _PATIENCE

    def refuse_to_wait(status: int, *_: int) -> None:
        nonlocal end
        # Python itself would ask over and over, and wait for a lock for ever.
        if status not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            end = time.monotonic() + _PATIENCE
        elif time.monotonic() > end:
            locked = sqlite3.OperationalError("database is locked")
            locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise locked

    with (
        translating(source),
        contextlib.closing(sqlite3.connect(source.absolute(), timeout=_PATIENCE)) as here,
        translating(target),
        contextlib.closing(sqlite3.connect(target.absolute(), timeout=_PATIENCE)) as there,
    ):
        here.backup(there, pages=_PAGES, progress=refuse_to_wait, sleep=0.05)


def _is_sound(backup: Path) -> bool:
    try:
        form_of(backup)
    except StoreError:
        return False
    return True


def form_of(file: Path) -> int:
    """Tell the form of a database of this program's that is sound, and leave it as it is; raises StoreError."""
    with translating(file), contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as one:
        found = one.execute("PRAGMA quick_check(1)").fetchone()[0]
        mark = one.execute("PRAGMA application_id").fetchone()[0]
        form = one.execute("PRAGMA user_version").fetchone()[0]
    if found != "ok":
        raise damaged(file, found)
    if mark != APPLICATION_ID:
        message = f"{file} is no database of this program: name a file that `visitbot backup` wrote."
        raise StoreError(file, message)
    newest = newest_form()
    if form > newest:
        remedy = "use the program that wrote it, or a later one"
        message = f"{file} is newer than this program (form {form}; this program knows {newest}): {remedy}."
        raise StoreTooNewError(file, message)
    return int(form)
