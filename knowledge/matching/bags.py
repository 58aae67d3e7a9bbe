"""Texts as sets of weighed words, and how alike a question is to each."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

LEAST_MASS = 1e-9


class Bags:
    """The words of many texts, one text's side by side."""

    def __init__(self, bags: Iterable[Mapping[str, float]]) -> None:
        """Take in bags: the words of a text, at least one, with their weights."""
        bags = tuple(bags)
        self._number: dict[str, int] = {}
        number = self._number
        self._lengths = np.fromiter(map(len, bags), np.int32, len(bags))
        self._start = np.concatenate([[0], np.cumsum(self._lengths)]).astype(np.int64)
        words = (number.setdefault(word, len(number)) for bag in bags for word in bag)
        self._words = np.fromiter(words, np.int32, self._start[-1])
        weights = np.fromiter(chain.from_iterable(bag.values() for bag in bags), np.float32, self._start[-1])
        self._mass = np.add.reduceat(weights, self._start[:-1]) if bags else weights

    def likeness(
        self, asked: Mapping[str, float], spans: Sequence[tuple[int, int]] | None = None
    ) -> NDArray[np.float64]:
        """Score the bags in spans (from, to), or all, 0 to 1: the geometric mean of what is shared of either text."""
        spans = [(0, len(self._lengths))] if spans is None else spans
        worth = np.zeros(len(self._number), np.float32)
        for word, weight in asked.items():
            if word in self._number:
                worth[self._number[word]] = weight
        if not len(self._lengths):
            return np.zeros(0)
        lengths = np.concatenate([self._lengths[start:end] for start, end in spans])
        held = np.concatenate([self._words[self._start[start] : self._start[end]] for start, end in spans])
        masses = np.concatenate([self._mass[start:end] for start, end in spans])
        shared = np.add.reduceat(worth[held], np.cumsum(lengths) - lengths)
        return np.asarray(shared / np.sqrt(np.maximum(masses * sum(asked.values()), LEAST_MASS)), np.float64)
