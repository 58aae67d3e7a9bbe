"""Who does what by each passage of the sources, as the facts that rest on it and those who ask for them tell it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from knowledge.matching.remembering import remembering
from knowledge.matching.roles import ANYTHING, is_swapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.matching.grasps import Grasp
    from knowledge.matching.reading import Reading
    from knowledge.model import FactBase, FactId

KEPT = 256
"""Facts of which it is kept who does what on their passages."""


class Doings:
    """The doers of one base, passage by passage."""

    def __init__(self, base: FactBase, grasp_of: Mapping[FactId, Grasp]) -> None:
        self._base, self._grasp_of = base, grasp_of
        self._told_by = remembering(self._find_told_by, KEPT)

    def swapped(self, reading: Reading, fact: FactId) -> tuple[str, ...]:
        """Give those who are said to do what the fact's passage tells of others only."""
        told = self._told_by(fact)
        return tuple(sorted({doer for deed in reading.deeds if is_swapped(deed, told) for doer in deed.doers}))

    def in_place_of(self, person: str, others: Sequence[str], reading: Reading, fact: FactId) -> list[str]:
        """Give whom of others the fact's passage mostly tells to do what a person is said to do.

        All of them where the reading says nothing that the person does.
        """
        deeds = [deed for deed in reading.deeds if person in deed.doers]
        if not deeds:
            return list(others)
        told = self._told_by(fact)
        often = Counter({other: sum(told[deed.verb][other] for deed in deeds if deed.verb in told) for other in others})
        [(doer, most)] = often.most_common(1)
        return [doer] if 2 * most > often.total() else []

    def _find_told_by(self, fact: FactId) -> Mapping[str, Counter[str]]:
        """Put together what all facts on one passage tell, for each tells a part of it: doers, by the verb's stem.

        Only of what is done by no verb that is known does each fact speak for itself.
        """
        own = self._base.fact_by_id[fact]
        grasps = [self._grasp_of[other.id] for other in self._base.active_facts if own.overlaps(other)]
        doers: dict[str, Counter[str]] = defaultdict(Counter)
        for verb, people in (item for grasp in grasps for item in grasp.doers.items()):
            doers[verb].update(people)
        return {**doers, ANYTHING: self._grasp_of[fact].doers.get(ANYTHING, Counter[str]())}
