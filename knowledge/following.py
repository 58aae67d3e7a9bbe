"""Questions that only point to what was said before, such as "and when was that?"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.matching.pointing import only_points, stands_by
from knowledge.model import Answer, Answered, Chat, Choice, NotCovered, Part, Trace, Unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.answering import Answerer
    from knowledge.model import Fact, FactBase, FactId, Language, Outcome

MOST_CHOICES = 5
FOLLOWED = "follow-up"
"""The check that decided where a question was read as following another."""


def follow(question: str, before: Sequence[FactId], answerer: Answerer) -> Answer | None:
    """Answer a question that has nothing to ask about of its own, as one about the facts shown before it.

    What it points to is put in: the question by which that fact is asked for. Where that leads back to the fact
    itself, or to several, or nothing came before, the reader chooses. `None` where the question stands on its own.
    """
    base = answerer.base
    if not only_points(question, base.languages) or answerer.is_talk(question):
        return None
    shown = [base.fact_by_id[id_] for id_ in before if id_ in base.fact_by_id]
    return _following(question, shown, answerer) if shown else _asking_which(answerer.answer(question), base)


def _asking_which(answer: Answer, base: FactBase) -> Answer:
    """Ask what is meant where nothing came before: no fact can be told from pointing words alone."""
    facts = [base.fact_by_id[candidate.id] for candidate in answer.lead.candidates[:MOST_CHOICES]]
    if not facts or isinstance(answer.lead.outcome, Chat):
        return answer
    outcome = Unsure(tuple(Choice(fact.id, _asked_by(fact, base, answer.language)) for fact in facts))
    trace = replace(answer.lead.trace, decided_by=FOLLOWED)
    return replace(answer, parts=(replace(answer.lead, text=answer.question, outcome=outcome, trace=trace),))


def _following(question: str, shown: Sequence[Fact], answerer: Answerer) -> Answer:
    base, language = answerer.base, answerer.language_of(question)
    wordings = [(_asked_by(fact, base, language), base.wording(fact, language).statement) for fact in shown]
    found = [answerer.answer_behind(question, text, language) for pair in wordings for text in pair]
    outcome = _outcome(found, shown, base, language)
    best = max((answer.lead for answer in found), key=lambda part: part.confidence)
    trace = Trace(best.trace.words, FOLLOWED, best.trace.look)
    return Answer(question, language, (Part(question, outcome, best.rank, best.confidence, trace),))


def _outcome(found: Sequence[Answer], shown: Sequence[Fact], base: FactBase, language: Language) -> Outcome:
    """Answer with the one new fact that is found, offer what is related where none is, and ask which of several."""
    told = {fact.id for fact in shown}
    cited = (citation for answer in found for citation in answer.citations)
    new = {citation.fact.id: citation for citation in cited if stands_by(citation.fact, shown)}
    fresh = [citation for id_, citation in new.items() if id_ not in told]
    if len(fresh) == 1:
        return Answered((fresh[0],))
    facts = [citation.fact for citation in fresh] or _related(shown, base)
    choices = tuple(Choice(fact.id, _asked_by(fact, base, language)) for fact in facts[:MOST_CHOICES])
    return Unsure(choices) if fresh and choices else NotCovered(choices=choices)


def _related(shown: Sequence[Fact], base: FactBase) -> list[Fact]:
    """Give what the facts shown name as related, then the others of their topics, without themselves."""
    active = {fact.id: fact for fact in base.active_facts}
    named = [active[id_] for fact in shown for id_ in fact.related if id_ in active]
    topics = {fact.topic for fact in shown}
    beside = [fact for fact in base.active_facts if fact.topic in topics]
    told = {fact.id for fact in shown}
    return [fact for id_, fact in {fact.id: fact for fact in (*named, *beside)}.items() if id_ not in told]


def _asked_by(fact: Fact, base: FactBase, language: Language) -> str:
    wording = base.wording(fact, language)
    return wording.questions[0] if wording.questions else wording.statement
