"""Questions, however they come in: /ask, a direct message, a mention in a channel, a mention that was edited."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.echo import shorten
from bot.errors import log_refusal
from bot.lately import Lately
from bot.messages import CHECK, handed_on, replied_to
from bot.reception import Place
from bot.views.answer import AnswerView, CheckView
from bot.views.browse import reader_language
from bot.views.reading import facts_on
from bot.wording import sentences_for
from knowledge import Answer, Chat, FactId, Language, Part, Talk, answer_with, check

if TYPE_CHECKING:
    from bot.reception import Reception
    from knowledge import Choice, FactBase

CHOICE_LONGEST = 100
"""Characters that Discord allows in the name and in the value of an autocomplete choice."""
MOST_CHOICES = 25
REPLY_NEEDS_HISTORY = 160002
"""Discord's code where a reply would need the permission to read the channel's history."""
FOLLOWED_WITHIN = dt.timedelta(minutes=10)
EDITED_WITHIN = dt.timedelta(minutes=15)

# A question too long for a value goes by its fact instead, so that the choice still finds it.
_FACT_VALUE = re.compile(r"fact:(?P<fact>[a-z0-9-]{1,40}):(?P<language>[^:]{0,16})")


@dataclass(frozen=True, slots=True)
class _Replied:
    """A mention that was answered, and may be edited once more."""

    text: str
    reply: discord.Message


class AskCog(commands.Cog):
    """Answers whoever asks; one function stands behind every way of asking."""

    def __init__(self, client: discord.Client, reception: Reception) -> None:
        self._client = client
        self._reception = reception
        self._closed_channels: set[int] = set()
        self._warned: Lately[int, bool] = Lately(dt.timedelta(minutes=1))
        self._replied: Lately[int, _Replied] = Lately(EDITED_WITHIN, most=1000)

    @app_commands.command(
        name=locale_str("ask"), description=locale_str("Ask a question; the answer comes with its quote and source")
    )
    @app_commands.rename(question=locale_str("question"), private=locale_str("private"))
    @app_commands.describe(
        question=locale_str("Your question, in your own words"),
        private=locale_str("Show the answer to you alone"),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(self, interaction: discord.Interaction, question: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - a command's options
        """Answer a slash command."""
        now, channel = interaction.created_at, interaction.channel_id
        told = self._told_instead(interaction, question, is_private=private)
        if told:
            await interaction.response.send_message(told, ephemeral=True)
            return
        base = self._reception.snapshot.base
        answer = _chosen(question, base) or self._reception.answer(question, now, channel=channel)
        locale = interaction.locale.value
        view = AnswerView.of_answer(answer, base, asker=interaction.user.id, locale=locale, is_private=private)
        sent = await interaction.response.send_message(view=view, ephemeral=private)
        place = Place(sent.message_id or 0, channel or 0, interaction.guild_id)
        if not (private and place.guild):  # in a direct message every answer may be followed
            self._reception.remember(question, view.facts, place, now)
        self._reception.note(answer, None if private else place)

    def _told_instead(self, interaction: discord.Interaction, question: str, *, is_private: bool) -> str:
        """Give what whoever asks is told in place of an answer; empty where an answer is due."""
        now, channel = interaction.created_at, interaction.channel_id or 0
        sentences = sentences_for(interaction.locale.value, self._reception.snapshot.base.default_language)
        seconds = self._reception.seconds_to_wait(interaction.user.id, channel, now)
        if seconds:
            return sentences.too_many.format(seconds=seconds)
        earlier = None if is_private else self._reception.earlier(question, channel, now)
        return sentences.asked_before.format(link=earlier.link) if earlier else ""

    @ask.autocomplete("question")
    async def suggest(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the base's own questions while one is being typed; from memory alone."""
        answerer = self._reception.snapshot.answerer
        language = reader_language(interaction, answerer.base)
        choices = answerer.suggest(typed, language, limit=MOST_CHOICES)
        return [_suggestion(choice, answerer.base) for choice in choices[:MOST_CHOICES]]

    async def hear(self, message: discord.Message) -> None:
        """Answer what is written to the bot: anything in a direct message, a mention elsewhere."""
        if not self._is_meant(message) or await self._is_flood(message):
            return
        text = self._without_mention(message.content)
        claim = "" if text else handed_on(message)
        told = self._said_instead(message, text or claim)
        if told:
            await self._reply(message, content=told)
            return
        answer = check(claim, self._reception.snapshot.answerer) if claim else self._answer(message, text)
        made_by = CheckView if claim else AnswerView
        view = made_by.of_answer(answer, self._reception.snapshot.base, asker=message.author.id)
        reply = await self._reply(message, view=view)
        if reply is None:
            return
        place = _place_of(reply, message)
        self._reception.remember(text or claim, view.facts, place, message.created_at)
        self._replied.put(message.id, _Replied(text, reply), message.created_at)
        if claim:  # no question: it is not counted among them
            self._reception.note_shared(view.facts, place)
        else:
            self._reception.note(answer, place)

    def _said_instead(self, message: discord.Message, text: str) -> str:
        """Give what is replied to a message in a server in place of an answer; empty where an answer is due."""
        if message.guild is None:
            return ""
        language = self._reception.snapshot.base.default_language
        sentences = sentences_for(message.guild.preferred_locale.value, language)
        if _is_hidden(message):
            return sentences.reply_hidden
        if not text and replied_to(message):  # of somebody else's message Discord shows the words only to its command
            return sentences.message_hidden.format(check=sentences.commands.get(CHECK, CHECK))
        earlier = self._reception.earlier(text, message.channel.id, message.created_at)
        sentences = sentences_for(None, self._reception.snapshot.answerer.language_of(text))
        return sentences.asked_before.format(link=earlier.link) if earlier else ""

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer a message once more whose words were changed, in the reply that it has; then no more."""
        message = payload.message
        replied = self._replied.get(message.id, message.edited_at or message.created_at)
        text = self._without_mention(message.content)
        if replied is None or not text or text == replied.text:
            return
        self._replied.drop(message.id)
        answer = self._answer(message, text)
        view = AnswerView.of_answer(answer, self._reception.snapshot.base, asker=message.author.id)
        try:
            await replied.reply.edit(view=view, allowed_mentions=discord.AllowedMentions.none())
        except discord.NotFound:  # the reply was removed: nobody waits for another
            return
        place = _place_of(replied.reply, message)
        await self._reception.withdraw(place.message)
        self._reception.remember(text, view.facts, place, message.created_at)
        self._reception.note(answer, place)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Point to no answer that somebody has deleted."""
        self._reception.forget(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Point to none of the answers that somebody has deleted."""
        for message in payload.message_ids:
            self._reception.forget(message)

    def _answer(self, message: discord.Message, text: str) -> Answer:
        if not text:
            return _answer_to_nothing(message, self._reception.snapshot.base)
        channel = message.channel.id if message.guild is None else None
        return self._reception.answer(text, message.created_at, channel=channel, facts=_replied_to(message))

    async def _is_flood(self, message: discord.Message) -> bool:
        """Tell whether a message is one too many; once a minute its author is told so, and nobody else."""
        now, author = message.created_at, message.author
        seconds = self._reception.seconds_to_wait(author.id, message.channel.id, now)
        if seconds and not self._warned.get(author.id, now):
            self._warned.put(author.id, True, now)  # noqa: FBT003 - all that there is to keep
            sentences = sentences_for(None, self._reception.snapshot.answerer.language_of(message.content))
            with contextlib.suppress(discord.HTTPException):  # their direct messages are closed, or they are gone
                await author.send(sentences.too_many.format(seconds=seconds))
        return seconds > 0

    def _is_meant(self, message: discord.Message) -> bool:
        if message.author.bot or message.webhook_id is not None:
            return False
        if message.type not in {discord.MessageType.default, discord.MessageType.reply}:
            return False
        return message.guild is None or self._client.user in message.mentions

    def _without_mention(self, content: str) -> str:
        own_id = self._client.user.id if self._client.user else 0
        return content.replace(f"<@{own_id}>", " ").replace(f"<@!{own_id}>", " ").strip()

    async def _reply(
        self, message: discord.Message, *, view: AnswerView | None = None, content: str | None = None
    ) -> discord.Message | None:
        """Reply, where the channel is still there and the bot may write."""
        try:
            sent = await _send(message, view, content)
        except discord.NotFound:
            return None
        except discord.Forbidden as error:
            if message.guild:  # a direct message that is closed has nobody to be told
                await self._tell_elsewhere(message, error)
            return None
        self._closed_channels.discard(message.channel.id)
        return sent

    async def _tell_elsewhere(self, message: discord.Message, error: discord.Forbidden) -> None:
        """Log once that a channel is closed to the bot, and tell whoever asked there, in a direct message."""
        channel = message.channel.id
        if channel in self._closed_channels:
            return
        self._closed_channels.add(channel)
        reference = log_refusal(error, f"channel {channel}")
        sentences = sentences_for(None, self._reception.snapshot.answerer.language_of(message.content))
        with contextlib.suppress(discord.HTTPException):
            await message.author.send(sentences.closed_channel.format(channel=f"<#{channel}>", reference=reference))


async def _send(message: discord.Message, view: AnswerView | None, content: str | None) -> discord.Message:
    """Answer in place; in a server as a reply, without a ping, unless the bot may not read what it replies to."""
    what = {"view": view} if view else {"content": content}
    if message.guild is None:
        return await message.channel.send(**what)
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        return await message.channel.send(**what, reference=reference, mention_author=False)
    except discord.HTTPException as error:
        if error.code != REPLY_NEEDS_HISTORY:
            raise
        return await message.channel.send(**what)


def _place_of(reply: discord.Message, message: discord.Message) -> Place:
    """Tell where the reply to a message stands."""
    return Place(reply.id, message.channel.id, message.guild.id if message.guild else None)


def _is_hidden(message: discord.Message) -> bool:
    """Tell whether Discord keeps a reply's text back, as it does where a command's answer is replied to."""
    card = message.reference.resolved if message.reference else None
    is_commands = isinstance(card, discord.Message) and card.interaction_metadata is not None
    return is_commands and not message.content and not message.attachments


def _replied_to(message: discord.Message) -> tuple[FactId, ...]:
    """Give the facts on the card that a message replies to, while that card is fresh."""
    card = message.reference.resolved if message.reference else None
    if not isinstance(card, discord.Message) or message.created_at - card.created_at > FOLLOWED_WITHIN:
        return ()
    return facts_on(card)


def _answer_to_nothing(message: discord.Message, base: FactBase) -> Answer:
    """Hint at what is missing: a bare mention asks for help, a picture alone cannot be read."""
    talk = Talk.EMPTY if message.guild is None or message.attachments else Talk.HELP
    return Answer("", base.default_language, (Part("", Chat(talk)),))


def _suggestion(choice: Choice, base: FactBase) -> app_commands.Choice[str]:
    """Offer a question under its own words, or, where those are too long, under its fact."""
    value = choice.question
    if len(value) > CHOICE_LONGEST:
        value = f"fact:{choice.id}:{_worded_in(choice, base)[:16]}"
    return app_commands.Choice(name=shorten(choice.question, CHOICE_LONGEST), value=value)


def _worded_in(choice: Choice, base: FactBase) -> Language:
    """Tell the language of an offered question."""
    wordings = base.fact_by_id[choice.id].wordings
    asked_in = (language for language, wording in wordings.items() if choice.question in wording.questions)
    return next(asked_in, base.default_language)


def _chosen(question: str, base: FactBase) -> Answer | None:
    """Answer with the fact that a suggestion stood for; `None` where the question is in words."""
    match = _FACT_VALUE.fullmatch(question)
    return answer_with(FactId(match["fact"]), Language(match["language"]), base) if match else None
