"""Texts as sets of weighed words, and how alike a question is to each."""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

LEAST_MASS = 1e-9


class Bags:
    """The texts that each word occurs in, side by side for one word."""

    def __init__(self, bags: Iterable[Mapping[str, float]]) -> None:
        """Take in bags: the words of a text, with their weights."""
        bags = tuple(bags)
        number: dict[str, int] = {}
        words = np.fromiter((number.setdefault(word, len(number)) for bag in bags for word in bag), np.int32)
        texts = np.repeat(np.arange(len(bags), dtype=np.int32), list(map(len, bags)))
        weights = np.fromiter(chain.from_iterable(bag.values() for bag in bags), np.float64)
        self._by_mass = 1.0 / np.sqrt(np.maximum(np.bincount(texts, weights, len(bags)), LEAST_MASS))
        self._number = number
        self._text = texts[np.argsort(words, kind="stable")].astype(np.intp)
        self._start = np.concatenate([[0], np.cumsum(np.bincount(words, minlength=len(number)))]).tolist()

    def likeness(self, asked: Mapping[str, float]) -> NDArray[np.float64]:
        """Score all texts, 0 to 1: the geometric mean of how much of the text and of what is asked is shared."""
        known = [(number, weight) for word, weight in asked.items() if (number := self._number.get(word)) is not None]
        if not known:
            return np.zeros(len(self._by_mass))
        texts = [self._text[self._start[number] : self._start[number + 1]] for number, _ in known]
        weights = np.array([weight for _, weight in known]).repeat([len(own) for own in texts])
        weights /= math.sqrt(max(sum(asked.values()), LEAST_MASS))
        shared = np.asarray(np.bincount(np.concatenate(texts), weights, len(self._by_mass)), np.float64)
        shared *= self._by_mass
        return shared
