"""The preview of a change, and the buttons by which the moderator who asked for it decides."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import discord
from discord import ui

from bot.changes import beside, describe
from bot.echo import shorten
from bot.errors import NotYourButtonError, StalePreviewError, report
from bot.listing import fitting
from bot.markdown import shown
from bot.moderation import require_moderator
from bot.replies import render
from bot.speech import speak
from bot.views.lasting import Lasting, chosen_values
from bot.views.marking import MarkButton, answers_to_mark
from bot.wording import sentences_in
from knowledge import FactId, StoreLockedError, answer_with

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from bot.config import Settings
    from bot.pending import Pending
    from bot.wording import Sentences
    from knowledge import Fact, GapGroup, Language, Library, Posted, Preview, TopicId

TEXT_LONGEST = 2400
"""Characters of the changes; with what they break and how they look, all stays under Discord's 4000."""
BREAKS_LONGEST = 700
LOOK_LONGEST = 800
MOST_OPTIONS = 25

APPLY, LEAVE, ANYWAY = "apply", "leave", "anyway"
BUTTON_ID = r"refresh:(?P<verb>apply|leave|anyway):(?P<moderator>[0-9]{1,20}):(?P<key>[0-9a-f]{8})"
MENU_ID = r"from-folder:(?P<moderator>[0-9]{1,20}):(?P<key>[0-9a-f]{8})"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A previewed change, and what it is for."""

    preview: Preview
    why: str
    note: str = ""
    """What the moderator has to know first; may be empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form is about."""

    topic: TopicId
    language: Language
    fact: Fact | None = None
    """The fact as it stood when the form was opened; `None` for a new one."""
    written: Fact | None = None
    """What was written into the form before and could not be published."""


class Curating(Protocol):
    """What a button needs of the client that received it."""

    library: Library
    settings: Settings
    proposals: Pending[Proposal]
    marks: Pending[tuple[Posted, ...]]
    sheets: Pending[Sheet]
    gap_lists: Pending[tuple[GapGroup, ...]]

    def get_partial_messageable(self, id: int) -> discord.PartialMessageable:  # noqa: A002 - as discord.py has it
        """Give a channel to send to."""


class PreviewView(ui.LayoutView):
    """What would change, what that would break, how it would look, and the ways to decide."""

    def __init__(self, proposal: Proposal, sentences: Sentences, *, moderator: int, key: str) -> None:
        super().__init__(timeout=None)
        preview = proposal.preview
        texts = [
            shown(proposal.note),
            preview_text(preview, sentences),
            _breaks(preview, sentences),
            _look(preview, sentences),
        ]
        container: ui.Container[Any] = ui.Container(*map(ui.TextDisplay, filter(None, texts)))
        if preview.conflicts:
            container.add_item(ui.ActionRow(ConflictMenu(moderator, key, proposal, sentences)))
        verb = APPLY if preview.rehearsal.is_clean else ANYWAY
        buttons = (RefreshButton(verb, moderator, key, sentences), RefreshButton(LEAVE, moderator, key, sentences))
        container.add_item(ui.ActionRow(*buttons))
        self.add_item(container)
        self.stop()  # the buttons carry what they need in their ids


class NoticeView(ui.LayoutView):
    """One sentence; it takes the place of a preview that was decided on."""

    def __init__(self, text: str, button: ui.Item[Any] | None = None) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay(shown(text)))
        if button:
            self.add_item(ui.ActionRow(button))
        self.stop()


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
            await interaction.edit_original_response(view=NoticeView(sentences.refresh_cancelled))
            return
        await publish(interaction, proposal, self.key, override="")


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
            client = require_curator(interaction, self._moderator)
            await interaction.response.defer()
            proposal = client.proposals.take(self._moderator, self._key)
            await publish(interaction, proposal, self._key, override=self.reason.value)
        except Exception as error:  # noqa: BLE001 - every error becomes a reply in one place
            await report(interaction, error)


class ConflictMenu(Lasting, ui.DynamicItem[ui.Select[Any]], template=MENU_ID):
    """Chooses for which facts the folder's form is taken."""

    def __init__(self, moderator: int, key: str, proposal: Proposal | None, sentences: Sentences) -> None:
        conflicts = proposal.preview.conflicts[:MOST_OPTIONS] if proposal else ()
        options = [discord.SelectOption(label=conflict.id, value=conflict.id) for conflict in conflicts]
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
        """Preview again, with the folder's form of what was chosen."""
        client = require_curator(interaction, self.moderator)
        proposal = client.proposals.look(self.moderator, self.key)
        if proposal is None or proposal.preview.folder is None:
            raise StalePreviewError
        await interaction.response.defer()
        chosen = [FactId(value) for value in chosen_values(interaction)]
        preview = await client.library.preview_upload(proposal.preview.folder, chosen)
        again = Proposal(preview, proposal.why, proposal.note)
        key = client.proposals.keep(self.moderator, again)
        sentences = sentences_in(interaction.locale.value)
        view = PreviewView(again, sentences, moderator=self.moderator, key=key)
        await interaction.edit_original_response(view=view)


