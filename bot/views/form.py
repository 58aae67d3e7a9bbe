"""The form in which a moderator writes or changes a fact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

import discord
from discord import ui

from bot.echo import shorten
from bot.errors import StalePreviewError, report
from bot.listing import fitting
from bot.markdown import shown
from bot.moderation import require_moderator
from bot.views.curating import Curating, Proposal, Sheet, require_curator
from bot.views.lasting import Lasting, notice
from bot.views.preview import offer
from bot.wording import sentences_in
from knowledge import Fact, FolderError, Wording, closest_source, free_id, status_with_quote, with_fact

if TYPE_CHECKING:
    import re
    from collections.abc import Awaitable, Callable, Collection

    from bot.wording import Sentences
    from knowledge import FactBase, FactId, Language, Preview

Value = TypeVar("Value")

LABEL_LONGEST = 45
"""Characters that Discord allows in a form's title and labels."""
FIELD_LONGEST = 4000
STATEMENT_LONGEST = 1000
QUOTE_LONGEST = 320
NAME_LONGEST = 200
REFUSAL_LONGEST = 1900
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
        self.statement = _field(wording.statement if wording else "", STATEMENT_LONGEST, long)
        self.quote = _field(fact.quote if fact else "", QUOTE_LONGEST, long)
        self.questions = _field("\n".join(wording.questions) if wording else "", FIELD_LONGEST, long)
        self.said_by = _field((fact.said_by or "") if fact else "", NAME_LONGEST, is_required=False)
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
        await client.library.catch_up()
        base = client.library.snapshot.base
        opened, fact = self._sheet.fact, self._fact(base)
        note = sentences.desk_moved_on if opened and base.fact_by_id.get(fact.id) != opened else ""
        why = f"/facts {'edit' if opened else 'add'} {fact.id}"
        again = client.sheets.keep(interaction.user.id, replace(self._sheet, written=fact))
        button = WriteOnButton(interaction.user.id, again, sentences)

        def draft(_: Collection[FactId]) -> Awaitable[Preview]:
            # From the form anew: where somebody else was faster, the base is another by then.
            return client.library.draft(lambda base: with_fact(base, self._fact(base)))

        await propose(interaction, draft, why, note=note, write_on=button, settles=self._sheet.settles)

    def _fact(self, base: FactBase) -> Fact:
        opened = self._sheet.fact
        return self._new(base) if opened is None else self._changed(opened, base)

    def _wording(self) -> Wording:
        lines = [" ".join(line.split()) for line in self.questions.value.splitlines()]
        return Wording(" ".join(self.statement.value.split()), tuple(dict.fromkeys(filter(None, lines))))

    def _new(self, base: FactBase) -> Fact:
        """Make the new fact that the form describes."""
        wording, quote = self._wording(), self.quote.value.strip()
        said_by, highlight = self.said_by.value.strip() or None, self.highlight.value.strip() or None
        id_, source = free_id(wording.statement, self._sheet.topic, base), closest_source(quote, base)
        return Fact(id_, self._sheet.topic, source, quote, {self._sheet.language: wording}, highlight, said_by)

    def _changed(self, opened: Fact, base: FactBase) -> Fact:
        """Change the fact as it stands now: what was left alone in the form stays as somebody else may have made it."""
        now, nothing = base.fact_by_id.get(opened.id, opened), Wording("", ())
        was, then = now.wordings.get(self._sheet.language, nothing), opened.wordings.get(self._sheet.language, nothing)
        written, quote = self._wording(), _kept(self.quote.value.strip(), opened.quote, now.quote)
        wording = Wording(
            _kept(written.statement, then.statement, was.statement),
            _kept(written.questions, then.questions, was.questions),
        )
        changed = replace(now, quote=quote, wordings={**now.wordings, self._sheet.language: wording})
        if quote != now.quote:
            changed = replace(changed, source=closest_source(quote, base), status=status_with_quote(now, quote))
        return replace(
            changed,
            said_by=_kept(self.said_by.value.strip() or None, opened.said_by, now.said_by),
            highlight=_kept(self.highlight.value.strip() or None, opened.highlight, now.highlight),
        )


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


async def propose(  # noqa: PLR0913 - all that a proposal says of itself
    interaction: discord.Interaction,
    draft: Callable[[Collection[FactId]], Awaitable[Preview]],
    why: str,
    *,
    note: str = "",
    write_on: WriteOnButton | None = None,
    settles: tuple[str, ...] = (),
) -> None:
    """Show what a change would do, to the moderator alone, and let it wait for a decision; the response is deferred.

    What cannot be published is told with the remedy, and with the button that opens its form again.
    """
    sentences = sentences_in(interaction.locale.value)
    try:
        preview = await draft(())
    except FolderError as error:
        await interaction.followup.send(view=_refusal(error, write_on, sentences), ephemeral=True)
        return
    if preview.changes.is_empty and not preview.conflicts:
        await interaction.followup.send(view=notice(sentences.desk_no_change), ephemeral=True)
        return
    await offer(interaction, Proposal(preview, why, draft, note, settles))


def _refusal(error: FolderError, write_on: WriteOnButton | None, sentences: Sentences) -> ui.LayoutView:
    """Tell what a change cannot prove; where there is no form to write on in, with the place that is at fault."""
    told = [f"{fault.problem}; {fault.remedy}" if write_on else str(fault) for fault in error.faults]
    lines = fitting([f"- {shown(line)}" for line in told], REFUSAL_LONGEST, sentences)
    view = notice("\n".join([shown(sentences.desk_refused), *lines]))
    if write_on:
        view.add_item(ui.ActionRow(write_on))
    return view


def fits_form(fact: Fact, language: Language) -> bool:
    """Tell whether a form can hold a fact: what it cannot show, it would lose."""
    wording = fact.wordings.get(language, Wording("", ()))
    sizes = (len(wording.statement), len("\n".join(wording.questions)), len(fact.said_by or ""))
    return all(size <= most for size, most in zip(sizes, (STATEMENT_LONGEST, FIELD_LONGEST, NAME_LONGEST), strict=True))


def _kept(written: Value, opened: Value, now: Value) -> Value:
    """Give what was written; where that is what the form had opened with, what stands there now."""
    return now if written == opened else written


def _field(
    text: str, longest: int, style: discord.TextStyle = discord.TextStyle.short, *, is_required: bool = True
) -> ui.TextInput[Any]:
    return ui.TextInput(style=style, default=text[:longest] or None, max_length=longest, required=is_required)
