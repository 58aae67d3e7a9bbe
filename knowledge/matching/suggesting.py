"""Completing a question while it is being typed, from memory alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.model import Choice
from knowledge.text import normalise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.model import FactBase, FactId, Language


LEAST_FIT = 40.0
"""Below this a question has nothing to do with what is typed."""


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
        by_folded = {normalise(choice.question): choice for choice in choices}
        self._folded = tuple(by_folded)
        self._choices = tuple(by_folded.values())

    def suggest(self, typed: str, language: Language, limit: int) -> tuple[Choice, ...]:
        """Offer the questions that best fit what is typed so far, best first; one a fact where nothing is typed."""
        folded = normalise(typed)
        if not folded:
            return tuple(self.choice_for(fact.id, language) for fact in self._base.active_facts[:limit])
        fits = self._fits_while_typing(folded)
        best = np.argsort(-fits, kind="stable")[:limit]
        return tuple(self._choices[place] for place in best if fits[place] >= LEAST_FIT)

    def _fits_while_typing(self, typed: str) -> NDArray[np.float64]:
        """Score every question 0 to 100: what is typed is the beginning of one, so the beginnings count most."""
        beginnings = [question[: len(typed)] for question in self._folded]
        start = process.cdist([typed], beginnings, scorer=fuzz.ratio)[0]
        within = process.cdist([typed], self._folded, scorer=fuzz.partial_ratio)[0]
        words = process.cdist([typed], self._folded, scorer=fuzz.token_set_ratio)[0]
        return np.asarray(0.4 * start + 0.35 * within + 0.25 * words, dtype=np.float64)

    def choice_for(self, fact_id: FactId, language: Language) -> Choice:
        """Offer a fact by the first question that asks for it."""
        fact = self._base.fact_by_id[fact_id]
        return Choice(fact.id, self._base.wording(fact, language).questions[0])
