"""What can be done with an answer: see it in context, vote, ask why, share it, remove it. All outlives a restart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

import discord
from discord import ui

from bot.context import in_context
from bot.errors import NotAskerError
from bot.reasons import reasons
from bot.reception import Place
from bot.views.lasting import Lasting, Serving, chosen_values, message_of, notice
from bot.views.reading import claims_on, facts_on, questions_on
from bot.wording import sentences_for
from knowledge import FactId, Language, answer_with, check

if TYPE_CHECKING:
    import re

    from bot.reception import Reception
    from bot.wording import Sentences
    from knowledge import Answer, Library, Snapshot

CONTEXT, HELPFUL, UNHELPFUL, WHY, SHARE, REMOVE = "context", "helpful", "unhelpful", "why", "share", "remove"
CARD_ID = r"(?P<fact>[a-z0-9-]{0,40}):(?P<language>[^:]{0,16}):(?P<asker>[0-9]{1,20})"
BUTTON_ID = rf"(?P<verb>context|helpful|unhelpful|why|share|remove):{CARD_ID}"
REASON_ID = r"reason:(?P<message>[0-9]{1,20}):(?P<fact>[a-z0-9-]{0,40}):(?P<language>[^:]{0,16})"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a card's buttons know of it."""

    fact: FactId
    """The fact that the button is about; empty where none is quoted."""
    language: Language
    """The language of the question."""
    asker: int
    """The user id of who asked."""

    def __str__(self) -> str:
        """Write the mark as the end of a component's id."""
        return f"{self.fact}:{self.language[:16]}:{self.asker}"

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Read a mark back from a component's id."""
        return cls(FactId(match["fact"]), Language(match["language"]), int(match["asker"]))


@dataclass(frozen=True, slots=True)
class _Press:
    """A press of a card's button."""

    interaction: discord.Interaction
    mark: Mark

    @property
    def library(self) -> Library:
        return cast("Serving", self.interaction.client).library

    @property
    def reception(self) -> Reception:
        return cast("Serving", self.interaction.client).reception

    @property
    def sentences(self) -> Sentences:
        """Those of whoever pressed."""
        return sentences_for(self.interaction.locale.value, self.mark.language)

    @property
    def is_askers(self) -> bool:
        return self.interaction.user.id == self.mark.asker

    async def tell(self, *texts: str) -> None:
        await self.interaction.response.send_message(view=notice(*texts), ephemeral=True)


class CardButton(Lasting, ui.DynamicItem[ui.Button[Any]], template=BUTTON_ID):
    """One of the things that can be done with an answer."""

    def __init__(self, verb: str, mark: Mark, sentences: Sentences) -> None:
        super().__init__(ui.Button(label=label_of(verb, sentences), custom_id=f"{verb}:{mark}"))
        self.verb = verb
        self.mark = mark

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button back from its id."""
        del item
        return cls(match["verb"], Mark.of(match), sentences_for(interaction.locale.value, match["language"]))

    async def respond(self, interaction: discord.Interaction) -> None:
        """Do what the button is for."""
        press = _Press(interaction, self.mark)
        match self.verb:
            case "context":
                await _show_context(press)
            case "helpful" | "unhelpful":
                await _vote(press, is_helpful=self.verb == HELPFUL)
            case "why":
                await _explain(press)
            case "share":
                await _share(press)
            case _:
                await _remove(press)


def label_of(verb: str, sentences: Sentences) -> str:
    """Name one of the things that can be done."""
    match verb:
        case "context":
            return sentences.button_context
        case "helpful":
            return sentences.button_helpful
        case "unhelpful":
            return sentences.button_unhelpful
        case "why":
            return sentences.button_why
        case "share":
            return sentences.button_share
        case _:
            return sentences.button_remove


async def _show_context(press: _Press) -> None:
    """Show the paragraph as the facts in force have it."""
    base = press.library.snapshot.base
    fact = base.fact_by_id.get(press.mark.fact)
    await press.tell(*in_context(base.cite(fact), press.sentences) if fact else (press.sentences.fact_gone,))


async def _vote(press: _Press, *, is_helpful: bool) -> None:
    """Keep the vote; where the answer did not help, ask what was wrong and keep the question for the moderators.

    What somebody else's message claims is no question of the voter's, and is not kept.
    """
    message = message_of(press.interaction)
    if is_helpful:
        await press.tell(press.sentences.vote_kept)
    else:
        view = ReasonView(message.id, press.mark, press.sentences)
        await press.interaction.response.send_message(view=view, ephemeral=True)
    feedback = press.library.feedback
    await feedback.vote(press.interaction.user.id, message.id, press.mark.fact, is_helpful=is_helpful)
    for question in [] if is_helpful else questions_on(message):
        feedback.lament(question, press.mark.language)


async def _explain(press: _Press) -> None:
    """Ask the card's questions again and tell how their answers come about."""
    snapshot = press.library.snapshot
    question = _asked(message_of(press.interaction))
    if not question:
        await press.tell(press.sentences.why_no_question)
        return
    await press.tell(reasons(_asked_again(question, press.mark, snapshot), snapshot.base, press.sentences))


