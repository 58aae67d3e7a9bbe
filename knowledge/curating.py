"""The base in force: read at the start, answered from, and replaced whole when a change was looked at and applied."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.answering import Answerer
from knowledge.changes import compare
from knowledge.errors import FolderError, StaleRevisionError
from knowledge.feedback import Feedback
from knowledge.folder import load_folder
from knowledge.store import fingerprint_of

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.changes import Changes
    from knowledge.model import Answer, FactBase, Language
    from knowledge.store import Edition, Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that an answer is made from; one answer is made from one snapshot."""

    revision: int
    base: FactBase
    answerer: Answerer


@dataclass(frozen=True, slots=True)
class Preview:
    """What the folder held when it was looked at, and what that changes; it is what `apply` applies."""

    revision: int
    """The revision that the changes start from."""
    base: FactBase
    changes: Changes


class Library:
    """Answers from the base in force, and puts another in its place."""

    def __init__(self, store: Store, folder: Path, snapshot: Snapshot, drift: Changes | None) -> None:
        self.snapshot = snapshot
        self.feedback = Feedback(store.feedback)
        self._store = store
        self._folder = folder
        self._drift = drift

    def ask(self, question: str, language: Language | None = None) -> Answer:
        """Answer a message; `language` overrules the one that the message shows."""
        return self.snapshot.answerer.answer(question, language)

    def drift(self) -> Changes | None:
        """Tell what a refresh would change because the folder, at the start, was not as it was last taken over.

        `None` where it was, however much has been changed in the store since.
        """
        return self._drift

    async def preview(self) -> Preview:
        """Look at what the folder would change; raises FolderError or StoreError.

        What another process has published meanwhile comes into force first.
        """
        await self._catch_up()
        snapshot = self.snapshot
        base = await asyncio.to_thread(load_folder, self._folder)
        return Preview(snapshot.revision, base, compare(snapshot.base, base))

    async def apply(self, preview: Preview, *, who: str, why: str) -> int:
        """Put what was previewed in force, whole or not at all, and give its revision.

        Raises StaleRevisionError where the base has changed since the preview, or another StoreError.
        """
        answerer = await asyncio.to_thread(Answerer, preview.base)
        revision = await self._store.publish(preview.base, after=preview.revision, who=who, why=why, from_folder=True)
        self._swap(Snapshot(revision, preview.base, answerer))
        self._drift = None
        return revision

    async def _catch_up(self) -> None:
        edition = await self._store.latest()
        if edition is not None and edition.revision != self.snapshot.revision:
            self._swap(await _snapshot(edition))

    def _swap(self, snapshot: Snapshot) -> None:
        # Two that are made at the same time may be ready in either order.
        if snapshot.revision > self.snapshot.revision:
            self.snapshot = snapshot


async def open_library(store: Store, folder: Path) -> Library:
    """Read the base in force; the first start of all takes it from the folder.

    Later the store is the truth: a folder that is refused then is told in the log and hinders nothing. Raises
    FolderError at the first start, and StoreError.
    """
    edition = await store.latest()
    if edition is not None:
        return Library(store, folder, await _snapshot(edition), await _drift(edition, folder))
    while edition is None:
        await _import(store, folder)
        edition = await store.latest()
    return Library(store, folder, await _snapshot(edition), None)


async def _import(store: Store, folder: Path) -> None:
    base = await asyncio.to_thread(load_folder, folder)
    with suppress(StaleRevisionError):  # another process that started at the same moment was first
        await store.publish(base, after=0, who="folder", why="The first start", from_folder=True)


async def _snapshot(edition: Edition) -> Snapshot:
    return Snapshot(edition.revision, edition.base, await asyncio.to_thread(Answerer, edition.base))


async def _drift(edition: Edition, folder: Path) -> Changes | None:
    try:
        base = await asyncio.to_thread(load_folder, folder)
    except FolderError as error:
        held = f"answers come from revision {edition.revision} of the database"
        log.warning("The folder of facts %s is refused (%d faults); %s.", folder, len(error.faults), held)
        return None
    changes = compare(edition.base, base)
    return None if changes.is_empty or fingerprint_of(base) == edition.imported else changes
