"""Questions that found no answer, put together by what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.model import Language, Refusal
    from knowledge.store import Cause, Gap

ALIKE = 85.0
"""From 0 to 100: how much alike two questions must be to stand together."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Questions that ask about the same, the most asked first."""

    texts: tuple[str, ...]
    language: Language
    """That of the first."""
    causes: frozenset[Cause]
    times: int
    """How often they were asked, all together."""


def gather(gaps: Sequence[Gap], refusals: Iterable[Refusal] = ()) -> tuple[GapGroup, ...]:
    """Put alike questions together, each with the first that it is like; the most asked groups first.

    What is refused on purpose is no gap.
    """
    refused = {normalise(refusal.text) for refusal in refusals}
    folded_gaps = [(normalise(gap.text), gap) for gap in gaps]
    groups: list[list[tuple[str, Gap]]] = []
    for folded, gap in ((folded, gap) for folded, gap in folded_gaps if folded not in refused):
        group = next((group for group in groups if _are_alike(folded, group[0][0])), None)
        if group is None:
            groups.append([(folded, gap)])
        else:
            group.append((folded, gap))
    return tuple(sorted(map(_group, groups), key=lambda group: -group.times))


def _are_alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(one, other) >= ALIKE


def _group(members: Sequence[tuple[str, Gap]]) -> GapGroup:
    gaps = [gap for _, gap in members]
    texts = tuple(dict.fromkeys(gap.text for gap in gaps))
    return GapGroup(texts, gaps[0].language, frozenset(gap.cause for gap in gaps), sum(gap.times for gap in gaps))
