"""Tells what differs between two fact bases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.model import Fact, FactBase, Term

Id = TypeVar("Id", bound=str)
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of one base when another takes its place."""

    added: tuple[Fact, ...]
    changed: tuple[tuple[Fact, Fact], ...]
    """Each fact as it was and as it will be."""
    removed: tuple[Fact, ...]
    sources: tuple[str, ...] = ()
    """The ids of the sources that differ; likewise of the topics, and the names of the vocabulary's terms."""
    topics: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    base: bool = False
    """Whether the base's own id, title, scope or languages differ, or the order of what it holds."""
    refused: tuple[str, ...] = ()
    """Questions that are refused from now on."""
    allowed: tuple[str, ...] = ()
    """Questions that are refused no longer."""

    @property
    def is_empty(self) -> bool:
        """Whether the two bases are the same."""
        facts = (self.added, self.changed, self.removed, self.refused, self.allowed)
        return not any((*facts, self.sources, self.topics, self.terms, self.base))


def compare(before: FactBase, after: FactBase) -> Changes:
    """Tell what becomes of `before` when `after` takes its place."""
    old, new = before.fact_by_id, after.fact_by_id
    return Changes(
        added=tuple(fact for fact in after.facts if fact.id not in old),
        changed=tuple((old[fact.id], fact) for fact in after.facts if old.get(fact.id, fact) != fact),
        removed=tuple(fact for fact in before.facts if fact.id not in new),
        sources=_differing(before.source_by_id, after.source_by_id),
        topics=_differing(before.topic_by_id, after.topic_by_id),
        terms=_differing(_terms(before), _terms(after)),
        base=_head(before) != _head(after) or _is_reordered(before, after),
        refused=tuple(refusal.text for refusal in after.refusals if refusal not in before.refusals),
        allowed=tuple(refusal.text for refusal in before.refusals if refusal not in after.refusals),
    )


def _head(base: FactBase) -> tuple[object, ...]:
    return base.id, base.title, base.scope, base.languages


def _terms(base: FactBase) -> dict[str, Term]:
    return {term.name: term for term in base.terms}


def _differing(before: Mapping[Id, Part], after: Mapping[Id, Part]) -> tuple[str, ...]:
    """List what is new, what is gone, and what is not as it was."""
    return tuple(id_ for id_ in {**before, **after} if before.get(id_) != after.get(id_))


def _is_reordered(before: FactBase, after: FactBase) -> bool:
    pairs = (
        (before.fact_by_id, after.fact_by_id),
        (before.source_by_id, after.source_by_id),
        (before.topic_by_id, after.topic_by_id),
        (_terms(before), _terms(after)),
    )
    return any([id_ for id_ in old if id_ in new] != [id_ for id_ in new if id_ in old] for old, new in pairs)
