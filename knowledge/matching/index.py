"""Every question that the base's facts answer, and the ranking of the facts against a new one."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.matching.features import features_of, hints_of, spelt_in, words_of
from knowledge.matching.learning import SHARPNESS
from knowledge.matching.sheaf import Sheaf
from knowledge.matching.view import View, softmax
from knowledge.matching.weights import load_weights
from knowledge.text import script_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from knowledge.matching.reading import Reading
    from knowledge.matching.weights import Score
    from knowledge.model import FactBase, FactId
    from knowledge.text import NormalText

SHORTLIST = 8
"""Entries that come into question; more than the candidates, for a fact may have several."""


class Ranked(NamedTuple):
    """A fact and how well it fits the question, 0 to 1."""

    fact: FactId
    score: float
    share: float
    """The chance of the fact, 0 to 1, if one of them is asked for: nearly 1 where no other is like the question."""


class Phrasings:
    """The questions of all active facts as features, put together fact by fact for an index to learn from."""

    def __init__(self) -> None:
        self.features = Sheaf()
        self.entry_of = array("i")
        """The entry of each."""
        self.fact_of = array("i")
        """The fact of each entry, by its place among the active facts."""
        self.typed = array("q")
        """What tells each as it is typed, and as it is read."""
        self.said = array("q")
        self._facts = 0

    def take_in(self, questions: Iterable[Reading]) -> None:
        """Add the next fact's questions; those of one script become an entry."""
        by_script: dict[str, list[Reading]] = {}
        for reading in questions:
            if reading.words:
                by_script.setdefault(script_of(reading.typed), []).append(reading)
        for readings in by_script.values():
            for reading in readings:
                self.features.add(features_of(reading))
                self.entry_of.append(len(self.fact_of))
                self.typed.append(hash(reading.text))
                self.said.append(hash(reading.words))
            self.fact_of.append(self._facts)
        self._facts += 1


class Index:
    """The phrasings of all active facts; ranks them for a reading."""

    def __init__(self, base: FactBase, phrasings: Phrasings, score: Score | None = None) -> None:
        """Learn a base's phrasings; `score` overrules what each way of comparing counts for."""
        self._score = score or load_weights().score
        self._facts = base.active_facts
        self._fact_of = np.array(phrasings.fact_of, np.int64)
        self.view = View(phrasings.features, phrasings.entry_of, phrasings.fact_of)
        fact_of = self._fact_of[np.array(phrasings.entry_of, np.int32)].astype(np.int32)
        self._typed, self._said = _Sayings(phrasings.typed, fact_of), _Sayings(phrasings.said, fact_of)

    def rank(self, reading: Reading) -> list[Ranked]:
        """Score the facts that come into question; best first, ties by the base's order."""
        if not self._facts or not reading.words:
            return []
        found = sorted(zip(*self._scores(reading), strict=True), key=lambda one: (-one[1], one[0]))
        best: dict[int, Ranked] = {}
        for number, score, share in found:
            if number not in best:
                best[number] = Ranked(self._facts[number].id, score, share)
        return list(best.values())

    def fact_typed_so(self, text: NormalText) -> FactId | None:
        """Give the fact that has just this question."""
        fact = self._typed.fact_of(text)
        return None if fact is None else self._facts[fact].id

    def fact_put_so(self, reading: Reading) -> FactId | None:
        """Give the fact that has a question of just these words, as they are read."""
        fact = self._said.fact_of(reading.words)
        return None if fact is None else self._facts[fact].id

    def _scores(self, reading: Reading) -> tuple[list[int], list[float], list[float]]:
        """Give the entries that come into question: the number of their facts, their scores, their shares."""
        hints = hints_of(reading.before) if reading.before else ()
        bag = self.view.bag(words_of(reading), spelt_in(reading), hints)
        fit, part = self.view.fit(bag), self._score
        scores = part.likeness * fit.likeness + part.words * fit.words
        enough = min(SHORTLIST, len(scores))
        entries = np.argpartition(scores, -enough)[-enough:]
        whole = np.maximum(scores[entries], 0.0)
        chance = softmax(SHARPNESS * fit.likeness)[entries]
        return self._fact_of[entries].tolist(), whole.tolist(), chance.tolist()


class _Sayings:
    """The facts of sayings, by their hashes: in arrays, for a dict would take ten times the room."""

    def __init__(self, hashes: Sequence[int], fact_of: NDArray[np.int32]) -> None:
        said = np.array(hashes, np.int64)
        order = np.argsort(said, kind="stable")
        self._said, self._fact_of = array("q", said[order].tobytes()), fact_of[order]

    def fact_of(self, saying: Hashable) -> int | None:
        said = hash(saying)
        place = bisect_right(self._said, said) - 1
        return int(self._fact_of[place]) if place >= 0 and self._said[place] == said else None
