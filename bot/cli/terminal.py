"""What the verbs share in speaking to a terminal, or to whatever stands in its place."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path
from typing import NoReturn, TextIO

import typer
from rich.console import Console

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def prepare_streams() -> None:
    """Make the standard streams take whatever is said and asked, whatever they are.

    A closed input is an empty one, and a closed output drops all: Python has none in their place. What an output has no
    letters for, such as Devanagari in a code page of Windows, is spelled out.
    """
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def fail(message: str) -> NoReturn:
    """Say what is wrong, on the error stream, and leave with exit code 1."""
    typer.echo(printable(message), err=True)
    raise typer.Exit(1)


def misuse(option: str, problem: str) -> NoReturn:
    """Say what is wrong with an option, with a hint at the help, and leave with exit code 2."""
    raise typer.BadParameter(problem, param_hint=option)


def printable(text: str) -> str:
    """Take out what would steer a terminal or cannot be written at all."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def out() -> Console:
    """Open standard output; styled on a terminal alone, and never folded elsewhere."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def err() -> Console:
    """Open the error stream, for what a waiting user sees: bars and spinners, on a terminal alone."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, quiet=not sys.stderr.isatty())


def is_interactive() -> bool:
    """Tell whether a person can be asked something."""
    return sys.stdin.isatty() and sys.stdout.isatty()
