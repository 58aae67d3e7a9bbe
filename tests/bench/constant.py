"""A bot that replies to every /ask with one card: what Discord, discord.py and a card's own making cost in any case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui
from discord.ext import commands

from bot.replies import render
from bot.speech import speak

if TYPE_CHECKING:
    from bot.replies import Section
    from knowledge import Answer, FactBase

LABELS = ("Show in context", "Helpful", "Not helpful", "Why this answer?", "Remove")


class ConstantCard(ui.LayoutView):
    """A card of constant texts in the shape of an answer; like any card, it belongs to one message."""

    def __init__(self, section: Section, colour: int) -> None:
        super().__init__(timeout=None)
        texts = map(ui.TextDisplay[Any], (section.heading, *section.texts))
        options = [discord.SelectOption(label=choice.question[:100], value=choice.id) for choice in section.choices]
        menu: ui.Select[Any] = ui.Select(custom_id="menu", options=options, placeholder=section.lead_in)
        buttons = (ui.Button[Any](label=label, custom_id=label) for label in LABELS)
        rows = (ui.ActionRow(menu), ui.ActionRow(*buttons))
        self.add_item(ui.Container(*texts, *rows, accent_colour=colour))
        self.stop()


class ConstantBot(commands.Bot):
    """Makes its card anew for every reply, and receives the same events as the bot beside it."""

    def __init__(self, answer: Answer, base: FactBase, intents: discord.Intents) -> None:
        super().__init__(commands.when_mentioned, intents=intents, max_messages=None)
        card = render(speak(answer, base), base)
        self._section, self._colour = card.sections[0], card.colour

    async def setup_hook(self) -> None:
        """Offer the command."""

        @self.tree.command()
        async def ask(interaction: discord.Interaction, question: str) -> None:  # noqa: ARG001 - a command's option
            """Reply."""
            await interaction.response.send_message(view=ConstantCard(self._section, self._colour))

        await self.tree.sync()
