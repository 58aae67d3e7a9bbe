"""What is kept, and the button that erases a member's votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

import discord
from discord import ui

from bot.markdown import shown
from bot.views.lasting import Lasting, Serving, notice
from bot.wording import sentences_for

if TYPE_CHECKING:
    import re

    from bot.config import PrivacySettings
    from bot.wording import Sentences


class PrivacyView(ui.LayoutView):
    """Says what is kept, and how many votes of the reader's."""

    def __init__(self, settings: PrivacySettings, votes: int, sentences: Sentences) -> None:
        super().__init__(timeout=None)
        counted = sentences.privacy_votes.format(count=votes) if votes else sentences.privacy_no_votes
        self.add_item(ui.TextDisplay(shown(sentences.privacy.format(days=settings.keep_days))))
        self.add_item(ui.TextDisplay(shown(counted)))
        if settings.link:
            self.add_item(ui.TextDisplay(sentences.privacy_link.format(link=settings.link)))
        if votes:
            self.add_item(ui.ActionRow(EraseButton(sentences)))
        self.stop()


class EraseButton(Lasting, ui.DynamicItem[ui.Button[Any]], template="erase-votes"):
    """Erases the votes of whoever presses."""

    def __init__(self, sentences: Sentences) -> None:
        button: ui.Button[Any] = ui.Button(
            label=sentences.privacy_erase, style=discord.ButtonStyle.danger, custom_id="erase-votes"
        )
        super().__init__(button)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button back from its id."""
        del item, match
        return cls(sentences_for(interaction.locale.value, "en"))

    async def respond(self, interaction: discord.Interaction) -> None:
        """Erase, and say how many votes went."""
        await interaction.response.defer()  # the store may have to wait, longer than Discord does
        count = await cast("Serving", interaction.client).library.feedback.erase_votes(interaction.user.id)
        text = sentences_for(interaction.locale.value, "en").privacy_erased.format(count=count)
        await interaction.edit_original_response(view=notice(text))
