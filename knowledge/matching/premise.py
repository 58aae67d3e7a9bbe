"""Whether a question takes for granted what its fact contradicts: another figure, month or day, or a denial."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge.figures import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.matching.counting import Figure
    from knowledge.matching.evidence import Evidence
    from knowledge.matching.reading import Reading

REASON = "reason"
"""Whoever asks for one takes what it is for to be so."""

_UNITS = "年月日"


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
    alike = sorted({figure.typed for figure in held if _are_alike(figure, asked)})
    return Contradiction("figures", asked.typed, alike[0]) if len(alike) == 1 else None


def _are_alike(one: Figure, other: Figure) -> bool:
    """Tell whether one may be said in the other's place: a month for a month, a year for a year, a 17th for an 18th."""
    return one.kind is other.kind and _form(one) == _form(other)


def _form(figure: Figure) -> str:
    """Sort a number by its looks; months and weekdays have only one."""
    if figure.kind is not Kind.FIGURE:
        return ""
    if figure.may_be_year:
        return "year"
    return "number" if figure.typed[-1].isdigit() or figure.typed[-1] in _UNITS else "ordinal"
