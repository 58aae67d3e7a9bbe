"""The preview of a change, and the buttons by which the moderator who asked for it decides."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, cast

import discord
from discord import ui

from bot.echo import shorten
from bot.errors import NoReasonError, StalePreviewError, report
from bot.markdown import shown
from bot.views.auditing import FILE
from bot.views.curating import Curating, require_curator
from bot.views.foreseen import breaks_text, look_text, preview_text, whole_text
from bot.views.lasting import Lasting, chosen_values, notice
from bot.views.publishing import publish
from bot.wording import sentences_in
from knowledge import FactId, StaleRevisionError

if TYPE_CHECKING:
    import re

    from bot.views.curating import Proposal
    from bot.wording import Sentences

MOST_OPTIONS = 25

APPLY, LEAVE, ANYWAY = "apply", "leave", "anyway"
BUTTON_ID = r"refresh:(?P<verb>apply|leave|anyway):(?P<moderator>[0-9]{1,20}):(?P<key>[0-9a-f]{8})"
MENU_ID = r"from-folder:(?P<moderator>[0-9]{1,20}):(?P<key>[0-9a-f]{8})"


async def offer(interaction: discord.Interaction, proposal: Proposal, *, in_place: bool = False) -> None:
    """Show a proposal to the moderator alone and let it wait for a decision; the response is deferred.

    `in_place` shows it where the one before stood, whose button was pressed.
    """
    client, sentences = cast("Curating", interaction.client), sentences_in(interaction.locale.value)
    if in_place and proposal.preview.changes.is_empty and not proposal.preview.conflicts:
        view = notice(*map(shown, filter(None, [proposal.note, sentences.desk_no_change])))
        await interaction.edit_original_response(view=view, attachments=[])
        return
    whole = whole_text(proposal.preview, sentences)
    files = [discord.File(io.BytesIO(whole.encode()), FILE)] if whole else []
    key = client.proposals.keep(interaction.user.id, proposal)
    card = PreviewView(proposal, sentences, moderator=interaction.user.id, key=key, has_file=bool(whole))
    if in_place:
        await interaction.edit_original_response(view=card, attachments=files)
    else:
        await interaction.followup.send(view=card, files=files, ephemeral=True)


class PreviewView(ui.LayoutView):
    """What would change, what that would break, how it would look, and the ways to decide."""

    def __init__(
        self, proposal: Proposal, sentences: Sentences, *, moderator: int, key: str, has_file: bool = False
    ) -> None:
        super().__init__(timeout=None)
        preview = proposal.preview
        texts = [
            shown(proposal.note),
            preview_text(preview, sentences),
            breaks_text(preview, sentences),
            look_text(preview, sentences),
        ]
        container: ui.Container[Any] = ui.Container(*map(ui.TextDisplay, filter(None, texts)))
        if has_file:
            container.add_item(ui.TextDisplay(shown(sentences.desk_in_full)))
            container.add_item(ui.File(f"attachment://{FILE}"))
        if preview.conflicts:
            container.add_item(ui.ActionRow(ConflictMenu(moderator, key, proposal, sentences)))
        verbs = [LEAVE] if preview.is_needless else [APPLY if preview.rehearsal.is_clean else ANYWAY, LEAVE]
        container.add_item(ui.ActionRow(*(RefreshButton(verb, moderator, key, sentences) for verb in verbs)))
        self.add_item(container)
        self.stop()  # the buttons carry what they need in their ids


class RefreshButton(Lasting, ui.DynamicItem[ui.Button[Any]], template=BUTTON_ID):
    """Applies a preview or leaves all as it is; only for the moderator who asked for the preview."""

    def __init__(self, verb: str, moderator: int, key: str, sentences: Sentences) -> None:
        style = discord.ButtonStyle.secondary if verb == LEAVE else discord.ButtonStyle.primary
        custom_id = f"refresh:{verb}:{moderator}:{key}"
        super().__init__(ui.Button(label=_label(verb, sentences), style=style, custom_id=custom_id))
        self.verb = verb
        self.moderator = moderator
        self.key = key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button back from its id."""
        del item
        sentences = sentences_in(interaction.locale.value)
        return cls(match["verb"], int(match["moderator"]), match["key"], sentences)

    async def respond(self, interaction: discord.Interaction) -> None:
        """Decide; where the self-test forbids it, ask for a reason first."""
        client = require_curator(interaction, self.moderator)
        sentences = sentences_in(interaction.locale.value)
        if self.verb == ANYWAY:
            if client.proposals.look(self.moderator, self.key) is None:
                raise StalePreviewError
            await interaction.response.send_modal(ReasonForm(self.moderator, self.key, sentences))
            return
        # Applying writes, which may take longer than Discord waits.
        await interaction.response.defer()
        proposal = client.proposals.take(self.moderator, self.key)
        if self.verb == LEAVE:
            await interaction.edit_original_response(view=notice(shown(sentences.refresh_cancelled)), attachments=[])
            return
        await _decide(interaction, proposal, self.key)


