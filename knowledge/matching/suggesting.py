"""Completing a question while it is being typed, from memory alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from knowledge.model import Choice
from knowledge.text import normalise, script_of

if TYPE_CHECKING:
    from knowledge.model import FactBase, FactId, Language


class Suggester:
    """Every question of a base, ready to be offered."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        choices = [
            Choice(fact.id, question)
            for fact in base.active_facts
            for wording in fact.wordings.values()
            for question in wording.questions
        ]
        self._choices = tuple({normalise(choice.question): choice for choice in choices}.items())
        self._folded = tuple(folded for folded, _ in self._choices)

    def suggest(self, typed: str, language: Language, limit: int) -> tuple[Choice, ...]:
        """Offer the questions that best fit what is typed so far, best first; one a fact where nothing is typed."""
        folded = normalise(typed)
        if not folded:
            return tuple(self.choice_for(fact.id, language) for fact in self._base.active_facts[:limit])
        scorer = fuzz.partial_ratio if script_of(typed) == "japanese" else fuzz.WRatio
        found = process.extract(folded, self._folded, scorer=scorer, processor=None, limit=limit)
        return tuple(self._choices[place][1] for _, score, place in found if score > 0)

    def choice_for(self, fact_id: FactId, language: Language) -> Choice:
        """Offer a fact by the first question that asks for it."""
        fact = self._base.fact_by_id[fact_id]
        return Choice(fact.id, self._base.wording(fact, language).questions[0])
