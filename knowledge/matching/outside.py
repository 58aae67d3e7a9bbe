"""The questions that must be refused, beside those that ask for the facts.

A refusal of one question is meant for all that are put like it. Which ones these are is told by holding a question
against the nearest that must be refused and against the nearest that is answered: both may be near.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from knowledge.matching.bags import Bags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from knowledge.matching.reading import Reader, Reading
    from knowledge.model import FactBase

LEAST_WEIGHT = 0.12
"""Even a word that says little about the subject may turn a question: "like", "before", "other"."""
KIND_WEIGHT, PAIR_WEIGHT = 0.4, 0.15
"""What the kind of thing asked for weighs, and each pair of neighbouring words: much of how a question is put."""


class Outlook(NamedTuple):
    """How a question lies between those that are refused and those that are answered."""

    refused: str = ""
    """The refused question that it is most like; empty where there is none."""
    likeness: float = 0.0
    """How like that one it is, 0 to 1."""
    asked: float = 0.0
    """How like it is to the nearest question that is answered, 0 to 1."""

    @property
    def is_nearer_to_refused(self) -> bool:
        """Whether it is less like any question that is answered."""
        return self.likeness > self.asked


class Outside:
    """The questions that must be refused, and those that ask for the facts."""

    def __init__(
        self,
        base: FactBase,
        reader: Reader,
        weigh: Callable[[Reading], Sequence[float]],
        asked: Iterable[Reading],
    ) -> None:
        """Know a base's refusals and what is asked for its facts; `weigh` gives each word of a reading its weight."""
        self._weigh = weigh
        refused = [reading for refusal in base.refusals if (reading := reader.read(refusal.text)).words]
        self._texts = tuple(reading.typed for reading in refused)
        self._bags = Bags(self._bag(reading, weigh(reading)) for reading in (*refused, *asked))

    def look(self, reading: Reading, weights: Sequence[float]) -> Outlook:
        """Tell how a question lies, given the weights of its words."""
        if not self._texts or not reading.words:
            return Outlook()
        likeness = self._bags.likeness(self._bag(reading, weights))
        refused, asked = likeness[: len(self._texts)], likeness[len(self._texts) :]
        best = int(refused.argmax())
        return Outlook(self._texts[best], float(refused[best]), float(asked.max(initial=0.0)))

    def _bag(self, reading: Reading, weights: Sequence[float]) -> Mapping[str, float]:
        words = _words(reading, weights)
        bag = {f"{one} {other}": PAIR_WEIGHT for one, other in pairwise(("^", *words, "$"))}
        bag[f"?{reading.asks_for}"] = KIND_WEIGHT
        if reading.before:
            bag.update(_words(reading.before, self._weigh(reading.before)))
        bag.update(words)
        return bag


def _words(reading: Reading, weights: Sequence[float]) -> Mapping[str, float]:
    """Give words, as they sound where that is known, with their weights."""
    heard = [sound or stem for sound, stem in zip(reading.sounds, reading.stems, strict=True)]
    return {word: max(weight, LEAST_WEIGHT) for word, weight in zip(heard, weights, strict=True)}
