"""The questions that are worth a closer look while one is being typed; cheap for many thousands of them."""

from __future__ import annotations

from itertools import repeat
from operator import contains
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.matching.remembering import remembering
from knowledge.matching.sheaf import Sheaf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MOST_WORDS = 8
LONGEST_BEGINNING = 16
"""Letters by which beginnings are compared: few enough that many questions share theirs."""
KEPT = 64
"""Words whose holders are kept: from one letter to the next, only the last word typed is another."""


class Shortlist:
    """Questions in normal form, found by how they begin and by the words that they hold."""

    def __init__(self, questions: Sequence[str]) -> None:
        """Take the questions in; none of them may be empty."""
        self._count = len(questions)
        self._beginnings = _Beginnings(questions)
        words = Sheaf(question.split() for question in questions)
        self._vocabulary, self._words = tuple(words.number), words.features
        self._word_of = np.repeat(np.arange(self._count, dtype=np.int32), words.lengths)
        self._holders = remembering(self._find_holders, KEPT)

    def of(self, typed: str, limit: int) -> NDArray[np.intp]:
        """Give the places of the questions that begin most alike and hold most of the words, best first."""
        if not self._count:
            return np.empty(0, dtype=np.intp)
        return _highest(self._beginnings.likeness(typed) + 100 * self.shares_held(typed), limit)

    def shares_held(self, typed: str) -> NDArray[np.float64]:
        """Give the share of the typed words that each question holds, 0 to 1; blind to typos."""
        words = typed.split()[-MOST_WORDS:]
        return np.asarray(np.mean([self._holders(word) for word in words], axis=0), dtype=np.float64)

    def _find_holders(self, word: str) -> NDArray[np.bool_]:
        """Tell of each question whether a word of it holds what is typed of one."""
        holds = np.frombuffer(bytes(map(contains, self._vocabulary, repeat(word))), dtype=np.bool_)
        held = np.zeros(self._count, dtype=np.bool_)
        held[self._word_of[holds.take(self._words)]] = True
        return held


class _Beginnings:
    """The first letters of all questions, each beginning once, and for each the one that is a letter shorter."""

    def __init__(self, questions: Sequence[str]) -> None:
        self._of_length: list[Sequence[str]] = []
        self._shorter: list[NDArray[np.int32]] = []
        longer = questions
        for length in range(LONGEST_BEGINNING, 0, -1):
            number: dict[str, int] = {}
            cut = (number.setdefault(beginning[:length], len(number)) for beginning in longer)
            self._shorter.insert(0, np.fromiter(cut, np.int32, len(longer)))
            longer = tuple(number)
            self._of_length.insert(0, longer)

    def likeness(self, typed: str) -> NDArray[np.float32]:
        """Score each question's beginning 0 to 100."""
        length = min(len(typed), LONGEST_BEGINNING)
        scores = process.cdist([typed[:length]], self._of_length[length - 1], scorer=fuzz.ratio, dtype=np.float32)[0]
        for shorter in self._shorter[length - 1 :]:  # to those that are longer, and at last to the questions
            scores = scores.take(shorter)
        return np.asarray(scores)


def _highest(scores: NDArray[np.float64], limit: int) -> NDArray[np.intp]:
    """Give the places of the highest scores, highest first; of those alike, the first."""
    # A whole sort costs more than all else; the place makes each key another, so that its part is the same each time.
    keys = np.rint(-1000 * scores).astype(np.int64) * len(scores) + np.arange(len(scores))
    near = np.argpartition(keys, limit)[:limit] if limit < len(keys) else np.arange(len(keys))
    return near[np.argsort(keys[near])]
