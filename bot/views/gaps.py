"""Questions that found no answer, and what a moderator can do about one: add it to a fact, refuse it, dismiss it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.echo import echo, shorten
from bot.errors import StalePreviewError
from bot.listing import fitting
from bot.markdown import shown
from bot.views.form import FactForm, propose
from bot.views.lasting import Lasting, chosen_values, notice
from bot.views.preview import Curating, Sheet, require_curator
from bot.wording import sentences_in
from knowledge import Fact, FactId, Refusal, Wording, with_fact, with_refusal

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from bot.wording import Sentences
    from knowledge import FactBase, GapGroup

TEXT_LONGEST = 3800
OPTION_LONGEST = 100
_LIST_ID = r"(?P<moderator>[0-9]{1,20}):(?P<key>[0-9a-f]{8})"
PICK_ID = rf"gap:{_LIST_ID}"
DEED_ID = rf"gap-(?P<deed>dismiss|refuse|write):{_LIST_ID}:(?P<place>[0-9]{{1,2}})"
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
        candidates = client.library.snapshot.answerer.answer(group.texts[0]).lead.candidates
        facts = [client.library.snapshot.base.fact_by_id[candidate.id] for candidate in candidates]
        if facts:
            view.add_item(ui.ActionRow(AddMenu(self.moderator, self.key, place, facts, sentences)))
        deeds = (
            DeedButton(deed, self.moderator, self.key, place, sentences) for deed in ("write", "refuse", "dismiss")
        )
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

        def change(base: FactBase) -> FactBase:
            return with_fact(base, _asked_by(base.fact_by_id[id_], group)) if id_ in base.fact_by_id else base

        await propose(interaction, change, f"/facts gaps {id_}")


class DeedButton(Lasting, ui.DynamicItem[ui.Button[Any]], template=DEED_ID):
    """Writes a fact for the question, has it refused from now on, or dismisses it."""

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
        if self.deed == "write":
            base = client.library.snapshot.base
            topic = base.topics[0].id
            wording = Wording("", group.texts)
            blank = Fact(FactId(""), topic, base.sources[0].id, "", {base.default_language: wording})
            await interaction.response.send_modal(
                FactForm(Sheet(topic, base.default_language, written=blank), sentences)
            )
            return
        if self.deed == "refuse":
            await interaction.response.defer(ephemeral=True, thinking=True)
            refusal = Refusal(group.texts[0], group.language)
            await propose(interaction, lambda base: with_refusal(base, refusal), "/facts gaps")
            return
        for text in group.texts:
            await client.library.feedback.dismiss(text)
        told = shown(sentences.gap_dismissed.format(text=echo(group.texts[0], 200)))
        await interaction.response.edit_message(view=notice(told))


def _group(client: Curating, moderator: int, key: str, place: int) -> GapGroup:
    groups = client.gap_lists.look(moderator, key) or ()
    if place >= len(groups):
        raise StalePreviewError
    return groups[place]


def _asked_by(fact: Fact, group: GapGroup) -> Fact:
    """Give a fact that is asked for by a group's most asked question, too."""
    language = group.language if group.language in fact.wordings else next(iter(fact.wordings))
    wording = fact.wordings[language]
    questions = tuple(dict.fromkeys((*wording.questions, group.texts[0])))
    return replace(fact, wordings={**fact.wordings, language: replace(wording, questions=questions)})


def _label(deed: str, sentences: Sentences) -> str:
    match deed:
        case "write":
            return sentences.desk_form_add
        case "refuse":
            return sentences.gap_refuse
        case _:
            return sentences.gap_dismiss
