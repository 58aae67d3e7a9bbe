"""Fits what each check adds to the confidence, on labelled questions: `python -m tests.bench.fit [FOLDER...]`.

Our own questions come first, asked of the shipped base. Each FOLDER holds a fact base on another subject (`base/`),
some of whose facts and phrasings are held out and asked (`holding_out.py`), so that the figures suit more than one
subject,
and few phrasings a fact as well as many; and labelled questions (`questions.jsonl`), of which those that the base does
not answer are asked, too. All is done twice: with and without the questions that the bases refuse.

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
SHARE_OF_OTHERS = {"guarded": 0.05, "unguarded": 20.0}
"""What the questions on other subjects count for together, by our own ones. Ours are refused by name, other bases' may
not be."""
TO_ANSWER = {"guarded": 0.55, "unguarded": 0.51}
"""Share of all questions that those to answer are taken for; nobody knows how many of each will be asked."""
LEFT_OUT, FOREIGN, OUTSIDE = 0.2, 0.2, 0.6
"""Shares of what another base must refuse: what asks for its facts that were left out, our own questions, its own."""
SEED = 7
RIDGE = 0.5
ROUNDS = 60
FOR_ANSWERING = ("likeness", "lead", "share", "custom")
"""Measures that speak for answering; all others speak against."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A base, and what is asked of it."""

    base: FactBase
    questions: Sequence[LabelledQuestion]
    count: float
    """What they count for together, by our own questions."""
    refused: Sequence[tuple[float, Sequence[LabelledQuestion]]] = ()
    """More questions that must be refused, each group with its share of all that must be."""


def main() -> None:
    """Fit the figures and write them into weights.toml."""
    others = [(load_folder(Path(folder, "base")), _refused_in(Path(folder))) for folder in sys.argv[1:]]
    for kind, share in SHARE_OF_OTHERS.items():
        taught = [_without_refusals(lesson) if kind == "unguarded" else lesson for lesson in lessons(others, share)]
        _write(kind, _fitted(taught, TO_ANSWER[kind]))


def _refused_in(folder: Path) -> list[LabelledQuestion]:
    return [question for question in read_questions(folder / "questions.jsonl") if not question.must_answer]


def lessons(others: Sequence[tuple[FactBase, Sequence[LabelledQuestion]]], share: float) -> Iterator[Lesson]:
    """Give our own questions, and those that other subjects' bases make; ours are refused there, too."""
    own, questions = load_folder(shipped_folder()), read_questions(QUESTIONS)
    yield Lesson(own, questions, 1.0)
    for (base, outside), phrasings in product(others, HELD_OUT):
        foreign = [replace(q, must_answer=False) for q in questions if q.language == base.default_language]
        kept, asked = hold_out(base, phrasings, SEED)
        count = share / len(others) / len(HELD_OUT)
        yield Lesson(kept, asked, count, ((FOREIGN, foreign), (OUTSIDE, outside)))


def _without_refusals(lesson: Lesson) -> Lesson:
    return replace(lesson, base=replace(lesson.base, refusals=()))


def _fitted(taught: Sequence[Lesson], to_answer: float) -> dict[str, float]:
    gathered = [part for lesson in taught for part in _parts(lesson, to_answer)]
    rows = np.vstack([rows for _, rows, _, _ in gathered])
    answered = np.concatenate([answered for _, _, answered, _ in gathered])
    counts = np.concatenate([counts for *_, counts in gathered])
    return fit(gathered[0][0], rows, answered, counts * len(taught[0].questions))


def _parts(
    lesson: Lesson, to_answer: float
) -> Iterator[tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]]:
    """Give the measures for each group of questions, whether each should be answered, and what it counts for."""
    answerer, to_refuse = Answerer(lesson.base), lesson.count * (1 - to_answer)
    names, rows, answered = gather(answerer, lesson.questions)
    refused = to_refuse * (LEFT_OUT if lesson.refused else 1.0)
    shares = np.where(answered > 0, lesson.count * to_answer / answered.sum(), refused / (1 - answered).sum())
    yield names, rows, answered, shares
    for share, questions in lesson.refused:
        names, rows, answered = gather(answerer, questions)
        yield names, rows, answered, np.full(len(rows), to_refuse * share / len(rows))


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
