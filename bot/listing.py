"""Fits a list of lines into a message: as many as there is room for, and how many more there are."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.wording import Sentences


def fitting(lines: Sequence[str], room: int, sentences: Sentences) -> list[str]:
    """Take lines from the first while they fit in `room` characters, line breaks counted; tell of the rest."""
    sizes = list(accumulate(len(line) + 1 for line in lines))
    if not lines or sizes[-1] <= room:
        return list(lines)
    rest = sentences.refresh_more.format(count=len(lines))  # the longest that the last line can become
    kept = sum(size + len(rest) <= room for size in sizes)
    return [*lines[:kept], sentences.refresh_more.format(count=len(lines) - kept)]
