"""The phrasings of all entries as bags of features, and how well each entry fits a bag.

An *entry* is one fact in one script; its *phrasings* are the questions that ask for it. A feature weighs by how few
facts it points to: one minus the entropy of the facts that it occurs in over the entropy of all facts, so a word that
all facts' questions share weighs next to nothing in any language, without a list of stop words.
"""

from __future__ import annotations

import math
from itertools import pairwise, starmap
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.matching.features import LETTERS, letters_of
from knowledge.matching.learning import Lesson, learn
from knowledge.matching.remembering import remembering
from knowledge.matching.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from knowledge.matching.sheaf import Sheaf

    Floats = NDArray[np.floating]
    Ints = NDArray[np.integer]

LEAST_WEIGHT = 0.02
NEW_FEATURE_WEIGHT = 0.7
SMOOTHING = 0.05
"""How often naive Bayes takes each feature to have been seen in each entry before counting."""
TEMPERATURE = 2.0
"""What flattens the posterior, for words do not come independently of each other."""
MOST_PLACES = 150_000
"""Places, those of the weightiest features first, that are looked at for one question."""
KEPT_WORDS = 20_000
"""Words whose letters are kept as they were looked up."""

AT_ONCE = 200_000
"""Features of phrasings that are counted at once."""
FEATURE, ENTRY = 32, (1 << 32) - 1
"""Where the feature stands in a number that is both, and the bits of the entry."""


class Bag(NamedTuple):
    """The features of a text, each once: those that the base has, by number, and how many it has not."""

    words: list[int]
    letters: list[int]
    unknown: int


class Fit(NamedTuple):
    """How well a bag fits each entry, seen in two ways."""

    likeness: Floats
    """What the features together say: the cosine with the entry's centroid, put right by learning."""
    words: Floats
    """The chance of each entry by naive Bayes over the words, with equal priors; sums to 1."""


