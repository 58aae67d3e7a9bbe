"""The message command: what somebody's message claims, held against the sources."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands
from discord.app_commands import AppCommandContext, AppInstallationType, locale_str
from discord.ext import commands

from bot.messages import CHECK, words_of
from bot.reception import Reception  # noqa: TC001 - discord.py reads a callback's types
from bot.views.answer import CheckView
from bot.wording import sentences_for
from knowledge import check


class CheckCog(commands.Cog):
    """Checks a message, for the eyes of whoever wants to know; they may share what comes of it."""

    def __init__(self, client: commands.Bot, reception: Reception) -> None:
        self._client = client
        self._reception = reception
        self._command = app_commands.ContextMenu(
            name=locale_str(CHECK),
            callback=self._check,
            allowed_contexts=AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=AppInstallationType(guild=True, user=True),
        )

    async def cog_load(self) -> None:
        """Offer the command on every message."""
        self._client.tree.add_command(self._command)

    async def cog_unload(self) -> None:
        """Take the command back."""
        self._client.tree.remove_command(self._command.name, type=self._command.type)

    async def _check(self, interaction: discord.Interaction, message: discord.Message) -> None:
        snapshot, locale = self._reception.snapshot, interaction.locale.value
        wait = self._reception.seconds_to_wait(interaction.user.id, interaction.channel_id, interaction.created_at)
        if wait:
            sentences = sentences_for(locale, snapshot.base.default_language)
            await interaction.response.send_message(sentences.too_many.format(seconds=wait), ephemeral=True)
            return
        answer = await asyncio.to_thread(check, words_of(message), snapshot.answerer)
        view = CheckView.of_answer(answer, snapshot.base, asker=interaction.user.id, locale=locale, is_private=True)
        await interaction.response.send_message(view=view, ephemeral=True)
