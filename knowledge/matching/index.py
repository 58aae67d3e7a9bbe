"""The base's example questions, laid out so that one question is compared with all of them at once.

A word is weighed by how few facts it points to: one minus the entropy of the facts it occurs in, over the entropy of
all facts. A word that every fact's questions share weighs next to nothing, whatever the language, so that no list of
stop words is needed for ranking.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from knowledge.model import Candidate, FactId
from knowledge.text import normalise, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.model import FactBase

BEST_PHRASINGS = 3
LEAST_WEIGHT = 0.02


class Index:
    """Every phrasing of every active fact, by its words."""

    def __init__(self, base: FactBase) -> None:
        phrasings = [
            (fact.id, frozenset(tokenise(normalise(question))))
            for fact in base.active_facts
            for wording in fact.wordings.values()
            for question in wording.questions
        ]
        self.facts: tuple[FactId, ...] = tuple(dict.fromkeys(fact for fact, _ in phrasings))
        number = {fact: i for i, fact in enumerate(self.facts)}
        self._owner = np.array([number[fact] for fact, _ in phrasings], dtype=np.intp)
        self._postings = _postings(words for _, words in phrasings)
        self.weights = _entropy_weights(self._postings, self._owner, len(self.facts))
        self._mass = np.array([sum(self.weights[w] for w in words) for _, words in phrasings])

    def rank(self, words: Sequence[str]) -> list[Candidate]:
        """Score every fact by the mean of its best phrasings; best first, ties by id."""
        if not self.facts:
            return []
        shared = np.zeros(len(self._owner))
        asked = 0.0
        for word in set(words):
            asked += self.weights.get(word, 0.7)
            if word in self._postings:
                shared[self._postings[word]] += self.weights[word]
        fit = shared / np.sqrt(np.maximum(asked * self._mass, 1e-9))
        scores = _mean_of_best(fit, self._owner, len(self.facts))
        ranked = sorted(zip(-scores, self.facts, strict=True))
        return [Candidate(fact, min(1.0, float(-score))) for score, fact in ranked]


def _postings(phrasings: Iterable[frozenset[str]]) -> dict[str, np.ndarray]:
    found: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(phrasings):
        for word in words:
            found[word].append(i)
    return {word: np.array(places, dtype=np.intp) for word, places in found.items()}


def _entropy_weights(postings: dict[str, np.ndarray], owner: np.ndarray, facts: int) -> dict[str, float]:
    most = math.log(max(facts, 2))
    weights = {}
    for word, places in postings.items():
        share = np.bincount(owner[places]).astype(float)
        share = share[share > 0] / share.sum()
        weights[word] = max(LEAST_WEIGHT, 1.0 + float((share * np.log(share)).sum()) / most)
    return weights


def _mean_of_best(fit: np.ndarray, owner: np.ndarray, facts: int) -> np.ndarray:
    order = np.lexsort((-fit, owner))
    owner_in_order = owner[order]
    first = np.searchsorted(owner_in_order, np.arange(facts))
    rank_within = np.arange(len(order)) - first[owner_in_order]
    best = rank_within < BEST_PHRASINGS
    sums = np.bincount(owner_in_order[best], weights=fit[order][best], minlength=facts)
    return sums / BEST_PHRASINGS