def require_curator(interaction: discord.Interaction, moderator: int) -> Curating:
    """Give the client where a press comes from the moderator whose preview it is, with the right to decide still."""
    client = cast("Curating", interaction.client)
    require_moderator(interaction, client.settings.moderation)
    if interaction.user.id != moderator:
        raise NotYourButtonError
    return client


async def publish(interaction: discord.Interaction, proposal: Proposal | None, key: str, *, override: str) -> None:
    """Put a proposal in force, tell the channel that audits, and offer to mark public answers that it made wrong."""
    client = cast("Curating", interaction.client)
    sentences = sentences_in(interaction.locale.value)
    if proposal is None:
        raise StalePreviewError
    who, why = signature(interaction.user), f"{proposal.why}: {override}" if override else proposal.why
    try:
        revision = await client.library.apply(proposal.preview, who=who, why=why, override=bool(override))
    except StoreLockedError:  # the one failure that another press may overcome
        client.proposals.put_back(interaction.user.id, key, proposal)
        raise
    posts = await answers_to_mark(proposal.preview.changes, client.library.feedback)
    button = MarkButton(interaction.user.id, client.marks.keep(interaction.user.id, posts), len(posts), sentences)
    notice = NoticeView(sentences.refresh_applied.format(revision=revision), button if posts else None)
    await interaction.edit_original_response(view=notice)
    await _audit(client, proposal.preview, sentences.audit_line.format(revision=revision, who=who, why=why), sentences)


async def _audit(client: Curating, preview: Preview, head: str, sentences: Sentences) -> None:
    """Post what changed, before and after, to the channel that the settings name; its loss hinders nothing."""
    channel = client.settings.moderation.audit_channel
    if channel:
        text = f"{shown(head)}\n{preview_text(preview, sentences)}"
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay(text))
        view.stop()
        with contextlib.suppress(discord.HTTPException):
            await client.get_partial_messageable(channel).send(view=view)


def preview_text(preview: Preview, sentences: Sentences) -> str:
    """Show changes in Discord's markup, as many as there is room for."""
    changes = preview.changes
    head = sentences.refresh_found.format(
        added=len(changes.added), changed=len(changes.changed), removed=len(changes.removed)
    )
    conflicts = ", ".join(conflict.id for conflict in preview.conflicts)
    clash = sentences.desk_conflicts.format(facts=shorten(conflicts, 400)) if conflicts else ""
    lines = list(filter(None, [head, shown(clash), shown(beside(changes, sentences))]))
    for group in describe(changes, sentences):
        lines += [f"**{shown(group.heading)}**", *(f"- {shown(line)}" for line in group.lines)]
    return "\n".join(fitting(lines, TEXT_LONGEST, sentences))


def _breaks(preview: Preview, sentences: Sentences) -> str:
    """Tell what the self-test found; empty where it found nothing."""
    if preview.rehearsal.is_clean:
        return ""
    lines = [f"**{shown(sentences.desk_breaks)}**", *(f"- {shown(line)}" for line in _broken(preview, sentences))]
    return "\n".join(fitting(lines, BREAKS_LONGEST, sentences))


def _broken(preview: Preview, sentences: Sentences) -> Iterator[str]:
    for breach in preview.rehearsal.breaches:
        yield sentences.desk_breach.format(text=shorten(breach.text, 80), fact=breach.fact)
    for lost in preview.rehearsal.lost:
        question = shorten(lost.question, 80)
        yield sentences.desk_lost.format(question=question, fact=lost.fact, found=lost.found or "-")


def _look(preview: Preview, sentences: Sentences) -> str:
    """Show the one fact that is added or changed as members will see it; empty where it is not one, or too long."""
    facts = [*preview.changes.added, *(after for _, after in preview.changes.changed)]
    answer = answer_with(facts[0].id, preview.base.default_language, preview.base) if len(facts) == 1 else None
    if answer is None:
        return ""
    card = render(speak(answer, preview.base), preview.base)
    text = "\n".join([f"**{shown(sentences.desk_as_shown)}**", *card.sections[0].texts])
    return text if len(text) <= LOOK_LONGEST else ""


def signature(user: discord.User | discord.Member) -> str:
    """Name who changed something, for the history."""
    return f"discord: {user.name} ({user.id})"


def _label(verb: str, sentences: Sentences) -> str:
    match verb:
        case "apply":
            return sentences.refresh_apply
        case "anyway":
            return sentences.desk_publish_anyway
        case _:
            return sentences.refresh_cancel
