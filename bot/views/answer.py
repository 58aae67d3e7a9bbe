"""A reply on Discord: the card, what can be asked next, and what can be done with it. All outlives a restart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from discord import ui

from bot.echo import shorten
from bot.reception import Place
from bot.replies import render
from bot.speech import speak
from bot.views.actions import CONTEXT, HELPFUL, REMOVE, SHARE, UNHELPFUL, WHY, Mark, label_of
from bot.views.drawn import DrawnView, button, container, menu, row, separator, text
from bot.views.lasting import Lasting, Serving, chosen_values
from bot.views.reading import CLAIM_ID, QUESTION_ID
from bot.wording import sentences_for
from knowledge import FactId, Language, answer_with

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    import discord

    from bot.replies import Card, Section
    from bot.views.drawn import Component
    from bot.wording import Sentences
    from knowledge import Answer, Choice, FactBase

LABEL_LONGEST = 80
"""Characters that Discord allows on a button."""
OPTION_LONGEST = 100
"""Characters that Discord allows in an entry of a menu."""

_NEXT_ID = r"(?P<language>[^:]{0,16}):(?P<asker>[0-9]{1,20}):(?P<place>[0-9]{1,2})"
BUTTON_ID = rf"fact:(?P<fact>[a-z0-9-]{{1,40}}):{_NEXT_ID}"
MENU_ID = rf"pick:{_NEXT_ID}"


class AnswerView(DrawnView):
    """A card with its buttons: those that could be meant, or a menu of what is related, and what can be done."""

    headings: ClassVar[int] = QUESTION_ID
    """The id of the first heading."""

    def __init__(
        self, card: Card, sentences: Sentences, *, language: Language, asker: int, is_private: bool = False
    ) -> None:
        self.facts = card.facts
        drawing = _Drawing(card, self.facts, sentences, language, asker, is_private, self.headings, count(1))
        super().__init__(container(drawing.parts(), card.colour))

    @classmethod
    def of_answer(
        cls, answer: Answer, base: FactBase, *, asker: int, locale: str | None = None, is_private: bool = False
    ) -> Self:
        """Show an answer to whoever asked, by user id, in the words of a locale where it is known."""
        speech = speak(answer, base, locale)
        card = render(speech, base)
        return cls(card, speech.sentences, language=speech.language, asker=asker, is_private=is_private)


class CheckView(AnswerView):
    """A card of what came of a check, whose headings are somebody's claims."""

    headings = CLAIM_ID


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws a card for whoever asked."""

    card: Card
    facts: tuple[FactId, ...]
    sentences: Sentences
    language: Language
    asker: int
    is_private: bool
    headings: int
    places: Iterator[int]
    """Numbers the choices, so that no two ids are the same."""

    def parts(self) -> Iterator[Component]:
        for number, section in enumerate(self.card.sections):
            if number:
                yield separator()
            yield from self._section(number, section)
        if self.card.closing:
            yield text(self.card.closing)
        if any(section.heading for section in self.card.sections):
            if not (self.facts and self._is_alone):  # a row of buttons that belongs to less than the card comes before
                yield separator()
            yield self._actions()

    def _section(self, number: int, section: Section) -> Iterator[Component]:
        if section.heading:
            yield text(section.heading, self.headings + number)
        yield from map(text, section.texts)
        if section.facts and not self._is_alone and self._is_first_with(section.facts[0], number):
            yield row(self._action(CONTEXT, section.facts[0]))
        yield from self._choices(section)

    def _choices(self, section: Section) -> Iterator[Component]:
        """Offer what could be meant as buttons, and what is only nearby, or would be too much, as a menu."""
        if not section.choices:
            return
        if section.facts or not self._is_alone:
            yield row(_menu(section, self._ending()))
            return
        if section.lead_in:
            yield text(section.lead_in)
        yield row(*map(self._button, section.choices))

    def _is_first_with(self, fact: FactId, number: int) -> bool:
        return not any(fact in section.facts[:1] for section in self.card.sections[:number])

    @property
    def _is_alone(self) -> bool:
        return len(self.card.sections) == 1

    def _button(self, choice: Choice) -> Component:
        return button(shorten(choice.question, LABEL_LONGEST) or "…", f"fact:{choice.id}:{self._ending()}")

    def _ending(self) -> str:
        """Give what the id of the next choice ends in."""
        return f"{self.language[:16]}:{self.asker}:{next(self.places)}"

    def _actions(self) -> Component:
        verbs = [HELPFUL, UNHELPFUL] if self.facts else []
        if self.facts and self._is_alone:
            verbs.insert(0, CONTEXT)
        verbs += [WHY, SHARE if self.is_private else REMOVE]
        fact = self.facts[0] if self.facts else FactId("")
        return row(*(self._action(verb, fact) for verb in verbs))

    def _action(self, verb: str, fact: FactId) -> Component:
        return button(label_of(verb, self.sentences), f"{verb}:{Mark(fact, self.language, self.asker)}")


def _menu(section: Section, ending: str) -> Component:
    questions = {choice.id: choice.question for choice in section.choices}
    options = [(shorten(question, OPTION_LONGEST) or "…", fact) for fact, question in questions.items()]
    return menu(f"pick:{ending}", options, shorten(section.lead_in.rstrip(":："), LABEL_LONGEST))


class _Picking(Lasting):
    """Answers with a fact that was picked, from the facts in force."""

    language: Language
    asker: int

    async def answer_with(self, fact: FactId, interaction: discord.Interaction) -> None:
        """Answer in place; bystanders are answered privately, so that they can look without filling the channel."""
        reception = cast("Serving", interaction.client).reception
        base = reception.snapshot.base
        answer = answer_with(fact, self.language, base)
        if answer is None:
            gone = sentences_for(interaction.locale.value, self.language).fact_gone
            await interaction.response.send_message(gone, ephemeral=True)
            return
        is_private = interaction.user.id != self.asker or _is_private(interaction)
        locale = interaction.locale.value
        seconds = reception.seconds_to_wait(interaction.user.id, interaction.channel_id, interaction.created_at)
        if seconds:
            text = sentences_for(locale, self.language).too_many.format(seconds=seconds)
            await interaction.response.send_message(text, ephemeral=True)
            return
        view = AnswerView.of_answer(answer, base, asker=interaction.user.id, locale=locale, is_private=is_private)
        sent = await interaction.response.send_message(view=view, ephemeral=is_private)
        place = None
        if sent.message_id and not is_private:
            place = Place(sent.message_id, interaction.channel_id or 0, interaction.guild_id)
            reception.remember(answer.question, view.facts, place, interaction.created_at)
        reception.note_choice(fact, place)


class FactButton(_Picking, ui.DynamicItem[ui.Button[Any]], template=BUTTON_ID):
    """Answers with one fact; all it needs stands in its id."""

    def __init__(self, custom_id: str, fact: str, language: str, asker: int) -> None:
        super().__init__(ui.Button(label="…", custom_id=custom_id))
        self.fact = FactId(fact)
        self.language = Language(language)
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button back from its id."""
        del interaction, item
        return cls(match.string, match["fact"], match["language"], int(match["asker"]))

    async def respond(self, interaction: discord.Interaction) -> None:
        """Answer with the fact."""
        await self.answer_with(self.fact, interaction)


class PickMenu(_Picking, ui.DynamicItem[ui.Select[Any]], template=MENU_ID):
    """Answers with the fact that is picked."""

    def __init__(self, custom_id: str, language: str, asker: int) -> None:
        super().__init__(ui.Select(custom_id=custom_id))
        self.language = Language(language)
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a menu back from its id."""
        del interaction, item
        return cls(match.string, match["language"], int(match["asker"]))

    async def respond(self, interaction: discord.Interaction) -> None:
        """Answer with what was picked; a forged press that picks nothing finds nothing."""
        await self.answer_with(FactId(next(iter(chosen_values(interaction)), "")), interaction)


def _is_private(interaction: discord.Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral
