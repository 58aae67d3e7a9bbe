"""Questions that found no answer, and what a moderator can do about one: add it to a fact, refuse it, dismiss it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.echo import echo, shorten
from bot.errors import StalePreviewError
from bot.listing import fitting
from bot.markdown import shown
from bot.views.curating import Curating, Sheet, require_curator
from bot.views.form import FactForm, propose
from bot.views.lasting import Lasting, chosen_values, notice
from bot.wording import sentences_in
from knowledge import Fact, FactId, Refusal, TopicId, Wording, find_fact, with_question, with_refusal

if TYPE_CHECKING:
    import re
    from collections.abc import Awaitable, Collection, Mapping, Sequence

    from bot.wording import Sentences
    from knowledge import FactBase, GapGroup, Preview

TEXT_LONGEST = 3800
OPTION_LONGEST = 100
MOST_OPTIONS = 25
_LIST_ID = r"(?P<moderator>[0-9]{1,20}):(?P<key>[0-9a-f]{8})"
PICK_ID = rf"gap:{_LIST_ID}"
DEED_ID = rf"gap-(?P<deed>dismiss|refuse):{_LIST_ID}:(?P<place>[0-9]{{1,2}})"
WRITE_ID = rf"gap-write:{_LIST_ID}:(?P<place>[0-9]{{1,2}})"
ADD_ID = rf"gap-add:{_LIST_ID}:(?P<place>[0-9]{{1,2}})"


class GapsView(ui.LayoutView):
    """The list, and a menu to pick one from."""

    def __init__(
        self, lines: Sequence[str], groups: Sequence[GapGroup], sentences: Sentences, *, moderator: int, key: str
    ) -> None:
        super().__init__(timeout=None)
        text = "\n".join(fitting([shown(line) for line in lines], TEXT_LONGEST, sentences))
        self.add_item(ui.TextDisplay(text))
        if groups:
            self.add_item(ui.ActionRow(GapMenu(moderator, key, groups, sentences)))
        self.stop()


class GapMenu(Lasting, ui.DynamicItem[ui.Select[Any]], template=PICK_ID):
    """Picks one of the list."""

    def __init__(self, moderator: int, key: str, groups: Sequence[GapGroup], sentences: Sentences) -> None:
        options = [
            discord.SelectOption(label=shorten(echo(group.texts[0], 200), OPTION_LONGEST) or "…", value=str(place))
            for place, group in enumerate(groups)
        ]
        menu: ui.Select[Any] = ui.Select(
            custom_id=f"gap:{moderator}:{key}", placeholder=shorten(sentences.gap_pick, 150), options=options
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
        return cls(int(match["moderator"]), match["key"], (), sentences_in(interaction.locale.value))

    async def respond(self, interaction: discord.Interaction) -> None:
        """Show what can be done about the question."""
        client = require_curator(interaction, self.moderator)
        place = int(next(iter(chosen_values(interaction)), "0"))
        group = _group(client, self.moderator, self.key, place)
        sentences = sentences_in(interaction.locale.value)
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay("\n".join(shown(echo(text, 200)) for text in group.texts[:10])))
        snapshot, own = client.library.snapshot, (self.moderator, self.key, place)
        candidates = snapshot.answerer.answer(group.texts[0]).lead.candidates
        facts = [snapshot.base.fact_by_id[candidate.id] for candidate in candidates]
        if facts:
            view.add_item(ui.ActionRow(AddMenu(*own, facts, sentences)))
        view.add_item(ui.ActionRow(WriteMenu(*own, _topics(facts, snapshot.base), sentences)))
        deeds = (DeedButton(deed, *own, sentences) for deed in ("refuse", "dismiss"))
        view.add_item(ui.ActionRow(*deeds))
        view.stop()
        await interaction.response.send_message(view=view, ephemeral=True)


class AddMenu(Lasting, ui.DynamicItem[ui.Select[Any]], template=ADD_ID):
    """Adds the question to one of the facts that come nearest."""

    def __init__(self, moderator: int, key: str, place: int, facts: Sequence[Fact], sentences: Sentences) -> None:
        options = [
            discord.SelectOption(
                label=fact.id,
                description=shorten(next(iter(fact.wordings.values())).statement, OPTION_LONGEST),
                value=fact.id,
            )
            for fact in facts
        ]
        menu: ui.Select[Any] = ui.Select(
            custom_id=f"gap-add:{moderator}:{key}:{place}", placeholder=shorten(sentences.gap_add, 150), options=options
        )
        super().__init__(menu)
        self.moderator = moderator
        self.key = key
        self.place = place

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a menu back from its id."""
        del item
        sentences = sentences_in(interaction.locale.value)
        return cls(int(match["moderator"]), match["key"], int(match["place"]), (), sentences)

    async def respond(self, interaction: discord.Interaction) -> None:
        """Preview the fact with the question."""
        client = require_curator(interaction, self.moderator)
        group = _group(client, self.moderator, self.key, self.place)
        await interaction.response.defer(ephemeral=True, thinking=True)
        id_ = FactId(next(iter(chosen_values(interaction)), ""))
        asked = group.texts[0], group.language

        def draft(_: Collection[FactId]) -> Awaitable[Preview]:
            return client.library.draft(lambda base: with_question(base, find_fact(id_, base), *asked))

        await propose(interaction, draft, f"/facts gaps {id_}", settles=group.texts)


