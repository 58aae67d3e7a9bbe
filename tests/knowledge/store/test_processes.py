from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import pytest

from knowledge.folder import load_folder
from knowledge.store import open_sqlite_store
from tests.knowledge.store.children import LITTLE, MUCH, STARTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="starts its many processes by forking one")

KILLS = 20
REFRESH_KILLS = 100
LONGEST_REFRESH = 0.2
"""Seconds after which a refresh is likely done."""
OTHERWISE = (
    ("facts/opening.toml", "How many books are there?", "How many books does it have?"),
    ("facts/visiting.toml", "When is the festival?", "When does the festival take place?"),
)
ROUNDS = 3


@contextmanager
def children(*arguments: object) -> Iterator[tuple[IO[str], IO[str]]]:
    """Start what starts children; give where it is told to, and where they say how they fare."""
    command = [sys.executable, "-m", "tests.knowledge.store.children", *map(str, arguments)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        yield parent.stdin, parent.stdout


async def test_killed_while_it_writes_the_old_base_or_the_new_one_is_in_force(file: Path) -> None:
    chance = random.Random(2026)  # noqa: S311 - nothing secret
    reached = 0
    with children("write", file) as (orders, said):
        for _ in range(KILLS):
            print(file=orders, flush=True)
            # What the one before said after it was no longer listened to comes first.
            child = int(next(line for line in said if line != "writes\n"))
            begun = chance.randrange(1, 4)
            assert [said.readline() for _ in range(begun)] == ["writes\n"] * begun
            await asyncio.sleep(chance.uniform(0, 0.03))
            os.kill(child, signal.SIGKILL)
            async with open_sqlite_store(file) as store:
                edition = await store.latest()
            revision = edition.revision if edition else 0

            assert revision >= reached + begun - 1
            assert edition is None or edition.base == (MUCH, LITTLE)[revision % 2]
            reached = revision


async def test_killed_at_any_moment_of_a_refresh_the_old_base_or_the_new_one_is_in_force(
    file: Path, write_base: Callable[..., Path]
) -> None:
    folders = write_base(name="one"), write_base(*OTHERWISE, name="other")
    held = [load_folder(folder) for folder in folders]
    chance = random.Random(2026)  # noqa: S311 - nothing secret
    seen = []
    with children("refresh", file, *folders) as (orders, said):
        for _ in range(REFRESH_KILLS):
            print(file=orders, flush=True)
            child = int(next(line for line in said if line != "writes\n"))
            assert said.readline() == "writes\n"
            await asyncio.sleep(chance.uniform(0, LONGEST_REFRESH))
            os.kill(child, signal.SIGKILL)
            async with open_sqlite_store(file) as store:
                edition = await store.latest()
                assert edition
                assert edition.base in held
                assert await store.taken_from_folder() == edition.base
                seen.append(edition.revision)

    assert seen == sorted(seen)
    assert 1 < len(set(seen)) < REFRESH_KILLS  # some were killed before the new base was in force, and some after


def test_of_many_that_start_at_once_one_takes_the_folder_in(tmp_path: Path, write_base: Callable[..., Path]) -> None:
    with children("start", tmp_path / "facts", write_base()) as (orders, said):
        for number in range(ROUNDS):
            print(f"facts-{number}.sqlite3", file=orders, flush=True)
            lines = list(iter(said.readline, "done\n"))

            assert len(lines) == STARTERS
            assert set(lines) == {"revision 1\n"}
