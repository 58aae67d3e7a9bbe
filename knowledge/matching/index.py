"""Every question that the base's facts answer, and the ranking of the facts against a new one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching.learning import SHARPNESS
from knowledge.matching.sheaf import Sheaf
from knowledge.matching.view import LETTERS, View, softmax
from knowledge.matching.weights import load_weights
from knowledge.text import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.matching.reading import Reader, Reading
    from knowledge.matching.weights import Score
    from knowledge.model import Fact, FactBase, FactId

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")

SHORTLIST = 8
"""Entries that come into question; more than the candidates, for a fact may have several."""


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
        features = Sheaf()
        entry_of: list[int] = []
        fact_of: list[int] = []
        self._put_so: dict[int, FactId] = {}
        for number, fact in enumerate(self._facts):
            for readings in _readings_by_script(fact, reader):
                for reading in readings:
                    features.add(features_of(reading))
                    entry_of.append(len(fact_of))
                    self._put_so[hash(reading.words)] = fact.id
                fact_of.append(number)
        self._fact_of = np.array(fact_of, np.int64)
        self.view = View(features, entry_of, fact_of)

    def rank(self, reading: Reading) -> list[Ranked]:
        """Score the facts that come into question; best first, ties by the base's order."""
        if not self._facts or not reading.words:
            return []
        found = sorted(zip(*self._scores(reading), strict=True), key=lambda one: (-one[1], one[0]))
        best = {number: (score, share) for number, score, share in reversed(found)}
        return [Ranked(self._facts[number].id, *best[number]) for number in dict.fromkeys(one[0] for one in found)]

    def fact_put_so(self, reading: Reading) -> FactId | None:
        """Give the fact that has a question of just these words."""
        return self._put_so.get(hash(reading.words))

    def _scores(self, reading: Reading) -> tuple[list[int], list[float], list[float]]:
        """Give the entries that come into question: the number of their facts, their scores, their shares."""
        hints = _hints_of(reading.before) if reading.before else ()
        bag = self.view.bag(_words_of(reading), _letters_in(reading), hints)
        fit, part = self.view.fit(bag), self._score
        scores = part.likeness * fit.likeness + part.words * fit.words
        enough = min(SHORTLIST, len(scores))
        entries = np.argpartition(scores, -enough)[-enough:]
        whole = np.maximum(scores[entries], 0.0)
        chance = softmax(SHARPNESS * fit.likeness)[entries]
        return self._fact_of[entries].tolist(), whole.tolist(), chance.tolist()


def _readings_by_script(fact: Fact, reader: Reader) -> list[list[Reading]]:
    """Read a fact's questions, those of one script together; what holds no word is none."""
    by_script: dict[str, list[Reading]] = {}
    for wording in fact.wordings.values():
        for question in wording.questions:
            reading = reader.read(question)
            if reading.words:
                by_script.setdefault(script_of(question), []).append(reading)
    return list(by_script.values())


def features_of(reading: Reading) -> Iterable[str]:
    """Stems and what they mean, pairs of neighbouring stems, and the letters of words."""
    return chain(_words_of(reading), chain.from_iterable(_letters_in(reading)))


def _words_of(reading: Reading) -> Iterable[str]:
    return chain(_hints_of(reading), (f"{a} {b}" for a, b in pairwise(("^", *reading.stems, "$"))))


def _letters_in(reading: Reading) -> Iterable[tuple[str, ...]]:
    return map(_letters_of, reading.text.split() if _JAPANESE.search(reading.text) else reading.words)


def _hints_of(reading: Reading) -> Iterable[str]:
    """Stems, the names that were found, Hindi sounds, and senses."""
    names = (f"={name}" for name in sorted(reading.names))
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
