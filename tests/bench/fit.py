"""Fits what each check adds to the confidence, on labelled questions: `python -m tests.bench.fit [BASE...]`.

Our own questions come first, asked of the shipped base as it is and without the questions that it refuses. Each BASE is
a fact-base folder on another subject, some of whose facts and phrasings are held out and asked (`holding_out.py`),
so that the figures suit more than one subject, and few phrasings a fact as well as many.

A logistic regression with a small ridge, solved by Newton's method (iteratively reweighted least squares), so that the
same questions give the same figures to the digit. A question counts as answered where the best fact's quote holds its
evidence. Checks may only speak against answering: one whose figure would come out positive is left at nought.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge import Answerer, load_folder, read_questions, shipped_folder
from knowledge.evaluating import shows_evidence
from knowledge.matching import weights as weights_module
from knowledge.matching.judging import measures
from tests.bench.holding_out import hold_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from knowledge import FactBase, LabelledQuestion

QUESTIONS = Path(__file__).parents[1] / "cases" / "questions.jsonl"
WEIGHTS = Path(weights_module.__file__).with_name("weights.toml")
WITHOUT_REFUSALS = 0.4
"""What our own questions count for once more, asked of the base without its refused questions."""
HELD_OUT = {80: 0.15, 30: 0.1, 10: 0.2}
"""Phrasings a fact that another subject's base is left with, and what its questions count for, by our own ones."""
SEED = 7
RIDGE = 0.5
ROUNDS = 60
FOR_ANSWERING = ("likeness", "likeness alone", "lead", "share", "custom")
"""Measures that speak for answering; all others but the next speak against."""
EITHER_WAY = ("no refusals",)


@dataclass(frozen=True, slots=True)
class Lesson:
    """Questions, the base that they are asked of, and what they count for together."""

    base: FactBase
    questions: Sequence[LabelledQuestion]
    count: float
    """By our own questions."""


def main() -> None:
    """Fit the figures and write them into weights.toml."""
    gathered = [(gather(Answerer(lesson.base), lesson.questions), lesson.count) for lesson in lessons(sys.argv[1:])]
    names, own = gathered[0][0][0], len(gathered[0][0][1])
    rows = np.vstack([rows for (_, rows, _), _ in gathered])
    answered = np.concatenate([answered for (*_, answered), _ in gathered])
    counts = np.concatenate([np.full(len(rows), count * own / len(rows)) for (_, rows, _), count in gathered])
    fitted = fit(names, rows, answered, counts)
    shown = "\n".join(f"{_key(name)} = {figure:.2f}" for name, figure in fitted.items())
    text = WEIGHTS.read_text(encoding="utf-8")
    WEIGHTS.write_text(re.sub(r"(?<=\[confidence\]\n).*?(?=\n\n)", shown, text, flags=re.DOTALL), encoding="utf-8")
    sys.stdout.write(f"{len(rows)} questions, {int(answered.sum())} to answer\n{shown}\n")


def lessons(folders: Sequence[str]) -> Iterator[Lesson]:
    """Give our own questions, and those that other subjects' bases make; ours are refused there, too."""
    own, questions = load_folder(shipped_folder()), read_questions(QUESTIONS)
    yield Lesson(own, questions, 1.0)
    yield Lesson(replace(own, refusals=()), questions, WITHOUT_REFUSALS)
    for base in map(load_folder, map(Path, folders)):
        foreign = [replace(q, must_answer=False) for q in questions if q.language == base.default_language]
        for phrasings, count in HELD_OUT.items():
            kept, asked = hold_out(base, phrasings, SEED)
            yield Lesson(kept, [*asked, *foreign], count / len(folders))


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
