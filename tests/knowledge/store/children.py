"""Processes beside the tests': one that starts children quickly, which write until they are killed or open at once.

`python -m tests.knowledge.store.children VERB FILE [FOLDER]`; a line on standard input starts one round.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.answering import Answerer
from knowledge.curating import open_library
from knowledge.folder import load_folder
from knowledge.store import open_sqlite_store
from tests.knowledge.store.bases import base, fact

if TYPE_CHECKING:
    from collections.abc import Callable

LITTLE, MUCH = base(*map(fact, range(20))), base(*(fact(n, "It opened.") for n in range(200)))
STARTERS = 4


def say(line: str) -> None:
    """Tell the test, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def write(file: Path) -> None:
    """Publish one base after the other, and say before each that it begins."""
    async with open_sqlite_store(file) as store:
        while True:
            edition = await store.latest()
            after = edition.revision if edition else 0
            say("writes")
            await store.publish((LITTLE, MUCH)[after % 2], after=after, who="child", why="", from_folder=False)


async def refresh(file: Path, folders: list[Path]) -> None:
    """Take one folder over after the other, and say before each that it begins."""
    async with open_sqlite_store(file) as store:
        for folder in itertools.cycle(folders):
            library = await open_library(store, folder)
            say("writes")
            await library.apply(await library.preview(), who="child", why="", override=True)


async def start(file: Path, folder: Path) -> None:
    """Open a library and say which revision is in force."""
    async with open_sqlite_store(file) as store:
        library = await open_library(store, folder)
        say(f"revision {library.snapshot.revision}")


def main(verb: str, *paths: str) -> None:
    """Start children for each line that is read."""
    file, *rest = map(Path, paths)
    for folder in rest:
        Answerer(load_folder(folder))  # what is read once need not be read again by every child
    for line in sys.stdin:
        if verb in {"write", "refresh"}:
            child = spawn(lambda: asyncio.run(write(file) if verb == "write" else refresh(file, rest)))
            say(f"{child}")
            os.waitpid(child, 0)
        else:
            start_many(file.with_name(line.strip()), *rest)
            say("done")


def start_many(file: Path, folder: Path) -> None:
    """Let several children open one library at the same moment."""
    gate, opener = os.pipe()

    def begin() -> None:
        os.close(opener)
        os.read(gate, 1)
        asyncio.run(start(file, folder))

    children = [spawn(begin) for _ in range(STARTERS)]
    os.close(gate)
    os.close(opener)
    for child in children:
        os.waitpid(child, 0)


def spawn(work: Callable[[], None]) -> int:
    """Run something in a child, which says on standard error how it fails."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:  # noqa: BLE001 - nothing may leave the child
        traceback.print_exc()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
