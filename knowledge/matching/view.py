"""One way of looking at text, as a bag of features, and the scores that follow from it.

An *entry* is one fact in one script; its *phrasings* are the questions that ask for it. A feature weighs by how few
facts it points to: one minus the entropy of the facts that it occurs in over the entropy of all facts, so a word that
all facts' questions share weighs next to nothing in any language, without a list of stop words.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

LEAST_WEIGHT = 0.02
NEW_FEATURE_WEIGHT = 0.7
BEST_PHRASINGS = 3
SHORTLIST = 300
"""Phrasings, best first, that the mean of the best is taken from."""


class Postings:
    """A sparse matrix by rows: for each feature, the places that it occurs at and a value for each."""

    def __init__(self, rows: Sequence[tuple[Sequence[int], Sequence[float]]], size: int) -> None:
        self._size = size
        lengths = [len(places) for places, _ in rows]
        self._start: list[int] = np.concatenate([[0], np.cumsum(lengths)]).astype(int).tolist()
        self._place: Ints = np.fromiter((p for places, _ in rows for p in places), np.intp, sum(lengths))
        self._value: Floats = np.fromiter((v for _, values in rows for v in values), np.float64, sum(lengths))

    def sum_rows(self, rows: Sequence[int], factors: Sequence[float]) -> Floats:
        """Add up the given rows, each times its factor."""
        if not rows:
            return np.zeros(self._size)
        spans = [slice(self._start[row], self._start[row + 1]) for row in rows]
        places = np.concatenate([self._place[span] for span in spans])
        values = np.concatenate([self._value[span] * f for span, f in zip(spans, factors, strict=True)])
        return np.bincount(places, weights=values, minlength=self._size).astype(np.float64, copy=False)


class View:
    """The phrasings of all entries, by features of one kind."""

    def __init__(self, phrasings: Sequence[Sequence[str]], entry_of: Sequence[int], fact_of: Sequence[int]) -> None:
        """Index phrasings (a feature list each); `entry_of` gives each its entry, `fact_of` each entry its fact."""
        self._entries = len(fact_of)
        self._facts = max(fact_of, default=-1) + 1
        self._feature: dict[str, int] = {}
        bags = [sorted({self._feature.setdefault(f, len(self._feature)) for f in bag}) for bag in phrasings]
        in_entry = self._count(bags, entry_of)
        per_entry = np.bincount(np.asarray(entry_of, dtype=np.intp), minlength=self._entries)
        self.weight = self._entropy_weights(in_entry, fact_of, per_entry)
        self._build_centroids(in_entry, per_entry)
        self._build_bayes(in_entry)

    @staticmethod
    def _count(bags: Iterable[Sequence[int]], entry_of: Sequence[int]) -> list[dict[int, int]]:
        found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for bag, entry in zip(bags, entry_of, strict=True):
            for feature in bag:
                found[feature][entry] += 1
        return [found[feature] for feature in range(len(found))]

    def _entropy_weights(self, in_entry: list[dict[int, int]], fact_of: Sequence[int], per_entry: Ints) -> Floats:
        most = math.log(max(self._facts, 2))
        weights = np.empty(len(in_entry))
        for feature, counts in enumerate(in_entry):
            by_fact: dict[int, float] = defaultdict(float)
            for entry, count in counts.items():
                by_fact[fact_of[entry]] += count / per_entry[entry]
            total = sum(by_fact.values())
            entropy = -sum(share / total * math.log(share / total) for share in by_fact.values())
            weights[feature] = max(LEAST_WEIGHT, 1.0 - entropy / most)
        return weights

    def _build_centroids(self, in_entry: list[dict[int, int]], per_entry: Ints) -> None:
        squares = np.zeros(self._entries)
        rows = []
        for feature, counts in enumerate(in_entry):
            values = [self.weight[feature] * math.sqrt(count / per_entry[entry]) for entry, count in counts.items()]
            for entry, value in zip(counts, values, strict=True):
                squares[entry] += value * value
            rows.append((list(counts), values))
        self._centroids = Postings(rows, self._entries)
        self._centroid_norm = np.sqrt(np.maximum(squares, 1e-9))

    def _build_bayes(self, in_entry: list[dict[int, int]], alpha: float = 0.05) -> None:
        totals = np.zeros(self._entries)
        for counts in in_entry:
            for entry, count in counts.items():
                totals[entry] += count
        rows = [(list(counts), [math.log1p(count / alpha) for count in counts.values()]) for counts in in_entry]
        self._bayes = Postings(rows, self._entries)
        self._unseen = math.log(alpha) - np.log(totals + alpha * max(len(in_entry), 1))

    def known(self, bag: Iterable[str]) -> tuple[list[int], int]:
        """Split a bag into the features that the base has and the number of those it has not."""
        distinct = set(bag)
        features = sorted(self._feature[f] for f in distinct if f in self._feature)
        return features, len(distinct) - len(features)

    def weight_of(self, feature: str) -> float | None:
        """Give the weight of a feature, or nothing where the base does not have it."""
        place = self._feature.get(feature)
        return None if place is None else float(self.weight[place])

    def likeness(self, features: Sequence[int], unknown: int) -> Floats:
        """Cosine of the question and each entry's centroid, 0 to 1."""
        weights = self.weight[features]
        norm = math.sqrt(float((weights**2).sum()) + unknown * NEW_FEATURE_WEIGHT**2) or 1.0
        return self._centroids.sum_rows(features, weights.tolist()) / (self._centroid_norm * norm)

    def posterior(self, features: Sequence[int], temperature: float) -> Floats:
        """Naive Bayes with equal priors over the entries; sums to 1. A temperature above 1 flattens it."""
        logs = self._bayes.sum_rows(features, [1.0] * len(features)) + len(features) * self._unseen
        powers = np.exp((logs - logs.max()) / temperature)
        return np.asarray(powers / powers.sum())


class Nearest:
    """The mean fit of each entry's best phrasings, by shared weight of words."""

    def __init__(self, view: View, phrasings: Sequence[Sequence[str]], entry_of: Sequence[int], entries: int) -> None:
        self._view = view
        bags = [view.known(bag)[0] for bag in phrasings]
        self._mass = np.array([max(1e-9, float(view.weight[bag].sum())) for bag in bags])
        places: dict[int, list[int]] = defaultdict(list)
        for phrasing, bag in enumerate(bags):
            for feature in bag:
                places[feature].append(phrasing)
        rows = [(places[feature], [1.0] * len(places[feature])) for feature in range(len(view.weight))]
        self._postings = Postings(rows, len(bags))
        self._entry_of = np.asarray(entry_of, dtype=np.intp)
        self._entries = entries

    def fit(self, features: Sequence[int], unknown: int) -> Floats:
        """Score each entry 0 to 1: the geometric mean of how much of the question and of the phrasing is shared."""
        weights = self._view.weight[features]
        asked = float(weights.sum()) + unknown * NEW_FEATURE_WEIGHT
        shared = self._postings.sum_rows(features, weights.tolist())
        return self._mean_of_best(shared / np.sqrt(self._mass * max(asked, 1e-9)))

    def _mean_of_best(self, fit: Floats) -> Floats:
        enough = min(SHORTLIST, len(fit))
        short = np.argpartition(fit, -enough)[-enough:]
        order = short[np.lexsort((-fit[short], self._entry_of[short]))]
        entries = self._entry_of[order]
        rank = np.arange(len(order)) - np.searchsorted(entries, entries)
        best = order[rank < BEST_PHRASINGS]
        return np.bincount(self._entry_of[best], weights=fit[best], minlength=self._entries) / BEST_PHRASINGS