class View:
    """How often each feature occurs in each entry, and what follows from it."""

    def __init__(self, phrasings: Sheaf, entry_of: Sequence[int], fact_of: Sequence[int]) -> None:
        """Index phrasings (their features); `entry_of` gives each its entry, `fact_of` each entry its fact.

        The phrasings of an entry stand side by side, and so do the entries of a fact.
        """
        self._number = phrasings.number
        features, lengths = phrasings.features, phrasings.lengths
        self._entries = len(fact_of)
        self._count_up(features, lengths, np.asarray(entry_of, np.int32))
        phrasings_of = np.bincount(entry_of, minlength=self._entries)
        share: Floats = np.divide(self._count, phrasings_of[self._place], dtype=np.float32)
        self.weight = self._entropy_weights(share, np.asarray(fact_of, np.int32))
        value = self.weight[self._feature] * np.sqrt(share)
        norm = np.sqrt(np.maximum(np.bincount(self._place, value * value, self._entries), 1e-9)).astype(np.float32)
        lesson = Lesson(
            features, lengths, np.asarray(entry_of, np.int32), self.weight, self._feature, self._place, self._count
        )
        value = learn(lesson, value / norm[self._place], self._entries)
        is_word = np.fromiter((not f.startswith(LETTERS) for f in self._number), np.bool_, len(self._number))
        self._unseen = self._log_of_nothing(is_word)
        surprise = np.log1p(self._count / SMOOTHING) * is_word[self._feature]
        self._table = Table(self._start, self._place, (self.weight[self._feature] * value, surprise), self._entries)
        self._letters = remembering(self._look_up, KEPT_WORDS)
        del self._start, self._feature, self._place, self._count  # those that are not needed are as large as what is

    def _count_up(self, features: Ints, lengths: Ints, entry_of: Ints) -> None:
        """Count how often each feature occurs in each entry; the cells of a feature stand side by side.

        Piece by piece, for sorting all at once would take six times the room of what comes out.
        """
        phrasings = np.searchsorted(entry_of, np.arange(self._entries + 1))
        starts = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        counted: list[tuple[Ints, Ints, Floats]] = []
        for piece in _pieces(starts[phrasings]):
            first, last = phrasings[piece.start], phrasings[piece.stop]
            entries = entry_of[first:last].repeat(lengths[first:last])
            counted.append(_counts(features[starts[first] : starts[last]], entries))
        self._lay_out(counted)

    def _lay_out(self, counted: Sequence[tuple[Ints, Ints, Floats]]) -> None:
        """Put the cells of each feature, which are counted in several pieces, side by side."""
        cells = np.zeros(len(self._number), np.int64)
        for feature, _, _ in counted:
            cells += np.bincount(feature, minlength=len(cells))
        self._start = np.concatenate([[0], np.cumsum(cells)])
        self._feature: Ints = np.repeat(np.arange(len(cells), dtype=np.int32), cells)
        self._place: Ints = np.empty(len(self._feature), np.int32)
        self._count: Floats = np.empty(len(self._feature), np.float32)
        end = self._start[:-1].copy()  # of what is laid out of each feature so far
        for feature, place, count in counted:
            own = np.bincount(feature, minlength=len(cells))
            where = np.arange(len(feature)) + (end - np.cumsum(own) + own)[feature]
            self._place[where], self._count[where] = place, count
            end += own

    def _entropy_weights(self, share: Floats, fact_of: Ints) -> Floats:
        facts = int(fact_of.max(initial=-1)) + 1
        weight = np.empty(len(self._number), np.float32)
        for piece in _pieces(self._start):
            cells = slice(self._start[piece.start], self._start[piece.stop])
            entropy = _entropies(self._feature[cells] - piece.start, fact_of[self._place[cells]], share[cells])
            weight[piece] = np.maximum(LEAST_WEIGHT, 1.0 - entropy / math.log(max(facts, 2)))
        return weight

    def _log_of_nothing(self, is_word: NDArray[np.bool_]) -> Floats:
        """Give the log of the chance that each entry has a word it was never seen with."""
        mine = is_word[self._feature]
        seen = np.bincount(self._place[mine], self._count[mine], self._entries)
        return np.asarray(math.log(SMOOTHING) - np.log(seen + SMOOTHING * max(int(is_word.sum()), 1)))

    def bag(self, words: Iterable[str], spelt: Iterable[str] = (), hints: Iterable[str] = ()) -> Bag:
        """Look up features, and those that are letters of the words `spelt`. Hints count where the base has them."""
        distinct = {*words, *(hint for hint in hints if hint in self._number)}
        numbers = [number for word in distinct if (number := self._number.get(word)) is not None]
        runs: set[int] = set()
        new: set[str] = set()
        for word in spelt:
            has, has_not = self._letters(word)
            runs |= has
            new |= has_not
        return Bag(sorted(numbers), sorted(runs), len(distinct) - len(numbers) + len(new))

    def _look_up(self, word: str) -> tuple[frozenset[int], frozenset[str]]:
        """Give the numbers of a word's letters, and those that the base does not have."""
        letters = letters_of(word)
        found = {run: number for run in letters if (number := self._number.get(run)) is not None}
        return frozenset(found.values()), frozenset(letters).difference(found)

    def weight_of(self, feature: str) -> float | None:
        """Give the weight of a feature, or nothing where the base does not have it."""
        number = self._number.get(feature)
        return None if number is None else float(self.weight[number])

    def fit(self, bag: Bag) -> Fit:
        """Hold a bag against every entry."""
        features = np.array(bag.words + bag.letters, np.intp)
        weights = self.weight.take(features)
        norm = math.sqrt(float(weights @ weights) + bag.unknown * NEW_FEATURE_WEIGHT**2) or 1.0
        lengths = self._table.lengths.take(features)
        if int(lengths.sum()) > MOST_PLACES:
            features = features[self._most_telling(weights, lengths, len(bag.words))]
        likeness, logs = self._table.add_up(features)
        return Fit(likeness / norm, softmax((logs + len(bag.words) * self._unseen) / TEMPERATURE))

    @staticmethod
    def _most_telling(weights: Floats, lengths: Ints, words: int) -> Ints:
        """Choose the features that there is time to look at: words first, the weightiest first."""
        order = np.lexsort((-weights, np.arange(len(weights)) >= words))
        return order[np.cumsum(lengths[order]) < MOST_PLACES]


def _pieces(starts: Ints) -> Iterator[slice]:
    """Cut groups that stand side by side into pieces of about `AT_ONCE`, by where each starts and the last one ends."""
    borders = np.searchsorted(starts, np.arange(0, starts[-1], AT_ONCE))
    return starmap(slice, pairwise(np.unique([*borders, len(starts) - 1]).tolist()))


def _counts(features: Ints, entries: Ints) -> tuple[Ints, Ints, Floats]:
    """Give each pair of feature and entry once, in order, and how often it occurs."""
    cells, count = np.unique((features.astype(np.int64) << FEATURE) | entries, return_counts=True)
    return (cells >> FEATURE).astype(np.int32), (cells & ENTRY).astype(np.int32), count.astype(np.float32)


def _entropies(feature: Ints, fact: Ints, share: Floats) -> Floats:
    """Give the entropy over facts of each feature, from its cells; those of a feature and a fact stand side by side."""
    is_first = np.ones(len(fact), np.bool_)
    is_first[1:] = (feature[1:] != feature[:-1]) | (fact[1:] != fact[:-1])
    first = np.flatnonzero(is_first)
    by_fact, feature = np.add.reduceat(share, first), feature[first]
    part = by_fact / np.bincount(feature, by_fact)[feature]
    return np.asarray(np.bincount(feature, -part * np.log(part)))


def softmax(logs: Floats) -> Floats:
    """Turn log odds into chances that sum to 1."""
    powers = np.exp(logs - logs.max(initial=-np.inf))
    return np.asarray(powers / powers.sum())