class ReasonForm(ui.Modal):
    """Asks why a change shall be made although the self-test forbids it."""

    def __init__(self, moderator: int, key: str, sentences: Sentences) -> None:
        super().__init__(title=shorten(sentences.desk_publish_anyway, 45))
        self._moderator = moderator
        self._key = key
        self.reason: ui.TextInput[Any] = ui.TextInput(max_length=300)
        self.add_item(ui.Label(text=shorten(sentences.desk_reason, 45), component=self.reason))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Publish, with the reason in the history."""
        try:
            await self._publish(interaction)
        except Exception as error:  # noqa: BLE001 - every error becomes a reply in one place
            await report(interaction, error)

    async def _publish(self, interaction: discord.Interaction) -> None:
        client, reason = require_curator(interaction, self._moderator), self.reason.value.strip()
        if not reason:
            raise NoReasonError
        await interaction.response.defer()
        proposal = client.proposals.take(self._moderator, self._key)
        await _decide(interaction, proposal, self._key, override=reason)


class ConflictMenu(Lasting, ui.DynamicItem[ui.Select[Any]], template=MENU_ID):
    """Chooses for which facts the folder's form is taken."""

    def __init__(self, moderator: int, key: str, proposal: Proposal | None, sentences: Sentences) -> None:
        conflicts = proposal.preview.conflicts[:MOST_OPTIONS] if proposal else ()
        chosen = proposal.chosen if proposal else ()
        options = [discord.SelectOption(label=one.id, value=one.id, default=one.id in chosen) for one in conflicts]
        menu: ui.Select[Any] = ui.Select(
            custom_id=f"from-folder:{moderator}:{key}",
            placeholder=shorten(sentences.desk_keep_folder, 150),
            options=options,
            min_values=0,
            max_values=max(1, len(options)),
        )
        super().__init__(menu)
        self.moderator = moderator
        self.key = key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a menu back from its id."""
        del item
        return cls(int(match["moderator"]), match["key"], None, sentences_in(interaction.locale.value))

    async def respond(self, interaction: discord.Interaction) -> None:
        """Preview again, with the folder's or the file's form of what was chosen."""
        client = require_curator(interaction, self.moderator)
        proposal = client.proposals.look(self.moderator, self.key)
        if proposal is None:
            raise StalePreviewError
        await interaction.response.defer()
        chosen = tuple(FactId(value) for value in chosen_values(interaction))
        again = replace(proposal, preview=await proposal.draft(chosen), chosen=chosen)
        await offer(interaction, again, in_place=True)


async def _decide(interaction: discord.Interaction, proposal: Proposal | None, key: str, *, override: str = "") -> None:
    """Publish; where somebody else was faster, show what the change would do to what stands there now."""
    if proposal is None:
        raise StalePreviewError
    try:
        await publish(interaction, proposal, key, override=override)
    except StaleRevisionError:
        note = sentences_in(interaction.locale.value).desk_overtaken
        again = replace(proposal, preview=await proposal.draft(proposal.chosen), note=note)
        await offer(interaction, again, in_place=True)


def _label(verb: str, sentences: Sentences) -> str:
    match verb:
        case "apply":
            return sentences.refresh_apply
        case "anyway":
            return sentences.desk_publish_anyway
        case _:
            return sentences.refresh_cancel