class WriteMenu(Lasting, ui.DynamicItem[ui.Select[Any]], template=WRITE_ID):
    """Opens a form for a new fact that answers the question, in the topic that is picked."""

    def __init__(
        self, moderator: int, key: str, place: int, topics: Mapping[TopicId, str], sentences: Sentences
    ) -> None:
        options = [discord.SelectOption(label=shorten(topics[id_], OPTION_LONGEST), value=id_) for id_ in topics]
        menu: ui.Select[Any] = ui.Select(
            custom_id=f"gap-write:{moderator}:{key}:{place}",
            placeholder=shorten(sentences.gap_write, 150),
            options=options,
        )
        super().__init__(menu)
        self.moderator = moderator
        self.key = key
        self.place = place

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a menu back from its id."""
        del item
        sentences = sentences_in(interaction.locale.value)
        return cls(int(match["moderator"]), match["key"], int(match["place"]), {}, sentences)

    async def respond(self, interaction: discord.Interaction) -> None:
        """Open the form, with the questions in it."""
        client = require_curator(interaction, self.moderator)
        group = _group(client, self.moderator, self.key, self.place)
        base, topic = client.library.snapshot.base, TopicId(next(iter(chosen_values(interaction)), ""))
        if topic not in base.topic_by_id:
            raise StalePreviewError
        wordings = {base.default_language: Wording("", group.texts)}
        blank = Fact(FactId(""), topic, base.sources[0].id, "", wordings)
        sheet = Sheet(topic, base.default_language, written=blank, settles=group.texts)
        await interaction.response.send_modal(FactForm(sheet, sentences_in(interaction.locale.value)))


class DeedButton(Lasting, ui.DynamicItem[ui.Button[Any]], template=DEED_ID):
    """Has the question refused from now on, or dismisses it."""

    def __init__(self, deed: str, moderator: int, key: str, place: int, sentences: Sentences) -> None:
        custom_id = f"gap-{deed}:{moderator}:{key}:{place}"
        super().__init__(ui.Button(label=_label(deed, sentences), custom_id=custom_id))
        self.deed = deed
        self.moderator = moderator
        self.key = key
        self.place = place

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button back from its id."""
        del item
        sentences = sentences_in(interaction.locale.value)
        return cls(match["deed"], int(match["moderator"]), match["key"], int(match["place"]), sentences)

    async def respond(self, interaction: discord.Interaction) -> None:
        """Do it."""
        client = require_curator(interaction, self.moderator)
        group = _group(client, self.moderator, self.key, self.place)
        sentences = sentences_in(interaction.locale.value)
        if self.deed == "refuse":
            await interaction.response.defer(ephemeral=True, thinking=True)
            refusal = Refusal(group.texts[0], group.language)

            def draft(_: Collection[FactId]) -> Awaitable[Preview]:
                return client.library.draft(lambda base: with_refusal(base, refusal))

            await propose(interaction, draft, "/facts gaps", settles=group.texts)
            return
        await interaction.response.defer()
        for text in group.texts:
            await client.library.feedback.dismiss(text)
        told = shown(sentences.gap_dismissed.format(text=echo(group.texts[0], 200)))
        await interaction.edit_original_response(view=notice(told))


def _group(client: Curating, moderator: int, key: str, place: int) -> GapGroup:
    groups = client.gap_lists.look(moderator, key) or ()
    if place >= len(groups):
        raise StalePreviewError
    return groups[place]


def _topics(facts: Sequence[Fact], base: FactBase) -> dict[TopicId, str]:
    """Name the topics that a new fact may belong to, those of the facts that come nearest first."""
    order = dict.fromkeys([*(fact.topic for fact in facts), *base.topic_by_id])
    return {id_: base.topic_by_id[id_].titles[base.default_language] for id_ in [*order][:MOST_OPTIONS]}


def _label(deed: str, sentences: Sentences) -> str:
    return sentences.gap_refuse if deed == "refuse" else sentences.gap_dismiss
