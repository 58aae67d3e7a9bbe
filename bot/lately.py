"""What is remembered for some minutes, in memory alone."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable

Key = TypeVar("Key", bound="Hashable")
Value = TypeVar("Value")


class Lately(Generic[Key, Value]):
    """Keeps values for a time, and no more than a number of them: the oldest go first."""

    def __init__(self, span: dt.timedelta, most: int = 10_000) -> None:
        self._span = span
        self._most = most
        self._kept: OrderedDict[Key, tuple[dt.datetime, Value]] = OrderedDict()

    def put(self, key: Key, value: Value, now: dt.datetime) -> None:
        """Keep a value from now on."""
        self._kept[key] = (now, value)
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def get(self, key: Key, now: dt.datetime) -> Value | None:
        """Give what is kept; `None` where nothing is, or not any more."""
        since, value = self._kept.get(key, (None, None))
        if since is None or now - since > self._span:
            self._kept.pop(key, None)
            return None
        return value

    def drop(self, key: Key) -> None:
        """Forget a value, where there is one."""
        self._kept.pop(key, None)

    def take(self, key: Key) -> Value | None:
        """Give what is kept, however old, and forget it."""
        return self._kept.pop(key, (None, None))[1]
