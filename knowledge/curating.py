"""The base in force: read at the start, answered from, and replaced whole when a change was looked at and applied."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.answering import Answerer
from knowledge.changes import compare
from knowledge.drafting import with_kept_versions
from knowledge.errors import Fault, FolderError, KnowledgeError, StaleRevisionError, UnrehearsedError
from knowledge.faults import in_short
from knowledge.feedback import Feedback
from knowledge.folder import load_folder, write_folder
from knowledge.merging import Conflict, agreed, merge
from knowledge.rehearsing import rehearse
from knowledge.store import fingerprint_of
from knowledge.uploading import read_upload

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from knowledge.changes import Changes
    from knowledge.model import Answer, FactBase, FactId, Language
    from knowledge.rehearsing import Rehearsal
    from knowledge.store import Edition, Revision, Store
    from knowledge.uploading import Upload

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
    answerer: Answerer
    """Answers from the base to be."""
    rehearsal: Rehearsal
    """What the change would break."""
    conflicts: tuple[Conflict, ...] = ()
    """Facts that the folder, or a file, and the store both changed.

    The preview holds the store's form, unless it was told otherwise.
    """
    folder: FactBase | None = None
    """What the folder holds, where that is what is taken over."""

    @property
    def is_needless(self) -> bool:
        """Whether to apply it would do nothing, unless another form of a conflict is chosen."""
        return self.changes.is_empty and self.folder is None


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

    async def preview(self, from_folder: Collection[FactId] = ()) -> Preview:
        """Look at what the folder would change; raises FolderError or StoreError.

        What another process has published meanwhile comes into force first. What was changed in the store since the
        folder was last taken over stays; where the folder has changed the same fact, the store's form does, unless the
        fact is named in `from_folder`. Facts whose quote vanished from a new version of their source are up for review.
        """
        await self.catch_up()
        folder = await asyncio.to_thread(_load, self._folder, self.snapshot.base)
        return await self._preview_folder(folder, from_folder)

    async def preview_upload(self, upload: Upload, from_file: Collection[FactId] = ()) -> Preview:
        """Look at what a file would change; raises UploadError, FolderError or StoreError.

        Facts that were changed in the store since the folder was last taken over keep the store's form where the file
        has another, unless they are named in `from_file`.
        """
        await self.catch_up()
        store, conflicts = self.snapshot.base, tuple[Conflict, ...]()
        base = await asyncio.to_thread(read_upload, upload.name, upload.data, store, upload.about)
        _require_subject(Path(), base, store)
        if upload.brings_facts:
            taken = await self._store.taken_from_folder() or store
            base, conflicts = merge(agreed(taken, store), base, store, from_file)
        await asyncio.to_thread(_require_proof, base)
        return replace(await self._preview(base), conflicts=conflicts)

    async def draft(self, change: Callable[[FactBase], FactBase], *, after: int | None = None) -> Preview:
        """Look at what a change of the base in force would do; `after` names the revision that it was made for.

        Raises FolderError with what the changed base cannot prove, and StaleRevisionError where the base moved on.
        """
        await self.catch_up()
        snapshot = self.snapshot
        if after is not None and after != snapshot.revision:
            raise StaleRevisionError(self._folder, _moved_on(snapshot.revision, after))
        base = change(snapshot.base)
        await asyncio.to_thread(_require_proof, base)
        return await self._preview(base)

    async def restore(self, revision: int) -> Preview:
        """Look at what bringing back a revision would change; raises KnowledgeError where there is no such revision."""
        base = await self._store.base_at(revision)
        if base is None:
            message = f"There is no revision {revision}: the revisions are 1 to {self.snapshot.revision}."
            raise KnowledgeError(message)
        return await self.draft(lambda _: base)

    async def history(self, fact: FactId | None = None, limit: int = 25) -> Sequence[Revision]:
        """Give the latest revisions, newest first; only those that changed a fact where one is named."""
        return await self._store.history(fact, limit)

    async def apply(self, preview: Preview, *, who: str, why: str, override: bool = False) -> int:
        """Put what was previewed in force, whole or not at all, and give its revision.

        Raises UnrehearsedError where it would break what is answered now, unless `override` is given;
        StaleRevisionError where the base has changed since the preview; or another StoreError.
        """
        if not preview.rehearsal.is_clean and not override:
            raise UnrehearsedError(_broken(preview.rehearsal))
        revision = await self._store.publish(
            preview.base,
            after=preview.revision,
            who=who,
            why=why,
            from_folder=preview.folder is not None,
            folder=preview.folder,
        )
        self._swap(Snapshot(revision, preview.base, preview.answerer))
        if preview.folder is not None:
            self._drift = None
        return revision

    async def catch_up(self) -> None:
        """Put in force what another process has published; raises StoreError."""
        if await self._store.newest() == self.snapshot.revision:
            return
        edition = await self._store.latest()
        if edition is not None:
            self._swap(await _snapshot(edition))

    async def _preview_folder(self, folder: FactBase, from_folder: Collection[FactId]) -> Preview:
        taken = await self._store.taken_from_folder() or folder
        base, conflicts = merge(taken, folder, self.snapshot.base, from_folder)
        await asyncio.to_thread(_require_proof, base)
        return replace(await self._preview(base), conflicts=conflicts, folder=folder)

    async def _preview(self, base: FactBase) -> Preview:
        snapshot = self.snapshot
        answerer = await asyncio.to_thread(Answerer, base)
        rehearsal = await asyncio.to_thread(rehearse, snapshot.answerer, answerer)
        return Preview(snapshot.revision, base, compare(snapshot.base, base), answerer, rehearsal)

    def _swap(self, snapshot: Snapshot) -> None:
        # Two that are made at the same time may be ready in either order.
        if snapshot.revision > self.snapshot.revision:
            self.snapshot = snapshot


def _load(folder: Path, known: FactBase) -> FactBase:
    """Read a folder whose sources may have come in new versions since the base that is `known`."""
    base = load_folder(folder, partial(with_kept_versions, known=known))
    _require_subject(folder, base, known)
    return base


def _require_subject(folder: Path, base: FactBase, known: FactBase) -> None:
    """Raise FolderError where a base is another one than that in force, whose facts it would all take away."""
    if base.id == known.id:
        return
    problem = f'its id is "{base.id}", and the facts in force are those of "{known.id}"'
    remedy = f'give another subject a database of its own ([store] path), or, if it is the same, the id "{known.id}"'
    raise FolderError(folder, [Fault("base.toml", "", problem, remedy)])


def _require_proof(base: FactBase) -> None:
    """Raise FolderError unless the base, written as a folder, is read again as it is: so it can always be exported."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            write_folder(base, Path(folder))
            again = load_folder(Path(folder))
        except FolderError as error:
            raise FolderError(Path(), error.faults) from None
        except OSError as error:
            message = f"The change cannot be checked ({error.strerror}): see that there is room for temporary files."
            raise KnowledgeError(message) from error
        except UnicodeEncodeError:
            raise FolderError(Path(), [Fault("facts", "", "a text holds half a character", "write it anew")]) from None
    if not replace(compare(base, again), base=False).is_empty:
        raise FolderError(Path(), [Fault("base.toml", "", "the base cannot be written as a folder", "tell its makers")])


def _moved_on(newest: int, made_for: int) -> str:
    told = f"The facts are at revision {newest} by now, and this change was made for revision {made_for}"
    return f"{told}: look at what it changes again, then apply it."


def _broken(rehearsal: Rehearsal) -> str:
    counts = f"{len(rehearsal.lost)} questions would miss their facts, {len(rehearsal.breaches)} be answered wrongly"
    return f"The self-test forbids this change ({counts}): mend it, or give a reason for making it all the same."


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
        base = await asyncio.to_thread(_load, folder, edition.base)
    except FolderError as error:
        held = f"answers come from revision {edition.revision} of the database"
        log.warning("The folder of facts %s is refused (%s); %s.", folder, in_short(error.faults), held)
        return None
    changes = compare(edition.base, base)
    return None if changes.is_empty or fingerprint_of(base) == edition.imported else changes
