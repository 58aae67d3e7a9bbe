"""A file for a store, and what keeps others out of it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.executescript(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""
NOBODY = 65534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Name a database that is not there yet."""
    return tmp_path / "facts.sqlite3"


@contextmanager
def held(file: Path, begin: str) -> Iterator[None]:
    """Let another process hold a transaction on the database."""
    arguments = [sys.executable, "-c", _HOLD, str(file), begin]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield


@contextmanager
def without_rights(folder: Path) -> Iterator[None]:
    """Be nobody in particular, who owns the folder: to root, nothing is read-only."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.iterdir()):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
