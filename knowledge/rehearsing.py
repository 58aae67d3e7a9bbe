"""The self-test before anything is published: what would be answered otherwise than it should be, or than it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.model import Answered, Corrected, Unsure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.answering import Answerer
    from knowledge.model import Answer, Fact, FactBase, FactId, Language, Refusal


@dataclass(frozen=True, slots=True)
class Lost:
    """A stored question that would no longer find its fact."""

    question: str
    fact: FactId
    found: FactId | None
    """What it would find in its place."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A question that must be refused, and would be answered."""

    text: str
    fact: FactId


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a change would break."""

    lost: tuple[Lost, ...] = ()
    breaches: tuple[Breach, ...] = ()
    silenced: tuple[Breach, ...] = ()
    """Questions that shall be refused from now on, and are answered as yet; that may well be what is wanted."""

    @property
    def is_clean(self) -> bool:
        """Whether it would break nothing."""
        return not self.lost and not self.breaches


def rehearse(before: Answerer | None, after: Answerer) -> Rehearsal:
    """Ask all stored questions and all that must be refused; takes about a millisecond for each.

    A question that misses its fact, or is answered though it must be refused, counts only where it was not so before,
    or was not there before: no change is to be blamed for what it did not do. A question finds its fact where that
    fact, or another on the same passage, is shown or offered to choose from.
    """
    lost = tuple(
        Lost(question, fact.id, _shown(answer))
        for question, fact, answer in _missed(after)
        if before is None or not _missed_before(question, fact, before)
    )
    breaches = _answered(after.base.refusals, after)
    if before is None:
        return Rehearsal(lost, breaches)
    known = set(before.base.refusals)
    old = _answered((refusal for refusal in after.base.refusals if refusal in known), before) if breaches else ()
    silenced = _answered((refusal for refusal in after.base.refusals if refusal not in known), before)
    return Rehearsal(lost, tuple(breach for breach in breaches if breach not in old), silenced)


def questions_of(base: FactBase) -> Iterator[tuple[str, Fact, Language]]:
    """Give every stored question of the facts that are answered from."""
    for fact in base.active_facts:
        for language, wording in fact.wordings.items():
            for question in wording.questions:
                yield question, fact, language


def _missed(answerer: Answerer) -> Iterator[tuple[str, Fact, Answer]]:
    for question, fact, language in questions_of(answerer.base):
        answer = answerer.answer(question, language)
        if not _finds(answer, fact, answerer.base):
            yield question, fact, answer


def _missed_before(question: str, fact: Fact, before: Answerer) -> bool:
    """Tell whether a question was there before, and missed its fact already."""
    old = before.base.fact_by_id.get(fact.id)
    if old is None or not any(question in wording.questions for wording in old.wordings.values()):
        return False
    return not _finds(before.answer(question), old, before.base)


def _finds(answer: Answer, fact: Fact, base: FactBase) -> bool:
    found = [base.fact_by_id[id_] for part in answer.parts for id_ in _offered(part.outcome)]
    return any(map(fact.overlaps, found))


def _offered(outcome: object) -> tuple[FactId, ...]:
    match outcome:
        case Answered(citations):
            return tuple(citation.fact.id for citation in citations)
        case Corrected(citation):
            return (citation.fact.id,)
        case Unsure(choices):
            return tuple(choice.id for choice in choices)
        case _:
            return ()


def _answered(refusals: Iterable[Refusal], answerer: Answerer) -> tuple[Breach, ...]:
    answers = [(refusal.text, answerer.answer(refusal.text, refusal.language)) for refusal in refusals]
    return tuple(Breach(text, shown) for text, answer in answers if (shown := _shown(answer)))


def _shown(answer: Answer) -> FactId | None:
    return next((citation.fact.id for citation in answer.citations), None)
