"""Fits what each check adds to the confidence, on labelled questions: `python -m tests.bench.fit [BASE...]`.

Our own questions come first, asked of the shipped base. Each BASE is a fact-base folder on another subject, some of
whose facts and phrasings are held out and asked (`holding_out.py`), so that the figures suit more than one subject, and
few phrasings a fact as well as many. All is done twice: with and without the questions that the bases refuse.

A logistic regression with a small ridge, solved by Newton's method (iteratively reweighted least squares), so that the
same questions give the same figures to the digit. A question counts as answered where the best fact's quote holds its
evidence. Checks may only speak against answering: one whose figure would come out positive is left at nought.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from itertools import product
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
HELD_OUT = (80, 30, 10, 3)
"""Phrasings a fact that another subject's base is left with."""
SHARE_OF_OTHERS = {"guarded": 0.3, "unguarded": 2.0}
"""What the questions on other subjects count for together, by our own ones."""
TO_ANSWER = {"guarded": 0.5, "unguarded": 0.6}
"""Share of all questions that those to answer are taken for; nobody knows how many of each will be asked."""
SEED = 7
RIDGE = 0.5
ROUNDS = 60
FOR_ANSWERING = ("likeness", "lead", "share", "custom")
"""Measures that speak for answering; all others speak against."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Questions, the base that they are asked of, and what they count for together."""

    base: FactBase
    questions: Sequence[LabelledQuestion]
    count: float
    """By our own questions."""


def main() -> None:
    """Fit the figures and write them into weights.toml."""
    bases = [load_folder(Path(folder)) for folder in sys.argv[1:]]
    for kind, share in SHARE_OF_OTHERS.items():
        taught = [_without_refusals(lesson) if kind == "unguarded" else lesson for lesson in lessons(bases, share)]
        _write(kind, _fitted(taught, TO_ANSWER[kind]))


def lessons(bases: Sequence[FactBase], share: float) -> Iterator[Lesson]:
    """Give our own questions, and those that other subjects' bases make; ours are refused there, too."""
    own, questions = load_folder(shipped_folder()), read_questions(QUESTIONS)
    yield Lesson(own, questions, 1.0)
    for base, phrasings in product(bases, HELD_OUT):
        foreign = [replace(q, must_answer=False) for q in questions if q.language == base.default_language]
        kept, asked = hold_out(base, phrasings, SEED)
        yield Lesson(kept, [*asked, *foreign], share / len(bases) / len(HELD_OUT))


def _without_refusals(lesson: Lesson) -> Lesson:
    return replace(lesson, base=replace(lesson.base, refusals=()))


def _fitted(taught: Sequence[Lesson], to_answer: float) -> dict[str, float]:
    gathered = [gather(Answerer(lesson.base), lesson.questions) for lesson in taught]
    names, own, _ = gathered[0]
    counts = [
        np.where(answered > 0, to_answer / answered.sum(), (1 - to_answer) / (1 - answered).sum())
        * lesson.count
        * len(own)
        for lesson, (*_, answered) in zip(taught, gathered, strict=True)
    ]
    answered = np.concatenate([answered for *_, answered in gathered])
    return fit(names, np.vstack([rows for _, rows, _ in gathered]), answered, np.concatenate(counts))


def _write(kind: str, figures: dict[str, float]) -> None:
    shown = "\n".join(f"{_key(name)} = {figure:.2f}" for name, figure in figures.items())
    text = WEIGHTS.read_text(encoding="utf-8")
    table = rf"(?<=\[confidence\.{kind}\]\n).*?(?=\n\n)"
    WEIGHTS.write_text(re.sub(table, shown, text, flags=re.DOTALL), encoding="utf-8")
    sys.stdout.write(f"{kind}\n{shown}\n")


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
