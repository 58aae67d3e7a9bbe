"""What waits for a moderator's decision, in memory alone: the latest of each moderator."""

from __future__ import annotations

import secrets
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Pending(Generic[Thing]):
    """Keeps one thing for each moderator, under a key that a button carries."""

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[str, Thing]] = {}

    def keep(self, moderator: int, thing: Thing) -> str:
        """Let a thing wait, in place of what waited before; gives its key."""
        key = secrets.token_hex(4)
        self._waiting[moderator] = (key, thing)
        return key

    def look(self, moderator: int, key: str) -> Thing | None:
        """Give what waits; `None` where it was decided on, replaced, or lost in a restart."""
        waiting_key, thing = self._waiting.get(moderator, ("", None))
        return thing if waiting_key == key else None

    def take(self, moderator: int, key: str) -> Thing | None:
        """Give what waits, and let it wait no longer."""
        thing = self.look(moderator, key)
        if thing is not None:
            del self._waiting[moderator]
        return thing

    def put_back(self, moderator: int, key: str, thing: Thing) -> None:
        """Let a thing that was taken wait again, unless a later one waits by now."""
        self._waiting.setdefault(moderator, (key, thing))
