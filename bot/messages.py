"""What somebody's message says: its own words, and those of the message that it forwards; nothing else is read."""

from __future__ import annotations

import discord

CHECK = "Check against the sources"
"""The command on a message, by its English name; it is shown the words of any message."""


def words_of(message: discord.Message) -> str:
    """Give the words of a message and of the one that it forwards; no pictures, files or previews of links."""
    return "\n".join(filter(None, (message.content, *_forwarded(message))))


def handed_on(message: discord.Message) -> str:
    """Give what a message without words of its own is about: what it forwards, or what it replies to."""
    replied = replied_to(message)
    return "\n".join(_forwarded(message)) or (words_of(replied) if replied else "")


def replied_to(message: discord.Message) -> discord.Message | None:
    """Give the member's message that this one replies to."""
    replied = message.reference.resolved if message.reference else None
    return replied if isinstance(replied, discord.Message) and not replied.author.bot else None


def _forwarded(message: discord.Message) -> list[str]:
    return [snapshot.content for snapshot in message.message_snapshots if snapshot.content]
