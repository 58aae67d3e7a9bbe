"""What centroids mistake they are taught, and the same phrasings always teach the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching import learning
from knowledge.matching.sheaf import Sheaf
from knowledge.matching.view import View

if TYPE_CHECKING:
    import pytest

# Four facts that share their words two by two, so that each word alone misleads.
WORDS = [("open", "shop"), ("open", "bank"), ("late", "shop"), ("late", "bank")]
FILLERS = ["please", "now", "today", "here", "again", "then"]
PHRASINGS = [[*words, filler] for words in WORDS for filler in FILLERS]
ENTRY_OF = [entry for entry in range(len(WORDS)) for _ in FILLERS]
FACT_OF = list(range(len(WORDS)))


def _loss(view: View) -> float:
    """Give the mean surprise at the right entries, in nats."""
    likeness = np.array([view.fit(view.bag(phrasing)).likeness for phrasing in PHRASINGS]) * learning.SHARPNESS
    logs = likeness - np.log(np.exp(likeness).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(ENTRY_OF)), ENTRY_OF].mean())


def test_learning_lessens_the_surprise(monkeypatch: pytest.MonkeyPatch) -> None:
    taught = _loss(View(Sheaf(PHRASINGS), ENTRY_OF, FACT_OF))
    monkeypatch.setattr(learning, "MOST_CELLS", 0)

    assert taught < _loss(View(Sheaf(PHRASINGS), ENTRY_OF, FACT_OF))


def test_the_same_phrasings_teach_the_same() -> None:
    first, second = (View(Sheaf(PHRASINGS), ENTRY_OF, FACT_OF) for _ in range(2))
    bag = first.bag(["open", "late"])

    assert np.array_equal(first.fit(bag).likeness, second.fit(bag).likeness)


def test_features_speak_only_for_entries_that_they_occur_in() -> None:
    view = View(Sheaf(PHRASINGS), ENTRY_OF, FACT_OF)

    assert view.fit(view.bag(["shop"])).likeness[1] == 0.0
