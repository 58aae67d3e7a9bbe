"""Notes on questions, gathered in memory so that a burst of them is written in one transaction."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from knowledge.model import FactId
    from knowledge.store import FeedbackStore, Gap, Posted, Tally

log = logging.getLogger(__name__)

MOST_WAITING = 10_000
"""Notes that wait at most for a store that cannot be written: the oldest are given up then."""


@dataclass(slots=True)
class _Page:
    tallies: list[Tally] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    posted: list[tuple[Posted, FactId]] = field(default_factory=list)

    def is_empty(self) -> bool:
        return not (self.tallies or self.gaps or self.posted)


class Notes:
    """What is to be written; adding to it waits for nothing and cannot fail."""

    def __init__(self, store: FeedbackStore) -> None:
        self._store = store
        self._page = _Page()
        self._turn = asyncio.Lock()

    def add(
        self, tallies: Iterable[Tally] = (), gaps: Iterable[Gap] = (), posted: Iterable[tuple[Posted, FactId]] = ()
    ) -> None:
        """Take notes."""
        self._page.tallies += tallies
        self._page.gaps += gaps
        self._page.posted += posted

    async def write(self) -> None:
        """Write what was gathered, in one transaction; raises StoreError, and keeps it for the next time then."""
        async with self._turn:  # who comes second finds written what the first one took
            page, self._page = self._page, _Page()
            if page.is_empty():
                return
            try:
                await self._store.note(page.tallies, page.gaps, page.posted)
            except StoreError:
                self._put_back(page)
                raise

    def _put_back(self, page: _Page) -> None:
        newer, self._page = self._page, page
        self.add(newer.tallies, newer.gaps, newer.posted)
        for notes in (page.tallies, page.gaps, page.posted):
            del notes[:-MOST_WAITING]

    @contextlib.asynccontextmanager
    async def written_every(self, seconds: float) -> AsyncIterator[None]:
        """Write again and again inside the block, and once more at its end; the log tells where that fails."""
        ends = asyncio.Event()
        writing = asyncio.create_task(self._write_until(ends, seconds))
        try:
            yield
        finally:
            ends.set()  # a write that has begun is not broken off: nobody would know whether it was done
            await writing

    async def _write_until(self, ends: asyncio.Event, seconds: float) -> None:
        is_over, trouble = False, ""
        while not is_over:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ends.wait(), seconds)
            is_over = ends.is_set()  # asked before the write, so that the last note is written, too
            trouble = await self._write_or_tell(trouble)

    async def _write_or_tell(self, told: str) -> str:
        """Write; where that fails, give the reason, and log it unless it was told already."""
        try:
            await self.write()
        except StoreError as error:
            if str(error) != told:
                log.warning("What came of questions cannot be noted yet: %s", error)
            return str(error)
        return ""
