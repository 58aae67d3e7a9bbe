"""The seam: what the services ask of a store, whatever keeps it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - a record's type, which may be read while the program runs
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.model import Fact, FactBase, FactId, Language


@dataclass(frozen=True, slots=True)
class Edition:
    """A fact base as the store holds it."""

    revision: int
    """Counted from 1, without gaps."""
    base: FactBase
    imported: str | None
    """Fingerprint of the base that was last taken over from a folder, in this revision or an earlier one."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of the base, whole."""

    number: int
    made_at: dt.datetime
    who: str
    why: str
    from_folder: bool
    """Whether it put in force what a folder held."""
    facts: tuple[tuple[Fact | None, Fact | None], ...]
    """Each fact that it changed, before and after; `None` where there was, or is, none."""
    beside: tuple[str, ...]
    """What else it changed, by kind and id, such as "source ani-2026-01-17"."""


class Cause(StrEnum):
    """Why a question's text is kept for the moderators."""

    NOT_COVERED = "not_covered"
    UNSURE = "unsure"
    UNHELPFUL = "unhelpful"


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that found no answer, or none that helped; who asked it is not known."""

    text: str
    cause: Cause
    language: Language
    times: int
    """How often it was asked, at least once."""
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class Tally:
    """How often questions came to an outcome on a day."""

    day: dt.date
    outcome: str
    """A status of the contract, or "chosen" where a reader picked the fact."""
    fact: FactId | None
    """The fact that was shown first."""
    times: int


@dataclass(frozen=True, slots=True)
class Vote:
    """What a reader thought of an answer; who that was is not known."""

    message: int
    fact: FactId
    is_helpful: bool
    reason: str
    """Empty where none was given."""
    day: dt.date


@dataclass(frozen=True, slots=True)
class Posted:
    """A public answer, by the ids of its message and its channel."""

    message: int
    channel: int
    day: dt.date


class FeedbackStore(Protocol):
    """Keeps what questions teach; every method may raise StoreError."""

    async def note(
        self, tallies: Sequence[Tally] = (), gaps: Sequence[Gap] = (), posted: Sequence[tuple[Posted, FactId]] = ()
    ) -> None:
        """Add to tallies, keep texts or count them again, and keep where facts were answered with; all or nothing."""

    async def tallies(self, since: dt.date) -> Sequence[Tally]:
        """Read the tallies from a day on, oldest first."""

    async def gaps(self) -> Sequence[Gap]:
        """Read the texts, the most asked first."""

    async def drop_gap(self, text: str) -> int:
        """Forget a text, whatever its causes, and tell how many records went."""

    async def put_vote(self, voter: int, vote: Vote) -> None:
        """Keep a vote; a member's later one on the same message takes its place."""

    async def votes(self, since: dt.date) -> Sequence[Vote]:
        """Read the votes from a day on, oldest first."""

    async def count_votes(self, voter: int) -> int:
        """Tell how many votes a member has given."""

    async def drop_votes(self, voter: int) -> int:
        """Forget a member's votes, and tell how many went."""

    async def posted(self, fact: FactId) -> Sequence[Posted]:
        """Read where a fact was answered with, oldest first."""

    async def drop_posted(self, message: int) -> None:
        """Forget an answer that is gone."""

    async def expire(self, before: dt.date) -> int:
        """Forget all but the tallies that is older than a day, and tell how many records went."""


class Store(Protocol):
    """Keeps one fact base as revisions, and what questions teach; every method may raise StoreError."""

    @property
    def feedback(self) -> FeedbackStore:
        """What questions teach."""

    async def newest(self) -> int:
        """Tell the number of the revision in force; 0 before the first is published."""

    async def latest(self) -> Edition | None:
        """Read the base in force; `None` before the first is published."""

    async def publish(  # noqa: PLR0913 - all that a revision says of itself
        self, base: FactBase, *, after: int, who: str, why: str, from_folder: bool, folder: FactBase | None = None
    ) -> int:
        """Put a base in force as the revision that follows `after` (0: the first), whole or not at all.

        `from_folder` tells that a folder was taken over; `folder` is what it held where that is not this very base.
        Raises StaleRevisionError where another revision follows `after` already.
        """

    async def history(self, fact: FactId | None = None, limit: int = 25) -> Sequence[Revision]:
        """Read the latest revisions, newest first; only those that changed a fact where one is named."""

    async def base_at(self, revision: int) -> FactBase | None:
        """Put together the base as a revision left it; `None` where there is no such revision."""

    async def taken_from_folder(self) -> FactBase | None:
        """Give the base as it was last taken over from a folder; `None` where it never was."""
