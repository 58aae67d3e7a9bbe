"""Read the files of a folder, and never one outside it, whatever a path or a link says."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from knowledge.faults import shown

if TYPE_CHECKING:
    from knowledge.faults import Spot

LARGEST = 32 * 2**20
"""Bytes of the largest file that is read."""

_DRIVE = re.compile("[A-Za-z]:")
_DEEP_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){30}""")
"""A key of more parts than any table has: reading it takes Python the square of their number."""
_TOML_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_bytes(folder: Path, name: str, spot: Spot) -> bytes | None:
    """Read the file that `name` (relative, forward slashes) names; None and a note where it cannot be."""
    try:
        refusal = _refusal(folder, name)
        if refusal is None:
            return (folder / name).read_bytes()
    except OSError as error:
        refusal = f"cannot be read ({error.strerror})", "make it a file that can be read"
    problem, remedy = refusal
    spot.note(f"{shown(name)} {problem}", remedy)
    return None


def _refusal(folder: Path, name: str) -> tuple[str, str] | None:
    path = folder / name
    if _leaves(folder, name):
        return "leads out of the folder", "name a file inside the folder"
    if not path.exists():
        return "does not exist", "put the file there or correct its name"
    if not path.is_file():
        return "is not a file", "put a file there or correct its name"
    if path.stat().st_size > LARGEST:
        return f"is larger than {LARGEST // 2**20} MiB", "split it into smaller files"
    return None


def _leaves(folder: Path, name: str) -> bool:
    """Tell whether a path leads elsewhere: as it is written, on any system, or by a symbolic link."""
    written = PurePosixPath(name.replace("\\", "/"))
    if written.is_absolute() or ".." in written.parts or _DRIVE.match(name):
        return True
    return not Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder))


def decode(data: bytes, spot: Spot) -> str | None:
    """Read bytes as UTF-8, every character as received; None and a note where they are not."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        spot.note(f"is not UTF-8: line {line} holds the byte 0x{data[error.start]:02x}", "save it as UTF-8")
        return None
    if "\0" in text:  # as UTF-16 without its mark does, which is UTF-8 as well
        line = text.count("\n", 0, text.index("\0")) + 1
        spot.note(f"is no plain text: line {line} holds a null character", "save it as UTF-8")
        return None
    return text


def read_toml(folder: Path, spot: Spot) -> dict[str, Any] | None:
    """Read the spot's file as TOML; None and a note where it is not."""
    data = read_bytes(folder, spot.file, spot)
    return None if data is None else parse_toml(data, spot)


def parse_toml(data: bytes, spot: Spot) -> dict[str, Any] | None:
    """Read the bytes of the spot's file as TOML; None and a note where they are not."""
    text = decode(data, spot)
    if text is None:
        return None
    try:
        refuse_deep_keys(text)
        return tomllib.loads(text.removeprefix("\ufeff"))  # some editors open a file with that mark
    except RecursionError:
        spot.note("is nested too deep", "write it flat, as the format shows")
    except ValueError as error:  # TOMLDecodeError, or a number of thousands of digits
        spot.note(*_toml_fault(str(error)))
    return None


def refuse_deep_keys(text: str) -> None:
    """Raise RecursionError, as reading does for what is nested otherwise, where a key has parts without end."""
    if _DEEP_KEY.search(text):
        raise RecursionError


def _toml_fault(message: str) -> tuple[str, str]:
    position = _TOML_POSITION.search(message)
    if position is None:
        return f"is not TOML: {message}", "correct it"
    what, (line, column) = message[: position.start()], position.groups()
    where = f"line {line}, column {column}" if line else "its end"
    return f"is not TOML at {where}: {what}", "correct it there"
