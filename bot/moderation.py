"""Who may look after the facts: moderators, and only in the servers that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotModeratorError

if TYPE_CHECKING:
    from collections.abc import Collection

    import discord


def require_moderator(interaction: discord.Interaction, guilds: Collection[int]) -> None:
    """Raise `NotModeratorError` unless Discord says that this member may manage one of these servers."""
    if interaction.guild_id not in guilds or not interaction.permissions.manage_guild:
        raise NotModeratorError
