"""The form in which a moderator writes or changes a fact."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, cast

import discord
from discord import ui

from bot.echo import shorten
from bot.errors import StalePreviewError, report
from bot.listing import fitting
from bot.markdown import shown
from bot.moderation import require_moderator
from bot.views.lasting import Lasting, notice
from bot.views.preview import Curating, PreviewView, Proposal, Sheet, require_curator
from bot.wording import sentences_in
from knowledge import Fact, FactId, FolderError, Wording, status_with_quote, with_fact

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.wording import Sentences
    from knowledge import FactBase

LABEL_LONGEST = 45
"""Characters that Discord allows in a form's title and labels."""
FIELD_LONGEST = 4000
QUOTE_LONGEST = 320
REFUSAL_LONGEST = 1900
ID_LONGEST = 40
BUTTON_ID = r"write-on:(?P<moderator>[0-9]{1,20}):(?P<key>[0-9a-f]{8})"


class FactForm(ui.Modal):
    """Takes statement, quote, questions, speaker and highlight, and previews what comes of them."""

    def __init__(self, sheet: Sheet, sentences: Sentences) -> None:
        title = sentences.desk_form_edit.format(fact=sheet.fact.id) if sheet.fact else sentences.desk_form_add
        super().__init__(title=shorten(title, LABEL_LONGEST))
        self._sheet = sheet
        fact = sheet.written or sheet.fact
        wording = fact.wordings.get(sheet.language) if fact else None
        long = discord.TextStyle.paragraph
        self.statement = _field(wording.statement if wording else "", 1000, long)
        self.quote = _field(fact.quote if fact else "", QUOTE_LONGEST, long)
        self.questions = _field("\n".join(wording.questions) if wording else "", FIELD_LONGEST, long)
        self.said_by = _field((fact.said_by or "") if fact else "", 200, is_required=False)
        self.highlight = _field((fact.highlight or "") if fact else "", QUOTE_LONGEST, is_required=False)
        for text, field in (
            (sentences.form_statement, self.statement),
            (sentences.form_quote, self.quote),
            (sentences.form_questions, self.questions),
            (sentences.form_said_by, self.said_by),
            (sentences.form_highlight, self.highlight),
        ):
            self.add_item(ui.Label(text=shorten(text, LABEL_LONGEST), component=field))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Preview the fact, or tell what it cannot prove; what was written is not lost, for it is shown again."""
        try:
            await self._preview(interaction)
        except Exception as error:  # noqa: BLE001 - every error becomes a reply in one place
            await report(interaction, error)

    async def _preview(self, interaction: discord.Interaction) -> None:
        client = cast("Curating", interaction.client)
        require_moderator(interaction, client.settings.moderation)
        await interaction.response.defer(ephemeral=True, thinking=True)
        sentences = sentences_in(interaction.locale.value)
        base = client.library.snapshot.base
        fact = self._fact(base)
        now = base.fact_by_id.get(fact.id)
        note = sentences.desk_moved_on if self._sheet.fact and now != self._sheet.fact else ""
        why = f"/facts {'edit' if self._sheet.fact else 'add'} {fact.id}"
        again = client.sheets.keep(interaction.user.id, replace(self._sheet, written=fact))
        button = WriteOnButton(interaction.user.id, again, sentences)
        await propose(interaction, lambda base: with_fact(base, fact), why, note, button)

    def _fact(self, base: FactBase) -> Fact:
        """Make the fact that the form describes."""
        lines = [" ".join(line.split()) for line in self.questions.value.splitlines()]
        wording = Wording(" ".join(self.statement.value.split()), tuple(dict.fromkeys(filter(None, lines))))
        quote = self.quote.value.strip()
        said_by, highlight = self.said_by.value.strip() or None, self.highlight.value.strip() or None
        source = next((one.id for one in base.sources if quote in one.text), base.sources[0].id)
        if self._sheet.fact is None:
            wordings = {self._sheet.language: wording}
            id_ = _new_id(wording.statement, base)
            return Fact(id_, self._sheet.topic, source, quote, wordings, highlight, said_by)
        old = self._sheet.fact
        source = old.source if quote == old.quote else source
        wordings = {**old.wordings, self._sheet.language: wording}
        status = status_with_quote(old, quote)
        changed = replace(old, source=source, quote=quote, wordings=wordings, status=status)
        return replace(changed, highlight=highlight, said_by=said_by)


class WriteOnButton(Lasting, ui.DynamicItem[ui.Button[Any]], template=BUTTON_ID):
    """Opens a form again with what was written into it."""

    def __init__(self, moderator: int, key: str, sentences: Sentences) -> None:
        super().__init__(ui.Button(label=sentences.desk_write_on, custom_id=f"write-on:{moderator}:{key}"))
        self.moderator = moderator
        self.key = key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button back from its id."""
        del item
        return cls(int(match["moderator"]), match["key"], sentences_in(interaction.locale.value))

    async def respond(self, interaction: discord.Interaction) -> None:
        """Open it."""
        sheet = require_curator(interaction, self.moderator).sheets.look(self.moderator, self.key)
        if sheet is None:
            raise StalePreviewError
        await interaction.response.send_modal(FactForm(sheet, sentences_in(interaction.locale.value)))


async def propose(
    interaction: discord.Interaction,
    change: Callable[[FactBase], FactBase],
    why: str,
    note: str = "",
    write_on: WriteOnButton | None = None,
) -> None:
    """Show what a change would do, to the moderator alone, and let it wait for a decision; the response is deferred.

    What cannot be published is told with the remedy, and with the button that opens its form again.
    """
    client = cast("Curating", interaction.client)
    sentences = sentences_in(interaction.locale.value)
    try:
        preview = await client.library.draft(change)
    except FolderError as error:
        lines = [f"- {shown(f'{fault.problem}; {fault.remedy}')}" for fault in error.faults]
        text = "\n".join([shown(sentences.desk_refused), *fitting(lines, REFUSAL_LONGEST, sentences)])
        view = notice(text)
        if write_on:
            view.add_item(ui.ActionRow(write_on))
        await interaction.followup.send(view=view, ephemeral=True)
        return
    if preview.changes.is_empty:
        await interaction.followup.send(view=notice(sentences.desk_no_change), ephemeral=True)
        return
    proposal = Proposal(preview, why, note)
    key = client.proposals.keep(interaction.user.id, proposal)
    view = PreviewView(proposal, sentences, moderator=interaction.user.id, key=key)
    await interaction.followup.send(view=view, ephemeral=True)


def _field(
    text: str, longest: int, style: discord.TextStyle = discord.TextStyle.short, *, is_required: bool = True
) -> ui.TextInput[Any]:
    return ui.TextInput(style=style, default=text[:longest] or None, max_length=longest, required=is_required)


def _new_id(statement: str, base: FactBase) -> FactId:
    """Name a new fact after its statement, unlike every other."""
    stem = re.sub("[^a-z0-9]+", "-", statement.casefold()).strip("-")[: ID_LONGEST - 4].strip("-") or "fact"
    names = (FactId(stem if number == 1 else f"{stem}-{number}") for number in range(1, len(base.facts) + 3))
    return next(name for name in names if name not in base.fact_by_id)
