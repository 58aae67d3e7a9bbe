"""Who may look after the facts: moderators, and only in the servers that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotModeratorError

if TYPE_CHECKING:
    import discord

    from bot.config import ModerationSettings


def is_moderator(interaction: discord.Interaction, moderation: ModerationSettings) -> bool:
    """Tell whether, in one of the servers that are named, Discord says that this member manages it or has a role."""
    roles = {role.id for role in getattr(interaction.user, "roles", ())}
    may = interaction.permissions.manage_guild or not roles.isdisjoint(moderation.roles)
    return interaction.guild_id in moderation.guilds and may


def require_moderator(interaction: discord.Interaction, moderation: ModerationSettings) -> None:
    """Raise `NotModeratorError` unless this is a moderator."""
    if not is_moderator(interaction, moderation):
        raise NotModeratorError
