"""The tunable figures of matching, read from weights.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.model import FactBase


@dataclass(frozen=True, slots=True)
class Score:
    """What each way of comparing a question with a fact's questions counts for; sums to 1."""

    likeness: float
    words: float


@dataclass(frozen=True, slots=True)
class Policy:
    """The bounds between the outcomes."""

    vetoes: tuple[str, ...]
    """Checks that forbid an answer however good the likeness, by name."""
    answer: float
    """Confidence from which a fact is given as the answer."""
    correct: float
    """Confidence, but for the one thing that differs, from which a question is corrected."""
    lead: float
    """Facts on different passages that are nearer in confidence than this could both be meant."""
    near: float
    able: float
    """Share of the best score from which a fact may be answered with in place of the one that fits best."""
    nearby: float
    """Share of the best score from which a fact is offered as a choice."""
    content: float
    """Weight of words below which there is too little to go on, but for facts that people ask for with less."""
    sure: float
    """Confidence from which what sounds like talk asks for the fact."""


Figures = Mapping[str, float]
"""What each check's measure adds to the log odds, by its name, and the bias."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """The figures of the checks: a base that names nothing to be refused must tell more by likeness."""

    guarded: Figures
    """For a base that names questions to be refused."""
    unguarded: Figures
    """For one that names none."""


@dataclass(frozen=True, slots=True)
class Weights:
    """All of weights.toml."""

    score: Score
    confidence: Confidence
    policy: Policy

    def figures_for(self, base: FactBase) -> Figures:
        """Give the figures of the checks that suit a base."""
        return self.confidence.guarded if base.refusals else self.confidence.unguarded


@lru_cache
def load_weights() -> Weights:
    """Read the figures that ship with the matcher."""
    file = resources.files("knowledge.matching") / "weights.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    policy = data["policy"] | {"vetoes": tuple(data["policy"]["vetoes"])}
    return Weights(Score(**data["score"]), Confidence(**data["confidence"]), Policy(**policy))
