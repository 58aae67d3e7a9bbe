"""Puts a damaged database out of the way without losing a byte of it."""

from __future__ import annotations

import datetime as dt
import os
from itertools import count
from typing import TYPE_CHECKING

from knowledge.errors import StoreUnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMPANIONS = ("-wal", "-shm")
"""What SQLite keeps beside a database, under its name; the first holds changes that are not in the file yet."""


def set_aside(file: Path) -> Path:
    """Rename a database so that a new one can take its place; gives the name that tells when (UTC) it was done.

    Nothing is overwritten. Nobody may have the database open. Raises StoreUnwritableError.
    """
    try:
        aside = _reserve(file)
        # The database first: were this broken off here, SQLite would drop companions that have none.
        for ending in ("", *COMPANIONS):
            part = _beside(file, ending)
            if os.path.lexists(part):
                part.replace(_beside(aside, ending))
    except OSError as error:
        remedy = "give this program the right to write its folder, or move it away yourself"
        message = f"The database {file} cannot be set aside ({error.strerror}): {remedy}."
        raise StoreUnwritableError(file, message) from error
    return aside


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _reserve(file: Path) -> Path:
    """Take a name that nothing has, by making an empty file of it."""
    for aside in _names(file):
        if not any(os.path.lexists(_beside(aside, ending)) for ending in COMPANIONS):
            try:
                aside.touch(exist_ok=False)
            except FileExistsError:
                continue
            return aside
    raise AssertionError  # the names do not end


def _names(file: Path) -> Iterator[Path]:
    time = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    yield file.with_name(f"{file.stem}.damaged-{time}{file.suffix}")
    for number in count(2):
        yield file.with_name(f"{file.stem}.damaged-{time}-{number}{file.suffix}")
