"""What each check and each part of the score is worth: `python -m tests.bench.ablate [QUESTIONS.jsonl]`.

Leaves out one part at a time, all else as it ships, and counts the labelled questions that then go right: our own where
no file is named. Prints a Markdown table. A part without which nothing gets worse is a candidate for being taken out.
"""

from __future__ import annotations

import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import Answerer, evaluate, load_folder, read_questions, shipped_folder
from knowledge.matching.weights import Score, load_weights
from tests.bench.fit import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge import FactBase, LabelledQuestion
    from knowledge.matching.weights import Weights


def main() -> None:
    """Print the table."""
    questions = read_questions(Path(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS)
    base = load_folder(shipped_folder())
    sys.stdout.write("| without | answered right | refused right | all |\n|---|---|---|---|\n")
    for name, weights in variants(load_weights()):
        answered, refused = score(questions, base, weights)
        sys.stdout.write(f"| {name} | {answered} | {refused} | {answered + refused} |\n")


def variants(weights: Weights) -> Iterator[tuple[str, Weights]]:
    """Give the weights as they ship, and with each part left out in turn, by a name to show."""
    yield "(nothing)", weights
    for part in fields(Score):
        left = replace(weights.score, **{part.name: 0.0})
        share = 1.0 / sum(getattr(left, field.name) for field in fields(Score))
        scaled = Score(*(share * getattr(left, field.name) for field in fields(Score)))
        yield f"score: {part.name}", replace(weights, score=scaled)
    policy = weights.policy
    for check in weights.confidence.guarded:
        if check != "bias":
            without = replace(policy, vetoes=tuple(veto for veto in policy.vetoes if veto != check))
            guarded = {**weights.confidence.guarded, check: 0.0}
            confidence = replace(weights.confidence, guarded=guarded)
            yield f"check: {check}", replace(weights, confidence=confidence, policy=without)
    for veto in policy.vetoes:
        vetoes = tuple(other for other in policy.vetoes if other != veto)
        yield f"veto: {veto}", replace(weights, policy=replace(policy, vetoes=vetoes))
    yield "surest of those near the best", replace(weights, policy=replace(policy, near=1.0))


def score(questions: Sequence[LabelledQuestion], base: FactBase, weights: Weights) -> tuple[int, int]:
    """Count the questions that are answered right and those that are refused right."""
    verdicts = list(evaluate(questions, Answerer(base, weights)))
    return (
        sum(verdict.is_right for verdict in verdicts if verdict.question.must_answer),
        sum(verdict.is_right for verdict in verdicts if not verdict.question.must_answer),
    )


if __name__ == "__main__":
    main()
