"""A changed folder and a changed store, brought together, as seen from what the folder was when it was last taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection

    from knowledge.model import Fact, FactBase, FactId, Source, Topic

Part = TypeVar("Part")
Named = TypeVar("Named", bound="Source | Topic")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact that was changed in the folder and in the store, and not to the same."""

    id: FactId
    in_folder: Fact | None
    """`None` where the folder has it no longer; likewise of the store."""
    in_store: Fact | None


@dataclass(frozen=True, slots=True)
class _Sides(Generic[Part]):
    """One part of a base as it was taken from the folder, as the folder has it now, and as the store has it now."""

    taken: Part | None
    folder: Part | None
    store: Part | None

    @property
    def clash(self) -> bool:
        return self.folder not in (self.taken, self.store) and self.store != self.taken

    def merged(self, *, prefer_folder: bool) -> Part | None:
        """Give the side that was changed; where both were, the one that is preferred."""
        if self.folder == self.taken or (self.clash and not prefer_folder):
            return self.store
        return self.folder


def merge(
    taken: FactBase, folder: FactBase, store: FactBase, from_folder: Collection[FactId] = ()
) -> tuple[FactBase, tuple[Conflict, ...]]:
    """Bring together what changed in a folder and in a store since the folder was `taken`.

    Facts that both changed keep the store's form, but for those in `from_folder`; they are given as conflicts either
    way. What a base says of itself, its topics, sources and vocabulary are the folder's wherever the folder changed
    them. The whole is not checked: the gate does that.
    """
    by_id = [base.fact_by_id for base in (taken, folder, store)]
    ids = dict.fromkeys(fact.id for base in (folder, store) for fact in base.facts)
    sides = {id_: _Sides(*(facts.get(id_) for facts in by_id)) for id_ in ids}
    merged = {id_: side.merged(prefer_folder=id_ in from_folder) for id_, side in sides.items()}
    conflicts = tuple(Conflict(id_, side.folder, side.store) for id_, side in sides.items() if side.clash)
    base = replace(
        folder if _head(folder) != _head(taken) else store,
        sources=_by_id(_changed(folder.sources, taken.sources, store.sources)),
        topics=_by_id(_changed(folder.topics, taken.topics, store.topics)),
        terms=_changed(folder.terms, taken.terms, store.terms),
        facts=tuple(fact for fact in merged.values() if fact is not None),
    )
    return base, conflicts


def _head(base: FactBase) -> tuple[object, ...]:
    return base.id, base.title, base.scope, base.languages


def _changed(folder: tuple[Part, ...], taken: tuple[Part, ...], store: tuple[Part, ...]) -> tuple[Part, ...]:
    """Give the folder's parts where it changed them, with those that only the store has added."""
    if folder == taken:
        return store
    added = (part for part in store if part not in taken and part not in folder)
    return (*folder, *added)


def _by_id(parts: tuple[Named, ...]) -> tuple[Named, ...]:
    """Keep the first of those with one id: where both sides changed one, the folder's."""
    return tuple({part.id: part for part in reversed(parts)}.values())[::-1]
