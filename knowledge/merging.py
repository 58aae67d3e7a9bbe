"""A changed folder and a changed store, brought together, as seen from what the folder was when it was last taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from knowledge.model import in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from knowledge.model import Fact, FactBase, FactId, Source, Topic

Part = TypeVar("Part")
Id = TypeVar("Id", bound=str)
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

    def merged(self) -> Part | None:
        """Give the side that was changed; where both were, the store's."""
        return self.store if self.folder == self.taken or self.clash else self.folder

    def chosen(self) -> Part | None:
        """Give the folder's side: also of a clash that was settled for the store when the folder was last taken."""
        return self.folder if self.clash or self.folder is not None else self.merged()


def merge(
    taken: FactBase, folder: FactBase, store: FactBase, from_folder: Collection[FactId] = ()
) -> tuple[FactBase, tuple[Conflict, ...]]:
    """Bring together what changed in a folder and in a store since the folder was `taken`.

    Facts that both changed keep the store's form, but for those in `from_folder`, now or when the folder was taken
    before; those that both changed since are given as conflicts either way. What a base says of itself, its topics,
    sources and vocabulary are the folder's wherever the folder changed them. What a fact that stays needs is kept, and
    the facts stand by topic, as a folder holds them. The whole is not checked: the gate does that.
    """
    sides = _sides(taken.fact_by_id, folder.fact_by_id, store.fact_by_id)
    merged = {id_: side.chosen() if id_ in from_folder else side.merged() for id_, side in sides.items()}
    conflicts = tuple(Conflict(id_, side.folder, side.store) for id_, side in sides.items() if side.clash)
    facts = [fact for fact in merged.values() if fact is not None]
    sources = _merged(taken.source_by_id, folder.source_by_id, store.source_by_id, {fact.source for fact in facts})
    named = {fact.topic for fact in facts}
    topics = _merged(taken.topic_by_id, folder.topic_by_id, store.topic_by_id, named)
    base = replace(
        folder if _head(folder) != _head(taken) else store,
        sources=tuple(sources.values()),
        topics=tuple(topic for topic in topics.values() if topic.id in named),
        terms=_changed(folder.terms, taken.terms, store.terms),
        refusals=in_order(_changed(folder.refusals, taken.refusals, store.refusals)),
        facts=tuple(_whole(fact, merged) for topic in topics for fact in facts if fact.topic == topic),
    )
    return base, conflicts


def agreed(taken: FactBase, store: FactBase) -> FactBase:
    """Give what was taken from a folder, without the facts that the store has changed since.

    Seen from there, a file that has another form of such a fact is in conflict with the store: nobody knows whether it
    was made before the change, or is meant to undo it.
    """
    return replace(taken, facts=tuple(fact for fact in taken.facts if store.fact_by_id.get(fact.id) == fact))


def _sides(taken: Mapping[Id, Part], folder: Mapping[Id, Part], store: Mapping[Id, Part]) -> dict[Id, _Sides[Part]]:
    order = _order(list(taken), list(folder), list(store))
    return {id_: _Sides(taken.get(id_), folder.get(id_), store.get(id_)) for id_ in order}


def _order(taken: list[Id], folder: list[Id], store: list[Id]) -> list[Id]:
    """Go by the side that moved something; what only the other has follows what it follows there."""
    lead, other = (store, folder) if folder == taken else (folder, store)
    order, followed = list(lead), None
    known = set(lead)
    for id_ in other:
        if id_ not in known:
            order.insert(0 if followed is None else order.index(followed) + 1, id_)
        followed = id_
    return order


def _merged(
    taken: Mapping[Id, Named], folder: Mapping[Id, Named], store: Mapping[Id, Named], needed: Collection[str]
) -> dict[Id, Named]:
    """Merge parts, the folder's where both sides changed one; one that is needed stays though a side took it out."""
    found = {}
    for id_, side in _sides(taken, folder, store).items():
        part = side.folder if side.clash else side.merged()
        part = part or (side.store or side.folder if id_ in needed else None)
        if part is not None:
            found[id_] = part
    return found


def _whole(fact: Fact, merged: Mapping[FactId, Fact | None]) -> Fact:
    """Take out of a fact's related ones those that one side took out of the base."""
    related = tuple(other for other in fact.related if merged.get(other, fact) is not None)
    return fact if related == fact.related else replace(fact, related=related)


def _head(base: FactBase) -> tuple[object, ...]:
    return base.id, base.title, base.scope, base.languages


def _changed(folder: tuple[Part, ...], taken: tuple[Part, ...], store: tuple[Part, ...]) -> tuple[Part, ...]:
    """Give the folder's parts where it changed them, with what the store alone added and without what it dropped."""
    if folder == taken:
        return store
    kept: Iterable[Part] = (part for part in folder if part in store or part not in taken)
    added: Iterable[Part] = (part for part in store if part not in taken and part not in folder)
    return (*kept, *added)
