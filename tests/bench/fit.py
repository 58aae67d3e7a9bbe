"""Fits what each check adds to the confidence, on labelled questions: `python -m tests.bench.fit [FOLDER...]`.

Our own questions come first. Each folder holds a fact base of another subject (`base/`) and labelled questions for it
(`questions.jsonl`), so that the figures suit more than one subject; together these count for a share of our own
questions, however many they are.

A logistic regression with a small ridge, solved by Newton's method (iteratively reweighted least squares), so that the
same questions give the same figures to the digit. A question counts as answered where the best fact's quote holds its
evidence. Checks may only speak against answering: one whose figure would come out positive is left at nought.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge import Answerer, load_folder, read_questions, shipped_folder
from knowledge.evaluating import shows_evidence
from knowledge.matching import weights as weights_module
from knowledge.matching.judging import measures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge import LabelledQuestion

QUESTIONS = Path(__file__).parents[1] / "cases" / "questions.jsonl"
WEIGHTS = Path(weights_module.__file__).with_name("weights.toml")
SHARE_OF_OTHERS = 0.4
"""What the questions on other subjects count for together, by those of our own."""
RIDGE = 0.5
ROUNDS = 60
FOR_ANSWERING = ("likeness", "lead", "custom")
"""Measures that speak for answering; all others but the next speak against."""
EITHER_WAY = ("no refusals",)


def main() -> None:
    """Fit the figures and write them into weights.toml."""
    names, rows, answered = gather_own()
    counts = np.ones(len(rows))
    for folder in map(Path, sys.argv[1:]):
        other = Answerer(load_folder(folder / "base"))
        _, more, more_answered = gather(other, read_questions(folder / "questions.jsonl"))
        share = SHARE_OF_OTHERS / len(sys.argv[1:]) * int(counts.sum()) / len(more)
        rows, answered = np.vstack([rows, more]), np.concatenate([answered, more_answered])
        counts = np.concatenate([counts, np.full(len(more), share)])
    fitted = fit(names, rows, answered, counts)
    shown = "\n".join(f"{_key(name)} = {figure:.2f}" for name, figure in fitted.items())
    text = WEIGHTS.read_text(encoding="utf-8")
    WEIGHTS.write_text(re.sub(r"(?<=\[confidence\]\n).*?(?=\n\n)", shown, text, flags=re.DOTALL), encoding="utf-8")
    sys.stdout.write(f"{len(rows)} questions, {int(answered.sum())} to answer\n{shown}\n")


def gather_own() -> tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64]]:
    """Measure our own questions on the shipped base, once with and once without the questions that it refuses.

    So the figures suit bases that name none, too.
    """
    base, questions = load_folder(shipped_folder()), read_questions(QUESTIONS)
    found = [gather(Answerer(base), questions) for base in (base, replace(base, refusals=()))]
    return found[0][0], np.vstack([rows for _, rows, _ in found]), np.concatenate([answered for *_, answered in found])


def gather(
    answerer: Answerer, questions: Sequence[LabelledQuestion]
) -> tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64]]:
    """Measure the best fact for each question; a row a question, and whether it should be answered with that fact."""
    names: tuple[str, ...] = ()
    rows, answered = [], []
    for question in questions:
        for evidence, quote in answerer.evidence_on(question.question):
            found = measures(evidence)
            names = tuple(found)
            rows.append(list(found.values()))
            answered.append(question.must_answer and shows_evidence(question, [quote]))
    return names, np.array(rows), np.array(answered, dtype=float)


def fit(
    names: Sequence[str], rows: NDArray[np.float64], answered: NDArray[np.float64], counts: NDArray[np.float64]
) -> dict[str, float]:
    """Give the bias and a figure for each measure; `counts` says how many questions each row stands for."""
    free = list(range(len(names)))
    while True:
        figures = _newton(np.column_stack([np.ones(len(rows)), rows[:, free]]), answered, counts)
        wrong = [i for i, figure in zip(free, figures[1:], strict=True) if _is_wrong(names[i], figure)]
        if not wrong:
            break
        free = [i for i in free if i not in wrong]
    by_name = dict.fromkeys(("bias", *names), 0.0)
    return by_name | {"bias": float(figures[0])} | {names[i]: float(f) for i, f in zip(free, figures[1:], strict=True)}


def _is_wrong(name: str, figure: float) -> bool:
    if name in EITHER_WAY:
        return False
    return figure < 0 if name in FOR_ANSWERING else figure > 0


def _newton(
    rows: NDArray[np.float64], answered: NDArray[np.float64], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    figures = np.zeros(rows.shape[1])
    ridge = np.diag([0.0] + [RIDGE] * (rows.shape[1] - 1))
    for _ in range(ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-rows @ figures))
        gradient = rows.T @ (counts * (answered - chance)) - ridge @ figures
        curvature = (rows * (counts * chance * (1.0 - chance))[:, None]).T @ rows + ridge
        figures = figures + np.linalg.solve(curvature, gradient)
    return figures


def _key(name: str) -> str:
    return name if name.isidentifier() else f'"{name}"'


if __name__ == "__main__":
    main()
