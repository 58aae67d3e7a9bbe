"""Whether a question takes for granted what its fact contradicts: another figure, month or day, or a denial."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.matching.counting import Figure
    from knowledge.matching.evidence import Evidence
    from knowledge.matching.reading import Reading

REASON = "reason"
"""Whoever asks for one takes what it is for to be so."""


class Contradiction(NamedTuple):
    """What a question says and what its fact says in its place; both empty for a denial."""

    check: str
    """The check that saw it."""
    asked: str
    holds: str


def contradiction(reading: Reading, evidence: Evidence, held: Iterable[Figure]) -> Contradiction | None:
    """Find what the question gets wrong, given the figures that the fact's statement holds."""
    if not reading.claims and reading.asks_for != REASON:  # "when was the 17th" merely asks about another one
        return None
    if len(evidence.foreign_figures) != 1:
        return None
    asked = evidence.foreign_figures[0]
    alike = sorted({figure.typed for figure in held if (figure.kind, figure.form) == (asked.kind, asked.form)})
    return Contradiction("figures", asked.typed, alike[0]) if len(alike) == 1 else None
