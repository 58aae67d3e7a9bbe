"""Every question that the base's facts answer, and the ranking of the facts against a new one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching.view import Nearest, View
from knowledge.text import script_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.matching.reading import Reader, Reading
    from knowledge.model import Fact, FactBase, FactId

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")

# What each view of the question counts for, measured on CLINC150 (knowledge/matching/README.md).
NEAREST, WORD_LIKENESS, LETTER_LIKENESS, WORD_BAYES, LETTER_BAYES = 0.18, 0.32, 0.32, 0.09, 0.09
WORD_TEMPERATURE, LETTER_TEMPERATURE = 2.0, 5.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A fact and how well it fits the question, 0 to 1."""

    fact: FactId
    score: float


class Index:
    """The phrasings of all active facts; ranks them for a reading."""

    def __init__(self, base: FactBase, reader: Reader) -> None:
        self._facts = base.active_facts
        phrasings = [
            (number, script_of(question), reader.read(question))
            for number, fact in enumerate(self._facts)
            for question in _phrasings(fact)
        ]
        phrasings.sort(key=lambda phrasing: phrasing[:2])
        entries = sorted({phrasing[:2] for phrasing in phrasings})
        place = {entry: i for i, entry in enumerate(entries)}
        self._fact_of = np.array([number for number, _ in entries], dtype=np.intp)
        entry_of = [place[phrasing[:2]] for phrasing in phrasings]
        words = [word_features(reading) for _, _, reading in phrasings]
        letters = [letter_features(reading) for _, _, reading in phrasings]
        stems = [reading.stems for _, _, reading in phrasings]
        facts = self._fact_of.tolist()
        self.words = View(words, entry_of, facts)
        self._letters = View(letters, entry_of, facts)
        self._nearest = Nearest(self.words, stems, entry_of, len(entries))

    def rank(self, reading: Reading) -> list[Ranked]:
        """Score all facts; best first, ties by the base's order."""
        if not self._facts or not reading.words:
            return []
        scores = self._scores(reading)
        by_fact = np.full(len(self._facts), 0.0)
        np.maximum.at(by_fact, self._fact_of, scores)
        order = np.argsort(-by_fact, kind="stable")
        return [Ranked(self._facts[i].id, float(by_fact[i])) for i in order]

    def _scores(self, reading: Reading) -> np.ndarray:
        stems = self.words.known(reading.stems)
        words = self.words.known(word_features(reading))
        letters = self._letters.known(letter_features(reading))
        return (
            NEAREST * self._nearest.fit(*stems)
            + WORD_LIKENESS * self.words.likeness(*words)
            + LETTER_LIKENESS * self._letters.likeness(*letters)
            + WORD_BAYES * self.words.posterior(words[0], WORD_TEMPERATURE)
            + LETTER_BAYES * self._letters.posterior(letters[0], LETTER_TEMPERATURE)
        )


def _phrasings(fact: Fact) -> list[str]:
    return [question for wording in fact.wordings.values() for question in wording.questions]


def word_features(reading: Reading) -> list[str]:
    """Stems, pairs of neighbouring stems, and the names that were found."""
    stems = ["^", *reading.stems, "$"]
    pairs = [f"{a} {b}" for a, b in pairwise(stems)]
    return [*reading.stems, *pairs, *(f"={name}" for name in reading.names)]


def letter_features(reading: Reading) -> list[str]:
    """Cut words into runs of neighbouring letters: three to five, or one to three of Japanese."""
    features: list[str] = []
    for word in reading.text.split() if _JAPANESE.search(reading.text) else reading.words:
        features += _runs(word, 1, 3) if _JAPANESE.search(word) else _runs(f"<{word}>", 3, 5)
    return features


def _runs(word: str, shortest: int, longest: int) -> Sequence[str]:
    return [word[i : i + n] for n in range(shortest, longest + 1) for i in range(len(word) - n + 1)]
