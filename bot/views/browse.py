"""Pages on Discord: a list with a menu of what can be opened, and the way to the pages beside it."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any, Self, cast

import discord
from discord import ui

from bot.drawing import draw_timeline
from bot.echo import shorten
from bot.markdown import small
from bot.pages import FACT, Address, Page, open_page
from bot.views.answer import AnswerView
from bot.views.lasting import Lasting, Serving, chosen_values
from bot.wording import sentences_for
from knowledge import FactId, Language, answer_with

if TYPE_CHECKING:
    import re

    from bot.wording import Sentences
    from knowledge import FactBase

LABEL_LONGEST = 100
"""Characters that Discord allows in an entry of a menu."""
ALT_LONGEST = 1000
"""Characters that Discord allows in the description of a picture."""
PICTURE = "timeline.png"
_KINDS = "topics|topic|people|person|timeline|source"
TURN_ID = rf"turn:(?P<kind>{_KINDS}):(?P<key>[a-z0-9-]{{0,60}}):(?P<number>[0-9]{{1,6}}):(?P<way>back|next)"
OPEN_ID = "open-page"


class PageView(ui.LayoutView):
    """One page; what is dated on it is drawn above its list."""

    def __init__(self, page: Page, sentences: Sentences) -> None:
        super().__init__(timeout=None)
        container: ui.Container[Any] = ui.Container(ui.TextDisplay(f"## {page.heading}"))
        if page.rows:
            alt = _alt_text(page, sentences)
            container.add_item(ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{PICTURE}", description=alt)))
        container.add_item(ui.TextDisplay("\n".join(page.lines)))
        if page.count > 1:
            number = sentences.page.format(number=page.address.number + 1, count=page.count)
            container.add_item(ui.TextDisplay(small(number)))
        if page.options:
            container.add_item(ui.ActionRow(OpenMenu(page)))
        if page.count > 1:
            container.add_item(ui.ActionRow(*_turns(page, sentences)))
        self.add_item(container)
        self.stop()


def _alt_text(page: Page, sentences: Sentences) -> str:
    dates = "; ".join(f"{date}: {numbers}" for date, numbers in page.rows)
    return shorten(sentences.timeline_picture.format(dates=dates), ALT_LONGEST)


async def pictures_of(page: Page) -> list[discord.File]:
    """Draw what is dated on a page, away from the loop that answers everybody else."""
    if not page.rows:
        return []
    return [discord.File(io.BytesIO(await asyncio.to_thread(draw_timeline, page.rows)), PICTURE)]


def _turns(page: Page, sentences: Sentences) -> list[TurnButton]:
    back = TurnButton(page.address, "back", sentences, is_end=page.address.number == 0)
    onward = TurnButton(page.address, "next", sentences, is_end=page.address.number == page.count - 1)
    return [back, onward]


class TurnButton(Lasting, ui.DynamicItem[ui.Button[Any]], template=TURN_ID):
    """Leads to the page before or behind."""

    def __init__(self, address: Address, way: str, sentences: Sentences, *, is_end: bool = False) -> None:
        label = sentences.button_previous if way == "back" else sentences.button_next
        super().__init__(ui.Button(label=label, custom_id=f"turn:{address}:{way}", disabled=is_end))
        step = -1 if way == "back" else 1
        self.target = Address(address.kind, address.key, max(0, address.number + step))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button back from its id."""
        del item
        address = Address(match["kind"], match["key"], int(match["number"]))
        return cls(address, match["way"], sentences_for(interaction.locale.value, "en"))

    async def respond(self, interaction: discord.Interaction) -> None:
        """Show the page in place of the one before."""
        await _turn_to(self.target, interaction)


class OpenMenu(Lasting, ui.DynamicItem[ui.Select[Any]], template=OPEN_ID):
    """Opens what is picked: a page in place of this one, or a fact beside it."""

    def __init__(self, page: Page | None = None) -> None:
        options = {option.value: option for option in page.options} if page else {}
        menu: ui.Select[Any] = ui.Select(
            custom_id=OPEN_ID,
            placeholder=shorten(page.prompt, LABEL_LONGEST) if page else None,
            options=[
                discord.SelectOption(label=shorten(option.label, LABEL_LONGEST) or "…", value=option.value)
                for option in options.values()
            ],
        )
        super().__init__(menu)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a menu back; what was picked comes with the press."""
        del interaction, item, match
        return cls()

    async def respond(self, interaction: discord.Interaction) -> None:
        """Open it."""
        kind, _, rest = next(iter(chosen_values(interaction)), "").partition(":")
        if kind == FACT:
            await show_fact(FactId(rest), interaction)
        else:
            await _turn_to(Address(kind, rest.partition(":")[0]), interaction)


async def show_fact(fact: FactId, interaction: discord.Interaction) -> None:
    """Answer with a fact, privately; it can be shared from there."""
    reception = cast("Serving", interaction.client).reception
    base, locale = reception.snapshot.base, interaction.locale.value
    language = reader_language(interaction, base)
    answer = answer_with(fact, language, base)
    if answer is None:
        await interaction.response.send_message(sentences_for(locale, language).fact_gone, ephemeral=True)
        return
    view = AnswerView.of_answer(answer, base, asker=interaction.user.id, locale=locale, is_private=True)
    await interaction.response.send_message(view=view, ephemeral=True)
    reception.note_choice(fact)


def reader_language(interaction: discord.Interaction, base: FactBase) -> Language:
    """Find the base's language for a reader's Discord."""
    return base.language_for(interaction.locale.value) or base.default_language


async def _turn_to(address: Address, interaction: discord.Interaction) -> None:
    base = cast("Serving", interaction.client).library.snapshot.base
    language = reader_language(interaction, base)
    sentences = sentences_for(interaction.locale.value, language)
    page = await asyncio.to_thread(open_page, address, base, language, sentences)
    # What was drawn for the page before goes, too.
    await interaction.response.edit_message(view=PageView(page, sentences), attachments=await pictures_of(page))
