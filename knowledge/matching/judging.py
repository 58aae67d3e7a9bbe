"""From evidence to a verdict: how sure it is that a fact answers a question, and each check by name."""

from __future__ import annotations

import math
from operator import mul
from typing import TYPE_CHECKING

from knowledge.model import Check

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.matching.evidence import Evidence
    from knowledge.matching.reading import Reading

MOST_LEAD = 0.3
"""A lead beyond this says no more."""
MOST_COUNTED = 2
"""Names or figures beyond this many say no more."""
NEAR_REFUSED = 0.6
"""Share of its likeness to what is answered that a question may have to a refused one, and that says nothing."""
LEAST_SHARE = 0.5
"""Chance of a fact among all facts above which it is more likely than all others together."""
SAME = 0.97
"""Likeness, 0 to 1, from which a question is one that must be refused, whatever else speaks for answering it."""
LIKENESS = "likeness"
REFUSALS = "refusals"
IDENTITY = "identity"
STRANGERS = "strangers"
NEGATION = "negation"
MEASURED = (
    LIKENESS,
    "lead",
    "share",
    "coverage",
    "concern",
    "names",
    "absent",
    "figures",
    "asked for",
    "custom",
    "asked thing",
    REFUSALS,
    "claimed names",
)
"""The checks that weigh, by name; the others merely forbid."""


def measures(evidence: Evidence) -> dict[str, float]:
    """Give each check's measure, by the check's name; `weights.toml` says what each adds to the log odds."""
    return dict(zip(MEASURED, _measured(evidence), strict=True))


def _measured(evidence: Evidence) -> tuple[float, ...]:
    outlook = evidence.outlook
    return (
        evidence.score,
        min(evidence.lead, MOST_LEAD),
        evidence.share,
        evidence.unknown,
        evidence.unexplained,
        min(len(evidence.foreign_names), MOST_COUNTED),
        1.0 if evidence.absent else 0.0,
        min(len(evidence.foreign_figures), MOST_COUNTED),
        evidence.kind_missing,
        evidence.custom,
        evidence.thing_missing,
        max(0.0, outlook.likeness - NEAR_REFUSED * outlook.asked),
        min(len(evidence.claimed_names), MOST_COUNTED),
    )


def confidence(evidence: Evidence, weights: Mapping[str, float], without: str = "") -> float:
    """Give the chance, 0 to 1, that the fact answers the question; `without` leaves one check out of account."""
    odds = weights["bias"] + sum(map(mul, map(weights.__getitem__, MEASURED), _measured(evidence)))
    if without:
        odds -= weights[without] * measures(evidence)[without]
    return 1.0 / (1.0 + math.exp(-odds))


def veto(evidence: Evidence, vetoes: Iterable[str]) -> str:
    """Name the first of the checks that forbid an answer and do so here; empty where none does."""
    failed = {
        NEGATION: evidence.negated,
        IDENTITY: evidence.equates,
        "names": bool(evidence.uninvolved),
        "role": bool(evidence.swapped),
        "opposite": bool(evidence.opposite),
        "added": bool(evidence.added),
        "restriction": bool(evidence.restricted),
        "figures": bool(evidence.foreign_figures),
        STRANGERS: bool(evidence.strangers),
        "asked for": evidence.kind_missing and evidence.must_give,
        REFUSALS: evidence.outlook.is_nearer_to_refused and evidence.outlook.likeness >= SAME,
    }
    return next((name for name in vetoes if failed[name]), "")


def checks(reading: Reading, evidence: Evidence) -> tuple[Check, ...]:
    """Spell out each check and what it saw."""
    unknown = _listed(evidence.unknown_words)
    figures = _listed(tuple(figure.typed for figure in evidence.foreign_figures))
    return (
        Check(LIKENESS, evidence.score > 0, f"fits {evidence.score:.2f}"),
        Check("lead", evidence.lead > 0, f"{evidence.lead:.2f} before the next passage"),
        Check("share", evidence.share > LEAST_SHARE, f"{evidence.share:.0%} sure among all facts"),
        Check("coverage", not evidence.unknown_words, f"never mentioned: {unknown}"),
        Check("concern", not evidence.unexplained, f"{evidence.unexplained:.0%} not about this fact"),
        Check("names", not evidence.foreign_names, f"of other facts: {_listed(evidence.foreign_names)}"),
        Check("absent", not evidence.absent, f"never in its questions: {_listed(evidence.absent)}"),
        Check(STRANGERS, not evidence.strangers, f"named nowhere: {_listed(evidence.strangers)}"),
        Check("figures", not evidence.foreign_figures, f"not in this fact: {figures}"),
        Check("asked for", not evidence.kind_missing, reading.asks_for or "anything"),
        Check("custom", evidence.custom > 0, f"{evidence.custom:.0%} of its questions ask for that"),
        Check("asked thing", not evidence.thing_missing, _listed(reading.asked)),
        Check(
            REFUSALS,
            not evidence.outlook.is_nearer_to_refused,
            f"nearest refused: {evidence.outlook.refused or 'none'}",
        ),
        Check("claimed names", not evidence.claimed_names, f"not in its own words: {_listed(evidence.claimed_names)}"),
        Check("restriction", not evidence.restricted, f"not in this fact: {_listed(evidence.restricted)}"),
        Check(IDENTITY, not evidence.equates, "several people taken for one" if evidence.equates else "none"),
        Check("role", not evidence.swapped, f"done by others: {_listed(evidence.swapped)}"),
        Check("added", not evidence.added, f"joined to what it says: {_listed(evidence.added)}"),
        Check("opposite", not evidence.opposite, f"not said of it: {_listed(evidence.opposite)}"),
        Check(NEGATION, not evidence.negated, "denies" if reading.negated else "none"),
    )


def weakest(evidence: Evidence, weights: Mapping[str, float]) -> str:
    """Name the check that speaks most against answering; a poor likeness where none does."""
    against = {name: weights[name] * measure for name, measure in measures(evidence).items() if name != LIKENESS}
    name = min(against, key=lambda name: against[name])
    return name if against[name] < 0 else LIKENESS


def _listed(items: tuple[str, ...]) -> str:
    return ", ".join(items) or "none"
