"""Texts as bags of features, all in one array: sets would take ten times the room."""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


class Sheaf:
    """The bags of many texts, one behind the other."""

    def __init__(self, bags: Iterable[Iterable[str]] = ()) -> None:
        """Begin with some bags, or none."""
        self.number: dict[str, int] = defaultdict(count().__next__)
        """Each feature's number, in the order in which they came."""
        self._features = array("i")
        self._lengths = array("i")
        for bag in bags:
            self.add(bag)

    def add(self, features: Iterable[str]) -> None:
        """Take in a text's features, each once."""
        bag = set(map(self.number.__getitem__, features))
        self._features.extend(bag)
        self._lengths.append(len(bag))

    @property
    def features(self) -> NDArray[np.int32]:
        """The numbers of all texts' features, one text behind the other. While they are held, none can be added."""
        return np.frombuffer(self._features, np.int32) if self._features else np.zeros(0, np.int32)

    @property
    def lengths(self) -> NDArray[np.int32]:
        """The number of features of each text."""
        return np.frombuffer(self._lengths, np.int32) if self._lengths else np.zeros(0, np.int32)
