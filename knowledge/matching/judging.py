"""From evidence to a verdict: how sure it is that a fact answers a question, and each check by name."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from knowledge.model import Check

if TYPE_CHECKING:
    from knowledge.matching.evidence import Evidence
    from knowledge.matching.reading import Reading
    from knowledge.matching.weights import Confidence

MOST_LEAD = 0.3


def pieces(evidence: Evidence, weights: Confidence) -> dict[str, float]:
    """Give what each check adds to the log odds, by the check's name."""
    return {
        "likeness": weights.bias + weights.score * evidence.score,
        "lead": weights.lead * min(evidence.lead, MOST_LEAD),
        "coverage": weights.unknown * evidence.unknown,
        "concern": weights.unexplained * evidence.unexplained,
        "names": weights.foreign_name * evidence.foreign_names_weight,
        "figures": weights.foreign_figure * len(evidence.foreign_figures),
        "asked for": weights.kind_missing * evidence.kind_missing,
        "negation": weights.negated * evidence.negated,
    }


def confidence(evidence: Evidence, weights: Confidence) -> float:
    """Give the chance, 0 to 1, that the fact answers the question."""
    return 1.0 / (1.0 + math.exp(-sum(pieces(evidence, weights).values())))


def checks(reading: Reading, evidence: Evidence) -> tuple[Check, ...]:
    """Spell out each check and what it saw."""
    return (
        Check("likeness", evidence.score > 0, f"fits {evidence.score:.2f}"),
        Check("lead", evidence.lead > 0, f"{evidence.lead:.2f} before the next passage"),
        Check("coverage", not reading.unknown, f"never mentioned: {_listed(reading.unknown)}"),
        Check("concern", evidence.unexplained == 0, f"{evidence.unexplained:.0%} not about this fact"),
        Check("names", not evidence.foreign_names, f"of other facts: {_listed(evidence.foreign_names)}"),
        Check(
            "figures",
            not evidence.foreign_figures,
            f"not in this fact: {_listed(tuple(f.typed for f in evidence.foreign_figures))}",
        ),
        Check("asked for", not evidence.kind_missing, reading.asks_for or "anything"),
        Check("negation", not evidence.negated, "denies" if reading.negated else "none"),
    )


def weakest(evidence: Evidence, weights: Confidence) -> str:
    """Name the check that speaks most against answering."""
    given = pieces(evidence, weights)
    return min(given, key=lambda name: given[name])


def _listed(items: tuple[str, ...]) -> str:
    return ", ".join(items) or "none"