def _asked(card: discord.Message) -> str:
    return "\n".join(questions_on(card) or claims_on(card))


def _asked_again(question: str, mark: Mark, snapshot: Snapshot) -> Answer:
    """Answer as the card did: to a question, to a message that was checked, or with a fact that was picked."""
    answer = snapshot.answerer.answer(question, mark.language)
    if not mark.fact or _cites(answer, mark.fact):
        return answer
    checked = check(question, snapshot.answerer, mark.language)
    if _cites(checked, mark.fact):
        return checked
    return answer_with(mark.fact, mark.language, snapshot.base) or answer


def _cites(answer: Answer, fact: FactId) -> bool:
    return fact in [citation.fact.id for citation in answer.citations]


async def _share(press: _Press) -> None:
    """Post a private card to the channel as it stands, with a button that removes it in the place of this one."""
    _require_asker(press)
    interaction, card = press.interaction, message_of(press.interaction)
    seconds = press.reception.seconds_to_wait(interaction.user.id, interaction.channel_id, interaction.created_at)
    if seconds:
        await press.tell(press.sentences.too_many.format(seconds=seconds))
        return
    sent = await interaction.response.send_message(view=_copy(card, press.mark))
    if sent.message_id and press.mark.fact:
        place = Place(sent.message_id, interaction.channel_id or 0, interaction.guild_id)
        press.reception.remember(_asked(card), facts_on(card), place, interaction.created_at)
        press.reception.note_shared(facts_on(card), place)


def _copy(message: discord.Message, mark: Mark) -> ui.LayoutView:
    view = ui.LayoutView.from_message(message, timeout=None)
    remove = CardButton(REMOVE, mark, sentences_for(None, mark.language))
    for row in [item for item in view.walk_children() if isinstance(item, ui.ActionRow)]:
        for item in [item for item in row.children if getattr(item, "custom_id", "") == f"{SHARE}:{mark}"]:
            row.remove_item(item)
            row.add_item(remove)
    view.stop()
    return view


async def _remove(press: _Press) -> None:
    """Delete the card, for whoever asked and for those who may manage the channel's messages."""
    if not press.interaction.permissions.manage_messages:
        _require_asker(press)
    await press.interaction.response.defer()
    await press.interaction.delete_original_response()
    await press.reception.withdraw(message_of(press.interaction).id)


def _require_asker(press: _Press) -> None:
    if not press.is_askers:
        raise NotAskerError


class ReasonView(ui.LayoutView):
    """Asks what was wrong with an answer."""

    def __init__(self, message: int, mark: Mark, sentences: Sentences) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay(sentences.vote_reason))
        self.add_item(ui.ActionRow(ReasonMenu(message, mark.fact, mark.language, sentences)))
        self.stop()


class ReasonMenu(Lasting, ui.DynamicItem[ui.Select[Any]], template=REASON_ID):
    """Takes the reason of a vote."""

    def __init__(self, message: int, fact: str, language: str, sentences: Sentences) -> None:
        options = [discord.SelectOption(label=label, value=key) for key, label in sentences.vote_reasons.items()]
        super().__init__(ui.Select(custom_id=f"reason:{message}:{fact}:{language[:16]}", options=options))
        self.message = message
        self.fact = FactId(fact)
        self.language = language

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a menu back from its id."""
        del item
        sentences = sentences_for(interaction.locale.value, match["language"])
        return cls(int(match["message"]), match["fact"], match["language"], sentences)

    async def respond(self, interaction: discord.Interaction) -> None:
        """Keep the reason with the vote."""
        sentences = sentences_for(interaction.locale.value, self.language)
        reason = next((key for key in chosen_values(interaction) if key in sentences.vote_reasons), "")
        await interaction.response.edit_message(view=notice(sentences.vote_reason_kept))
        feedback = cast("Serving", interaction.client).library.feedback
        await feedback.vote(interaction.user.id, self.message, self.fact, is_helpful=False, reason=reason)
