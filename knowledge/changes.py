"""Tells what differs between two fact bases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.model import Fact, FactBase, FactId


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of one base when another takes its place."""

    added: tuple[Fact, ...]
    changed: tuple[tuple[Fact, Fact], ...]
    """Each fact as it was and as it will be."""
    removed: tuple[Fact, ...]
    sources: bool
    """Whether the sources differ; likewise the topics and the terms of the vocabulary."""
    topics: bool
    terms: bool
    base: bool
    """Whether the base's own id, title, scope or languages differ, or the order of its facts."""
    refused: tuple[str, ...] = ()
    """Questions that are refused from now on."""
    allowed: tuple[str, ...] = ()
    """Questions that are refused no longer."""

    @property
    def is_empty(self) -> bool:
        """Whether the two bases are the same."""
        lists = (self.added, self.changed, self.removed, self.refused, self.allowed)
        return not (any(lists) or self.sources or self.topics or self.terms or self.base)


def compare(before: FactBase, after: FactBase) -> Changes:
    """Tell what becomes of `before` when `after` takes its place."""
    old, new = before.fact_by_id, after.fact_by_id
    return Changes(
        added=tuple(fact for fact in after.facts if fact.id not in old),
        changed=tuple((old[fact.id], fact) for fact in after.facts if old.get(fact.id, fact) != fact),
        removed=tuple(fact for fact in before.facts if fact.id not in new),
        sources=before.sources != after.sources,
        topics=before.topics != after.topics,
        terms=before.terms != after.terms,
        base=_head(before) != _head(after) or _shared(before, new) != _shared(after, old),
        refused=tuple(refusal.text for refusal in after.refusals if refusal not in before.refusals),
        allowed=tuple(refusal.text for refusal in before.refusals if refusal not in after.refusals),
    )


def _head(base: FactBase) -> tuple[object, ...]:
    return base.id, base.title, base.scope, base.languages


def _shared(base: FactBase, other: Mapping[FactId, Fact]) -> list[FactId]:
    """List the facts that both bases hold, in the order of this one."""
    return [fact.id for fact in base.facts if fact.id in other]
