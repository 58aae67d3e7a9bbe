"""The tunable figures of matching, read from weights.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Confidence:
    """What each measure of the evidence adds to the log odds that a fact answers the question."""

    bias: float
    score: float
    lead: float
    unknown: float
    unexplained: float
    foreign_name: float
    foreign_figure: float
    kind_missing: float
    negated: float


@dataclass(frozen=True, slots=True)
class Policy:
    """The bounds between the outcomes."""

    answer: float
    """Confidence from which a fact is given as the answer."""
    lead: float
    """Facts on different passages that are nearer in score than this could both be meant."""
    nearby: float
    """Share of the best score from which a fact is offered as a choice."""
    content: float
    """Weight of words below which there is too little to go on."""


@dataclass(frozen=True, slots=True)
class Weights:
    """All of weights.toml."""

    confidence: Confidence
    policy: Policy


@lru_cache
def load_weights() -> Weights:
    """Read the figures that ship with the matcher."""
    file = resources.files("knowledge.matching") / "weights.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Weights(Confidence(**data["confidence"]), Policy(**data["policy"]))
