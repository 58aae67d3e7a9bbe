"""The figures that tell one matcher from another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Give the chance that something inside scores above something outside, a tie as half; 0.5 tells nothing.

    The area under the ROC curve, by ranks (Mann and Whitney 1947).
    """
    scores = np.concatenate([inside, outside])
    _, where, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[where]
    above = ranks[: len(inside)].sum() - len(inside) * (len(inside) + 1) / 2
    return float(above / (len(inside) * len(outside)))


def slope(times: Mapping[int, float]) -> float:
    """Give how time grows with size, from the smallest to the largest on a log-log scale: 1 is in proportion."""
    small, large = min(times), max(times)
    return math.log(times[large] / times[small]) / math.log(large / small) if small < large else math.nan
