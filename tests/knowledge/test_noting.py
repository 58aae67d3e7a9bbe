from __future__ import annotations

import asyncio
import datetime as dt
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import StoreError
from knowledge.model import FactId, Language
from knowledge.noting import MOST_WAITING, Notes
from knowledge.store import Cause, Gap, Posted, Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = dt.date(2026, 1, 17)
TALLY = Tally(DAY, "answered", FactId("metro"), 1)
OTHER = Tally(DAY, "not_covered", None, 1)
GAP = Gap("Who paid?", Cause.NOT_COVERED, Language("en"), 1, DAY)
POSTED = (Posted(5, 50, DAY), FactId("metro"))

Note = tuple[list[Tally], list[Gap], list[tuple[Posted, FactId]]]


class Store:
    """Takes notes as a store does, one transaction after the other, or refuses them."""

    def __init__(self) -> None:
        self.written: list[Note] = []
        self.is_locked = False
        self.refused = 0
        self.wrote = asyncio.Event()
        self.refused_again = asyncio.Event()

    async def note(
        self, tallies: Sequence[Tally] = (), gaps: Sequence[Gap] = (), posted: Sequence[tuple[Posted, FactId]] = ()
    ) -> None:
        await asyncio.sleep(0)
        if self.is_locked:
            self.refused += 1
            if self.refused > 1:
                self.refused_again.set()
            raise StoreError(Path("facts.sqlite3"), "It is locked.")
        self.written.append((list(tallies), list(gaps), list(posted)))
        self.wrote.set()


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def notes(store: Store) -> Notes:
    return Notes(store)  # type: ignore[arg-type]  # of a store, it only notes


async def test_many_notes_are_one_transaction(notes: Notes, store: Store) -> None:
    notes.add([TALLY, OTHER], [GAP])
    notes.add([TALLY], posted=[POSTED])
    assert store.written == []

    await notes.write()

    assert store.written == [([TALLY, OTHER, TALLY], [GAP], [POSTED])]


async def test_nothing_noted_is_nothing_written(notes: Notes, store: Store) -> None:
    notes.add([TALLY])
    await notes.write()
    await notes.write()

    assert len(store.written) == 1


async def test_whoever_writes_second_waits_for_the_first(notes: Notes, store: Store) -> None:
    notes.add([TALLY])
    first = asyncio.create_task(notes.write())
    await asyncio.sleep(0)

    await notes.write()

    assert first.done()
    assert store.written == [([TALLY], [], [])]


async def test_what_cannot_be_written_is_kept_in_order(notes: Notes, store: Store) -> None:
    store.is_locked = True
    notes.add([TALLY], [GAP])
    with pytest.raises(StoreError):
        await notes.write()
    notes.add([OTHER])
    store.is_locked = False

    await notes.write()

    assert store.written == [([TALLY, OTHER], [GAP], [])]


async def test_no_more_waits_than_memory_has_room_for(notes: Notes, store: Store) -> None:
    store.is_locked = True
    notes.add([OTHER] + [TALLY] * MOST_WAITING)
    with pytest.raises(StoreError):
        await notes.write()
    store.is_locked = False

    await notes.write()

    assert store.written == [([TALLY] * MOST_WAITING, [], [])]


async def test_it_is_written_while_the_block_goes_on(notes: Notes, store: Store) -> None:
    async with notes.written_every(0.001):
        notes.add([TALLY])
        await store.wrote.wait()

        assert store.written == [([TALLY], [], [])]


async def test_the_last_is_written_at_the_end_however_it_comes(notes: Notes, store: Store) -> None:
    async def fail() -> None:
        async with notes.written_every(3600):
            notes.add([TALLY])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert store.written == [([TALLY], [], [])]


async def test_trouble_is_logged_once(notes: Notes, store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    store.is_locked = True
    notes.add([TALLY])

    async with notes.written_every(0):
        await store.refused_again.wait()

    assert caplog.messages == ["What came of questions cannot be noted yet: It is locked."]
