"""A reply on Discord, and the buttons under it that answer with one fact, also after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import discord
from discord import ui

from bot.echo import shorten
from bot.errors import report
from bot.replies import Card, render
from bot.speech import speak
from bot.wording import sentences_in
from knowledge import FactId, Language, answer_with

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from bot.replies import Section
    from knowledge import Answer, Choice, FactBase, Library

LABEL_LONGEST = 80
"""Characters that Discord allows on a button."""

BUTTON_ID = r"fact:(?P<fact>[a-z0-9-]{1,40}):(?P<language>[^:]{0,16}):(?P<asker>[0-9]{1,20}):(?P<place>[0-9]{1,2})"


class _Serving(Protocol):
    """What a button needs of the client that received it."""

    library: Library


class AnswerView(ui.LayoutView):
    """A card with its choices as buttons."""

    def __init__(self, card: Card, *, language: Language, asker: int) -> None:
        super().__init__(timeout=None)
        self._buttons = _Buttons(language, asker)
        self.add_item(ui.Container(*self._items(card), accent_colour=card.colour))
        # The buttons carry all they need in their ids, so nothing has to wait in memory for a press.
        self.stop()

    @classmethod
    def of_answer(cls, answer: Answer, base: FactBase, *, asker: int) -> Self:
        """Show an answer to whoever asked, by user id."""
        speech = speak(answer, base)
        return cls(render(speech, base), language=speech.language, asker=asker)

    def _items(self, card: Card) -> Iterator[ui.Item[Any]]:
        for number, section in enumerate(card.sections):
            if number:
                yield ui.Separator()
            yield from self._section(section)
        if card.closing:
            yield ui.TextDisplay(card.closing)

    def _section(self, section: Section) -> Iterator[ui.Item[Any]]:
        yield from map(ui.TextDisplay, section.texts)
        if section.choices:
            yield ui.ActionRow(*map(self._buttons.button, section.choices))


class FactButton(ui.DynamicItem[ui.Button[Any]], template=BUTTON_ID):
    """Answers with one fact from the facts in force; all it needs stands in its id."""

    def __init__(self, fact: str, language: str, asker: int, place: int, label: str = "…") -> None:
        custom_id = f"fact:{fact}:{language[:16]}:{asker}:{place}"
        super().__init__(ui.Button(label=shorten(label, LABEL_LONGEST), custom_id=custom_id))
        self.fact = FactId(fact)
        self.language = Language(language)
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button back from its id."""
        del interaction, item
        return cls(match["fact"], match["language"], int(match["asker"]), int(match["place"]))

    async def callback(self, interaction: discord.Interaction) -> Any:  # noqa: ANN401 - as the base has it
        """Answer the press, or say what went wrong: discord.py itself would only log it."""
        try:
            await self._answer(interaction)
        except Exception as error:  # noqa: BLE001 - every error becomes a reply in one place
            await report(interaction, error)

    async def _answer(self, interaction: discord.Interaction) -> None:
        base = cast("_Serving", interaction.client).library.snapshot.base
        answer = answer_with(self.fact, self.language, base)
        if answer is None:
            gone = sentences_in(self.language).fact_gone
            await interaction.response.send_message(gone, ephemeral=True)
            return
        view = AnswerView.of_answer(answer, base, asker=interaction.user.id)
        await interaction.response.send_message(view=view, ephemeral=self._is_private(interaction))

    def _is_private(self, interaction: discord.Interaction) -> bool:
        """Keep a private answer private, and let bystanders look without filling the channel."""
        is_private = interaction.message is not None and interaction.message.flags.ephemeral
        return is_private or interaction.user.id != self.asker


class _Buttons:
    """Makes the buttons of one message, each with an id of its own."""

    def __init__(self, language: Language, asker: int) -> None:
        self._language = language
        self._asker = asker
        self._count = 0

    def button(self, choice: Choice) -> FactButton:
        self._count += 1
        return FactButton(choice.id, self._language, self._asker, self._count, choice.question)
