"""The one place where what SQLite or the file system says becomes a sentence that names the file and the remedy."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import textwrap
from typing import TYPE_CHECKING

from knowledge.errors import (
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreUnwritableError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_PRIMARY = 0xFF
"""SQLite's extended codes carry the primary one in their lowest byte."""
_NO_TEXT = "a text in it is not UTF-8"
_LONGEST_REASON = 120  # characters: SQLite may quote a whole table


@contextlib.contextmanager
def translating(file: Path) -> Iterator[None]:
    """Raise the StoreError that an error of SQLite means; one that only a mistake of ours explains passes as it is."""
    try:
        yield
    except UnicodeDecodeError as error:  # sqlite3 stumbles over its own message, which quotes a broken table
        raise damaged(file, _NO_TEXT) from error
    except sqlite3.Error as error:
        translated = _translated(file, error)
        if translated is None:
            raise
        raise translated from error


def damaged(file: Path, reason: object) -> StoreDamagedError:
    """Word a damage, whoever finds it."""
    remedy = "put a sound copy in its place, or set it aside and start afresh from the folder of facts"
    shown = textwrap.shorten(str(reason), _LONGEST_REASON)
    return StoreDamagedError(file, f"The database {file} is damaged ({shown}): {remedy}.")


def _translated(file: Path, error: sqlite3.Error) -> StoreError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # Python's own finding
        return damaged(file, _NO_TEXT) if isinstance(error, sqlite3.OperationalError) else None
    word = _WORDINGS.get(code & _PRIMARY)
    return None if word is None else word(file, error)


def _locked(file: Path, _: sqlite3.Error) -> StoreError:
    remedy = "wait until it is done, or stop it, then try again"
    return StoreLockedError(file, f"The database {file} is locked by another process: {remedy}.")


def _read_only(file: Path, _: sqlite3.Error) -> StoreError:
    remedy = "give this program the right to write it and its folder, or name another file"
    return StoreUnwritableError(file, f"The database {file} is read-only: {remedy}.")


def _unreachable(file: Path, error: sqlite3.Error) -> StoreError:
    reason, remedy = str(error), "give this program the right to write there, or name another file"
    # Unlike Path.is_dir, os.path.isdir is false, and no error, where this program may not look.
    if os.path.isdir(file):  # noqa: PTH112 - see above
        reason, remedy = "it is a folder", "name a file"
    elif not os.path.isdir(file.parent):  # noqa: PTH112 - see above
        reason, remedy = f"there is no folder {file.parent}", "make that folder, or name another file"
    return StoreUnwritableError(file, f"The database {file} cannot be opened ({reason}): {remedy}.")


def _full(file: Path, _: sqlite3.Error) -> StoreError:
    remedy = "free some space, then try again; nothing was changed"
    return StoreUnwritableError(file, f"The disk that holds the database {file} is full: {remedy}.")


def _failing(file: Path, error: sqlite3.Error) -> StoreError:
    remedy = "see that the disk is sound and not full, then try again"
    return StoreUnwritableError(file, f"The database {file} cannot be read or written ({error}): {remedy}.")


_WORDINGS: Mapping[int, Callable[[Path, sqlite3.Error], StoreError]] = {
    # Our statements are tested and never put together from values: one that is refused meets tables that are not ours.
    sqlite3.SQLITE_ERROR: damaged,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
    sqlite3.SQLITE_BUSY: _locked,
    sqlite3.SQLITE_LOCKED: _locked,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_PERM: _read_only,
    sqlite3.SQLITE_CANTOPEN: _unreachable,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_IOERR: _failing,
}


def storable(text: str) -> str:
    """Replace what UTF-8 cannot hold: names, reasons and questions come from terminals and members."""
    return text.encode(errors="replace").decode()
