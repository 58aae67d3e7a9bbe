"""Evidence against lowers the confidence, and each check can be read by name."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from knowledge.figures import Kind
from knowledge.matching.counting import Figure
from knowledge.matching.evidence import Evidence
from knowledge.matching.judging import checks, confidence, measures, veto, weakest
from knowledge.matching.outside import Outlook
from knowledge.matching.weights import load_weights

if TYPE_CHECKING:
    from knowledge.matching.reading import Reader

WEIGHTS = load_weights().confidence.guarded
GOOD = Evidence(
    score=0.7,
    lead=0.3,
    share=0.9,
    unknown=0.0,
    unknown_words=(),
    unexplained=0.0,
    foreign_names=(),
    uninvolved=(),
    absent=(),
    strangers=(),
    foreign_figures=(),
    kind_missing=False,
    must_give=False,
    custom=0.5,
    thing_missing=False,
    claimed_names=(),
    outlook=Outlook(),
    negated=False,
    equates=False,
    swapped=(),
    opposite=(),
    added=(),
    restricted=(),
    content=3.0,
    least_content=1.0,
)


def test_every_measure_has_a_figure_and_every_figure_a_measure() -> None:
    assert set(measures(GOOD)) | {"bias"} == set(WEIGHTS)


def test_a_good_fit_is_sure() -> None:
    assert confidence(GOOD, WEIGHTS) > 0.8


@pytest.mark.parametrize(
    "worse", [GOOD._replace(score=0.1), GOOD._replace(unexplained=0.8), GOOD._replace(unknown=0.8)]
)
def test_evidence_against_lowers_the_confidence(worse: Evidence) -> None:
    assert confidence(worse, WEIGHTS) < confidence(GOOD, WEIGHTS)


def test_a_check_can_be_left_out_of_account() -> None:
    doubtful = GOOD._replace(unexplained=0.8)

    assert confidence(doubtful, WEIGHTS, without="concern") == confidence(GOOD, WEIGHTS)


@pytest.mark.parametrize(
    ("evidence", "check"),
    [
        (GOOD, ""),
        (GOOD._replace(negated=True), "negation"),
        (GOOD._replace(equates=True), "identity"),
        (GOOD._replace(uninvolved=("Ann",)), "names"),
        (GOOD._replace(swapped=("Ann",)), "role"),
        (GOOD._replace(opposite=("cancel",)), "opposite"),
        (GOOD._replace(added=("sport",)), "added"),
        (GOOD._replace(restricted=("only",)), "restriction"),
        (GOOD._replace(kind_missing=True, must_give=True), "asked for"),
        (GOOD._replace(foreign_figures=(Figure(Kind.FIGURE, Decimal(5), "5th"),)), "figures"),
    ],
)
def test_some_evidence_forbids_an_answer(evidence: Evidence, check: str) -> None:
    assert veto(evidence, load_weights().policy.vetoes) == check


def test_the_weakest_check_is_named() -> None:
    assert weakest(GOOD._replace(unexplained=1.0), WEIGHTS) == "concern"
    assert weakest(GOOD, WEIGHTS) == "likeness"


def test_each_check_says_what_it_saw(reader: Reader) -> None:
    seen = {c.name: c for c in checks(reader.read("Which Zeppelin?"), GOOD._replace(unknown_words=("Zeppelin",)))}

    assert set(seen) == set(measures(GOOD)) | {
        "strangers",
        "identity",
        "role",
        "opposite",
        "added",
        "restriction",
        "negation",
    }
    assert not seen["coverage"].passed
    assert "Zeppelin" in seen["coverage"].saw
