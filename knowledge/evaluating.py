"""Labelled questions -> which ones are answered right, and the table of them."""

from __future__ import annotations

import collections
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.model import Answered, Corrected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.answering import Answerer
    from knowledge.labels import LabelledQuestion
    from knowledge.model import Answer

QUOTE_LIMIT = 320
"""Only so many characters of a quote count, so that quoting a whole source wins nothing."""
QUOTATION_MARKS = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A labelled question, what it was answered, and whether that is right."""

    question: LabelledQuestion
    answer: Answer | None
    """None where a defect kept it from being answered."""
    is_right: bool
    defect: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How many of so many questions are right."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """The part that is right, 0 to 1."""
        return self.right / self.of


def evaluate(questions: Iterable[LabelledQuestion], answerer: Answerer) -> Iterator[Verdict]:
    """Ask every question, one after the other, and judge the answers."""
    for question in questions:
        try:
            answer = answerer.answer(question.question, answerer.base.language_for(question.language))
        except Exception as error:  # noqa: BLE001 - a defect is counted, so that the others are still judged
            yield Verdict(question, None, is_right=False, defect=repr(error))
        else:
            yield Verdict(question, answer, is_right(question, answer))


def is_right(question: LabelledQuestion, answer: Answer) -> bool:
    """Judge one answer: the evidence shown, or the refusal of what the sources do not say."""
    outcome = answer.lead.outcome
    if question.must_answer:
        return isinstance(outcome, Answered) and shows_evidence(question, [c.fact.quote for c in answer.citations])
    if isinstance(outcome, Corrected):
        return question.kind == "false_premise"
    return not isinstance(outcome, Answered)


def tabulate(verdicts: Iterable[Verdict]) -> Mapping[str, Score]:
    """Count the verdicts over all, by what was expected, by language and by kind; rows in order of name."""
    right: collections.Counter[str] = collections.Counter()
    of: collections.Counter[str] = collections.Counter()
    for verdict in verdicts:
        rows = _rows_of(verdict.question)
        of.update(rows)
        right.update(rows if verdict.is_right else ())
    return {row: Score(right[row], of[row]) for row in sorted(of)}


def _rows_of(question: LabelledQuestion) -> tuple[str, ...]:
    expected = "answer" if question.must_answer else "abstain"
    if question.id.startswith("ho"):
        return "all", expected, f"hostile {expected}"
    return (
        "all",
        expected,
        f"{expected} {question.language}",
        f"{expected} {question.language} {question.style}",
    )


def shows_evidence(question: LabelledQuestion, quotes: Sequence[str]) -> bool:
    """Tell whether quotes, the answer's first, hold the passages that prove the answer."""
    shown = [_fold(quote)[:QUOTE_LIMIT] for quote in quotes]
    groups = [[_fold(passage) for passage in group] for group in question.evidence]
    if question.needs_all:
        return all(any(passage in quote for passage in group for quote in shown) for group in groups)
    return any(passage in shown[0] for group in groups for passage in group)


def _fold(text: str) -> str:
    """Fold quotation marks and white space, which a label may set its own way."""
    return " ".join(text.translate(QUOTATION_MARKS).split())
