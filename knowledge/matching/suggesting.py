"""Completing a question while it is being typed, from memory alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.matching.shortlisting import Shortlist
from knowledge.model import Choice
from knowledge.text import NormalText, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.model import FactBase, FactId, Language


SHORTLIST = 200
"""Questions that are compared in full: those that begin alike, or hold the most of the words."""
LEAST_FIT, LEAST_SHARE = 40.0, 0.6
"""Below this, or this share of the best fit, a question has nothing to do with what is typed."""
ABOUT = 10.0
"""Of a fact's questions that hold what is typed, or fit about as well as its best, the first is offered."""


class Suggester:
    """Every question of a base, ready to be offered."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self._folded: list[NormalText] = []
        self._questions: list[str] = []
        self._facts: list[FactId] = []
        languages: list[Language] = []
        for fact in base.active_facts:
            asked = ((question, own) for own, wording in fact.wordings.items() for question in wording.questions)
            by_folded = {normalise(question): (question, own) for question, own in asked}
            by_folded.pop(NormalText(""), None)
            self._folded += by_folded
            self._questions += (question for question, _ in by_folded.values())
            languages += (own for _, own in by_folded.values())
            self._facts += [fact.id] * len(by_folded)
        self._languages = np.array(languages)
        self._shortlist = Shortlist(self._folded)

    def suggest(self, typed: str, language: Language, limit: int) -> tuple[Choice, ...]:
        """Offer for each fact the question that best fits what is typed so far, best first.

        Those of the reader's language come first, or of the one that is clearly being typed, the others behind.
        """
        folded = normalise(typed)
        if not folded:
            return tuple(self.choice_for(fact.id, language) for fact in self._base.active_facts[:limit])
        near = self._shortlist.of(folded, SHORTLIST)
        questions = [self._folded[place] for place in near]
        fits, holds = _fits_while_typing(folded, questions), [folded in question for question in questions]
        is_other = self._languages[near] != self._language_typed(folded, language)
        least = max(LEAST_FIT, LEAST_SHARE * fits.max(initial=0.0))
        order = [i for i in np.lexsort((-fits, is_other)).tolist() if fits[i] >= (LEAST_FIT if holds[i] else least)]
        plainest: dict[FactId, int] = {}
        best: dict[FactId, float] = {}
        for i in order:
            place, fact = near[i], self._facts[near[i]]
            first = plainest.setdefault(fact, place)
            fits_as_well = holds[i] or fits[i] >= best.setdefault(fact, fits[i]) - ABOUT
            if fits_as_well and place < first and self._languages[place] == self._languages[first]:
                plainest[fact] = place
        return tuple(Choice(fact, self._questions[place]) for fact, place in list(plainest.items())[:limit])

    def _language_typed(self, typed: NormalText, reader: Language) -> Language:
        """Tell the language being typed: the reader's, unless questions of another hold more of the words."""
        shares = self._shortlist.shares_held(typed)
        held = {own: shares[self._languages == own].max(initial=0.0) for own in self._base.languages}
        return max(held, key=lambda own: (held[own], own == reader))

    def choice_for(self, fact_id: FactId, language: Language) -> Choice:
        """Offer a fact by the first question that asks for it."""
        fact = self._base.fact_by_id[fact_id]
        return Choice(fact.id, self._base.wording(fact, language).questions[0])


def _fits_while_typing(typed: str, questions: Sequence[str]) -> NDArray[np.float64]:
    """Score questions 0 to 100: what is typed is the beginning of one, so the beginnings count most."""
    beginnings = [question[: len(typed)] for question in questions]
    start = process.cdist([typed], beginnings, scorer=fuzz.ratio, dtype=np.float64)[0]
    within = process.cdist([typed], questions, scorer=fuzz.partial_ratio, dtype=np.float64)[0]
    words = process.cdist([typed], questions, scorer=fuzz.token_set_ratio, dtype=np.float64)[0]
    return np.asarray(0.4 * start + 0.35 * within + 0.25 * words, dtype=np.float64)
