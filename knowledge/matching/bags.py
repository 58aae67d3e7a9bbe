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
        self._count = np.bincount(words, minlength=len(number))
        ordered = texts[np.argsort(words, kind="stable")].astype(np.intp)
        ends = np.cumsum(self._count)
        self._texts = [ordered[start:end] for start, end in zip(ends - self._count, ends, strict=True)]

    def likeness(self, asked: Mapping[str, float]) -> NDArray[np.float64]:
        """Score all texts, 0 to 1: the geometric mean of how much of the text and of what is asked is shared."""
        known = {number: weight for word, weight in asked.items() if (number := self._number.get(word)) is not None}
        if not known:
            return np.zeros(len(self._by_mass))
        weights = np.array(list(known.values())) / math.sqrt(max(sum(asked.values()), LEAST_MASS))
        texts = np.concatenate([self._texts[number] for number in known])
        shared = np.bincount(texts, weights.repeat(self._count.take(list(known))), len(self._by_mass))
        return np.asarray(shared * self._by_mass)
