"""What moderators may do with the facts: /facts refresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.moderation import require_moderator
from bot.views.refresh import NoticeView, PendingPreviews, PreviewView
from bot.wording import sentences_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from knowledge import Library


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class CurateCog(
    commands.GroupCog, group_name=locale_str("facts"), group_description=locale_str("Look after the facts")
):
    """Commands for the moderators of the servers that the settings name; nobody else sees them."""

    def __init__(self, library: Library, guilds: Collection[int], previews: PendingPreviews) -> None:
        self._library = library
        self._guilds = guilds
        self._previews = previews

    @app_commands.command(
        name=locale_str("refresh"), description=locale_str("Read the folder of facts again and see what would change")
    )
    async def refresh(self, interaction: discord.Interaction) -> None:
        """Show what the folder would change, to the moderator alone."""
        require_moderator(interaction, self._guilds)
        await interaction.response.defer(ephemeral=True, thinking=True)
        preview = await self._library.preview()
        sentences = sentences_in(interaction.locale.value)
        if preview.changes.is_empty:
            await interaction.followup.send(view=NoticeView(sentences.refresh_same), ephemeral=True)
            return
        key = self._previews.keep(interaction.user.id, preview)
        view = PreviewView(preview.changes, sentences, moderator=interaction.user.id, key=key)
        await interaction.followup.send(view=view, ephemeral=True)
