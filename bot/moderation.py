"""Who may look after the facts: moderators, and only in the servers that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotModeratorError

if TYPE_CHECKING:
    from collections.abc import Collection

    import discord


def is_moderator(interaction: discord.Interaction, guilds: Collection[int]) -> bool:
    """Tell whether Discord says that this member may manage one of these servers."""
    return interaction.guild_id in guilds and interaction.permissions.manage_guild


def require_moderator(interaction: discord.Interaction, guilds: Collection[int]) -> None:
    """Raise `NotModeratorError` unless this is a moderator."""
    if not is_moderator(interaction, guilds):
        raise NotModeratorError
