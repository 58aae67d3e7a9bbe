"""What the desk's forms, buttons and menus hand to each other, and who may press them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from bot.errors import NotYourButtonError
from bot.moderation import require_moderator

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    import discord

    from bot.config import Settings
    from bot.pending import Pending
    from knowledge import Fact, FactId, GapGroup, Language, Library, Posted, Preview, TopicId

ON_DISCORD = "discord: "
"""What the name of whoever changed something starts with in the history, where that was done on Discord."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A previewed change, and what it is for."""

    preview: Preview
    why: str
    draft: Callable[[Collection[FactId]], Awaitable[Preview]]
    """Previews it again, for the base as it is then; takes the facts whose form in the folder or file is preferred."""
    note: str = ""
    """What the moderator has to know first; may be empty."""
    settles: tuple[str, ...] = ()
    """Questions without an answer that it gives one, or refuses."""
    chosen: tuple[FactId, ...] = ()
    """The facts whose form in the folder or file was preferred."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form is about."""

    topic: TopicId
    language: Language
    fact: Fact | None = None
    """The fact as it stood when the form was opened; `None` for a new one."""
    written: Fact | None = None
    """What was written into the form before and could not be published."""
    settles: tuple[str, ...] = ()
    """Questions without an answer that the fact gives one."""


class Curating(Protocol):
    """What a button needs of the client that received it."""

    library: Library
    settings: Settings
    proposals: Pending[Proposal]
    marks: Pending[tuple[Posted, ...]]
    sheets: Pending[Sheet]
    gap_lists: Pending[tuple[GapGroup, ...]]

    def get_partial_messageable(self, id: int) -> discord.PartialMessageable:  # noqa: A002 - as discord.py has it
        """Give a channel to send to."""


def require_curator(interaction: discord.Interaction, moderator: int) -> Curating:
    """Give the client where a press comes from the moderator whose preview it is, with the right to decide still."""
    client = cast("Curating", interaction.client)
    require_moderator(interaction, client.settings.moderation)
    if interaction.user.id != moderator:
        raise NotYourButtonError
    return client


def signature(user: discord.User | discord.Member) -> str:
    """Name who changed something, for the history."""
    return f"{ON_DISCORD}{user.name} ({user.id})"
