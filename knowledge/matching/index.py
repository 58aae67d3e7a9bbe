"""Every question that the base's facts answer, and the ranking of the facts against a new one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching.learning import SHARPNESS
from knowledge.matching.nearest import Nearest
from knowledge.matching.view import LETTERS, View, softmax
from knowledge.matching.weights import load_weights
from knowledge.text import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.matching.reading import Reader, Reading
    from knowledge.matching.weights import Score
    from knowledge.model import Fact, FactBase, FactId

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")

SHORTLIST = 12
"""Entries whose phrasings are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A fact and how well it fits the question, 0 to 1."""

    fact: FactId
    score: float
    share: float
    """The chance of the fact, 0 to 1, if one of them is asked for: nearly 1 where no other is like the question."""


class Index:
    """The phrasings of all active facts; ranks them for a reading."""

    def __init__(self, base: FactBase, reader: Reader, score: Score | None = None) -> None:
        """Index a base's questions; `score` overrules what each way of comparing counts for."""
        self._score = score or load_weights().score
        self._facts = base.active_facts
        phrasings = sorted(
            (
                (number, script_of(question), place, reader.read(question))
                for number, fact in enumerate(self._facts)
                for place, question in enumerate(_phrasings(fact))
            ),
            key=lambda phrasing: phrasing[:3],
        )
        entries = sorted({phrasing[:2] for phrasing in phrasings})
        place = {entry: i for i, entry in enumerate(entries)}
        self._fact_of = np.array([number for number, _ in entries], dtype=np.int64)
        entry_of = [place[phrasing[:2]] for phrasing in phrasings]
        readings = [reading for *_, reading in phrasings]
        self.view = View(map(features_of, readings), entry_of, self._fact_of.tolist())
        self._fact_by_words = {reading.words: self._facts[number].id for number, *_, reading in phrasings}
        self._nearest = Nearest(self.view, (reading.stems for reading in readings), entry_of, len(entries))

    def rank(self, reading: Reading) -> list[Ranked]:
        """Score the facts that come into question; best first, ties by the base's order."""
        if not self._facts or not reading.words:
            return []
        found = sorted(zip(*self._scores(reading), strict=True), key=lambda one: (-one[1], one[0]))
        best = {number: (score, share) for number, score, share in reversed(found)}
        return [Ranked(self._facts[number].id, *best[number]) for number in dict.fromkeys(one[0] for one in found)]

    def fact_put_so(self, reading: Reading) -> FactId | None:
        """Give the fact that has a question of just these words."""
        return self._fact_by_words.get(reading.words)

    def _scores(self, reading: Reading) -> tuple[list[int], list[float], list[float]]:
        """Give the entries that come into question: the number of their facts, their scores, their shares."""
        hints = _hints_of(reading.before) if reading.before else ()
        bag = self.view.bag(features_of(reading), hints)
        fit, part = self.view.fit(bag), self._score
        scores = part.likeness * fit.likeness + part.words * fit.words
        enough = min(SHORTLIST, len(scores))
        entries = np.argpartition(scores, -enough)[-enough:]
        told = reading.before.stems if reading.before else ()
        nearest = self._nearest.fit(entries.tolist(), reading.stems, told)
        chance = softmax(SHARPNESS * fit.likeness)
        whole = np.maximum(scores[entries] + part.nearest * nearest, 0.0)
        return self._fact_of[entries].tolist(), whole.tolist(), chance[entries].tolist()


def _phrasings(fact: Fact) -> list[str]:
    return [question for wording in fact.wordings.values() for question in wording.questions]


def features_of(reading: Reading) -> Iterable[str]:
    """Stems and what they mean, pairs of neighbouring stems, and the letters of words."""
    pairs = (f"{a} {b}" for a, b in pairwise(("^", *reading.stems, "$")))
    words = reading.text.split() if _JAPANESE.search(reading.text) else reading.words
    return chain(_hints_of(reading), pairs, chain.from_iterable(map(_letters_of, words)))


def _hints_of(reading: Reading) -> Iterable[str]:
    """Stems, the names that were found, Hindi sounds, and senses."""
    names = (f"={name}" for name in reading.names)
    sounds = (f"&{sound}" for sound in reading.sounds if sound)
    senses = (f"%{sense}" for senses in reading.senses for sense in senses)
    return chain(reading.stems, names, sounds, senses)


@lru_cache(maxsize=50_000)
def _letters_of(word: str) -> tuple[str, ...]:
    """Cut a word into runs of three neighbouring letters, or of one to three where it is Japanese."""
    if _JAPANESE.search(word):
        return tuple(LETTERS + word[i : i + n] for n in (1, 2, 3) for i in range(len(word) - n + 1))
    word = f"<{word}>"
    return tuple(LETTERS + word[i : i + 3] for i in range(len(word) - 2))
