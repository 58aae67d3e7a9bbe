"""How many questions one member, or one channel, may ask in a while."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from bot.lately import Lately

if TYPE_CHECKING:
    import datetime as dt


class Flood:
    """Lets a number of questions through in any span of time, each key for itself."""

    def __init__(self, most: int, span: dt.timedelta) -> None:
        self._most = most
        self._span = span
        self._seen: Lately[int, deque[dt.datetime]] = Lately(span)

    def seconds_to_wait(self, key: int, now: dt.datetime) -> int:
        """Count one more question, and give 0; where that is too many, count nothing and give the whole seconds."""
        seen = self._seen.get(key, now) or deque()
        while seen and now - seen[0] >= self._span:
            seen.popleft()
        if len(seen) >= self._most:
            return max(1, math.ceil((seen[0] + self._span - now).total_seconds()))
        seen.append(now)
        self._seen.put(key, seen, now)
        return 0
