"""The seam: what the services ask of a store, whatever keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from knowledge.model import FactBase


@dataclass(frozen=True, slots=True)
class Edition:
    """A fact base as the store holds it."""

    revision: int
    """Counted from 1, without gaps."""
    base: FactBase
    imported: str | None
    """Fingerprint of the base that was last taken over from a folder, in this revision or an earlier one."""


class Store(Protocol):
    """Keeps one fact base as revisions; every method may raise StoreError."""

    async def latest(self) -> Edition | None:
        """Read the base in force; `None` before the first is published."""

    async def publish(self, base: FactBase, *, after: int, who: str, why: str, from_folder: bool) -> int:
        """Put a base in force as the revision that follows `after` (0: the first), whole or not at all.

        `from_folder` tells that a folder holds this very base. Raises StaleRevisionError where another revision
        follows `after` already.
        """
