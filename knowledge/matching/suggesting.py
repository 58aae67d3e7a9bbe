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


SHORTLIST = 200
"""Questions that are compared in full: those that begin alike, or hold the most of the words."""
MOST_WORDS = 8
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
        start = self._starts(folded)
        near = np.argsort(-(start + 100 * self._shares_held(folded)), kind="stable")[:SHORTLIST]
        fits = self._fits_while_typing(folded, near, start[near])
        best = np.argsort(-fits, kind="stable")[:limit]
        return tuple(self._choices[near[place]] for place in best if fits[place] >= LEAST_FIT)

    def _starts(self, typed: str) -> NDArray[np.float64]:
        """Score each question's beginning 0 to 100."""
        beginnings = [question[: len(typed)] for question in self._folded]
        return np.asarray(process.cdist([typed], beginnings, scorer=fuzz.ratio)[0], dtype=np.float64)

    def _shares_held(self, typed: str) -> NDArray[np.float64]:
        """Give the share of the typed words that each question holds, 0 to 1; cheap, and blind to typos."""
        words = typed.split()[-MOST_WORDS:]
        counts = np.zeros(len(self._folded))
        for word in words:
            counts += [word in question for question in self._folded]
        return counts / len(words)

    def _fits_while_typing(self, typed: str, near: NDArray[np.intp], start: NDArray[np.float64]) -> NDArray[np.float64]:
        """Score questions 0 to 100: what is typed is the beginning of one, so the beginnings count most."""
        questions = [self._folded[place] for place in near]
        within = process.cdist([typed], questions, scorer=fuzz.partial_ratio)[0]
        words = process.cdist([typed], questions, scorer=fuzz.token_set_ratio)[0]
        return np.asarray(0.4 * start + 0.35 * within + 0.25 * words, dtype=np.float64)

    def choice_for(self, fact_id: FactId, language: Language) -> Choice:
        """Offer a fact by the first question that asks for it."""
        fact = self._base.fact_by_id[fact_id]
        return Choice(fact.id, self._base.wording(fact, language).questions[0])
