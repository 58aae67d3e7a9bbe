"""A small fact base on a made-up subject, and the program as a process of its own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[3]

SOURCE = (
    "Oakham opened its village library on 4 May 2021.\n"
    "Mayor Ruth Adler cut the ribbon, the Oakham Herald wrote.\n"
    "The library lends tools and seeds as well as books.\n"
)
BASE = """
format = 1
id = "oakham-library"
title = "Oakham's village library"
scope = "The opening of Oakham's village library in May 2021."
languages = ["en", "ja"]

[[source]]
id = "herald-2021-05-05"
file = "sources/herald.txt"
sha256 = "{sha256}"
publisher = "Oakham Herald"
place = "Oakham"
date = 2021-05-05
language = "en"
"""
FACTS = """
[topic]
id = "opening"
title = "The opening"

[[fact]]
id = "library-lends"
source = "herald-2021-05-05"
quote = "The library lends tools and seeds as well as books."
highlight = "tools and seeds"
statement = "The library lends tools and seeds as well as books."
questions = ["What does the library lend?", "Can I borrow tools from the library?"]

[fact.ja]
statement = "図書館は本のほかに工具と種も貸し出しています。"
questions = ["図書館は何を貸し出していますか？"]

[[fact]]
id = "library-opened"
source = "herald-2021-05-05"
quote = "Oakham opened its village library on 4 May 2021."
highlight = "4 May 2021"
statement = "Oakham's village library opened on 4 May 2021."
questions = ["When did the village library open?", "What day was the library opened?"]

[fact.ja]
statement = "オーカムの村の図書館は2021年5月4日に開館しました。"
questions = ["図書館はいつ開館しましたか？"]

[[fact]]
id = "ribbon"
source = "herald-2021-05-05"
quote = "Mayor Ruth Adler cut the ribbon, the Oakham Herald wrote."
said_by = "Oakham Herald"
statement = "Mayor Ruth Adler cut the ribbon."
questions = ["Who cut the ribbon?", "Which person opened the ceremony with scissors?"]
"""


class Visitbot:
    """The program, started anew for every call."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """Where it is started."""
        self.path: Path | None = None
        """A folder whose modules go before all others."""

    def __call__(self, *arguments: str, given: bytes = b"", **environment: str) -> Done:
        """Run it to its end with standard input `given`, nothing being a terminal."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env=self.environment | environment,
            input=given,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start it and leave it running, with pipes for its three streams."""
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env=self.environment | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def at_terminal(self, *arguments: str, typed: list[bytes], prompt: bytes) -> tuple[int, str]:
        """Run it at a terminal of its own, typing the next line whenever the prompt stands there."""
        import pty  # noqa: PLC0415 - POSIX alone has it

        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            command = [sys.executable, "-m", "bot", *arguments]
            os.execve(command[0], command, self.environment | {"TERM": "dumb"})  # noqa: S606 - no shell is meant
        shown = b""
        while chunk := _read(terminal):
            shown += chunk
            if shown.endswith(prompt) and typed:
                os.write(terminal, typed.pop(0))
        os.close(terminal)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), shown.decode()

    @property
    def environment(self) -> dict[str, str]:
        """The environment it gets: this one, and the way to the code."""
        places = [str(place) for place in (self.path, ROOT) if place]
        return {**os.environ, "PYTHONPATH": os.pathsep.join(places)}


class Done(NamedTuple):
    """A process that has ended."""

    code: int
    out: str
    err: str


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other side has gone
        return b""


@pytest.fixture
def visitbot(tmp_path: Path) -> Visitbot:
    """Give the program, to be started in an empty folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    return Visitbot(folder)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Write the folder of the made-up library."""
    folder = tmp_path / "oakham"
    (folder / "sources").mkdir(parents=True)
    (folder / "facts").mkdir()
    (folder / "sources" / "herald.txt").write_bytes(SOURCE.encode())
    digest = hashlib.sha256(SOURCE.encode()).hexdigest()
    (folder / "base.toml").write_text(BASE.format(sha256=digest), encoding="utf-8")
    (folder / "facts" / "opening.toml").write_text(FACTS, encoding="utf-8")
    return folder
