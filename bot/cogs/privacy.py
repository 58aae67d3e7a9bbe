"""/privacy: what is kept, and how to take back what is one's own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands, tasks

from bot.views.privacy import PrivacyView
from bot.wording import sentences_for
from knowledge import KnowledgeError

if TYPE_CHECKING:
    import discord

    from bot.config import PrivacySettings
    from knowledge import Library

log = logging.getLogger(__name__)


class PrivacyCog(commands.Cog):
    """Tells members what the bot keeps."""

    def __init__(self, library: Library, settings: PrivacySettings) -> None:
        self._library = library
        self._settings = settings

    async def cog_load(self) -> None:
        """Begin to forget."""
        self.forget.start()

    async def cog_unload(self) -> None:
        """Leave off."""
        self.forget.cancel()

    @tasks.loop(hours=24)
    async def forget(self) -> None:
        """Forget, at the start and every day, what is older than it may be; where that fails, the next day does it."""
        try:
            count = await self._library.feedback.expire(self._settings.keep_days)
        except KnowledgeError as error:
            log.warning("What is old could not be forgotten: %s", error)
        else:
            log.info("Forgot %d records older than %d days", count, self._settings.keep_days)

    @app_commands.command(name=locale_str("privacy"), description=locale_str("See what is kept, and erase your votes"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(self, interaction: discord.Interaction) -> None:
        """Answer privately: how many votes a member gave is nobody else's business."""
        # The store may have to wait for another process, longer than Discord does.
        await interaction.response.defer(ephemeral=True, thinking=True)
        votes = await self._library.feedback.count_votes(interaction.user.id)
        sentences = sentences_for(interaction.locale.value, self._library.snapshot.base.default_language)
        await interaction.followup.send(view=PrivacyView(self._settings, votes, sentences), ephemeral=True)
