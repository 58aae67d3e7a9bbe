"""Questions, however they come in: /ask, a direct message, a mention in a channel."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.echo import shorten
from bot.views.answer import AnswerView
from knowledge import Answer, Chat, FactId, Language, Part, Talk, answer_with

if TYPE_CHECKING:
    from knowledge import Choice, FactBase, Library

log = logging.getLogger(__name__)

CHOICE_LONGEST = 100
"""Characters that Discord allows in the name and in the value of an autocomplete choice."""
MOST_CHOICES = 25
REPLY_NEEDS_HISTORY = 160002
"""Discord's code where a reply would need the permission to read the channel's history."""

# A question too long for a value goes by its fact instead, so that the choice still finds it.
_FACT_VALUE = re.compile(r"fact:(?P<fact>[a-z0-9-]{1,40}):(?P<language>[^:]{0,16})")


class AskCog(commands.Cog):
    """Answers whoever asks; one function stands behind every way of asking."""

    def __init__(self, client: discord.Client, library: Library) -> None:
        self._client = client
        self._library = library
        self._closed_channels: set[int] = set()

    @app_commands.command(description=locale_str("Ask a question; the answer comes with its quote and source"))
    @app_commands.describe(
        question=locale_str("Your question, in your own words"),
        private=locale_str("Show the answer to you alone"),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(self, interaction: discord.Interaction, question: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - a command's options
        """Answer a slash command."""
        snapshot = self._library.snapshot
        answer = _chosen(question, snapshot.base) or snapshot.answerer.answer(question)
        view = AnswerView.of_answer(answer, snapshot.base, asker=interaction.user.id)
        await interaction.response.send_message(view=view, ephemeral=private)

    @ask.autocomplete("question")
    async def suggest(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the base's own questions while one is being typed; from memory alone."""
        answerer = self._library.snapshot.answerer
        language = None if typed.strip() else _language_of(interaction.locale, answerer.base)
        choices = answerer.suggest(typed, language, limit=MOST_CHOICES)
        return [_suggestion(choice, answerer.base) for choice in choices[:MOST_CHOICES]]

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer what is written to the bot: anything in a direct message, a mention elsewhere."""
        if not self._is_meant(message):
            return
        snapshot = self._library.snapshot
        text = self._without_mention(message.content)
        answer = snapshot.answerer.answer(text) if text else _answer_to_nothing(message, snapshot.base)
        await self._reply(message, AnswerView.of_answer(answer, snapshot.base, asker=message.author.id))

    def _is_meant(self, message: discord.Message) -> bool:
        if message.author.bot or message.webhook_id is not None:
            return False
        if message.type not in {discord.MessageType.default, discord.MessageType.reply}:
            return False
        return message.guild is None or self._client.user in message.mentions

    def _without_mention(self, content: str) -> str:
        own_id = self._client.user.id if self._client.user else 0
        return re.sub(rf"<@!?{own_id}>", " ", content).strip()

    async def _reply(self, message: discord.Message, view: AnswerView) -> None:
        """Reply; a channel where the bot may not write is noted once."""
        try:
            await _send(message, view)
        except discord.Forbidden:
            if message.channel.id not in self._closed_channels:
                self._closed_channels.add(message.channel.id)
                log.warning("Mentioned in channel %d, but not allowed to write there", message.channel.id)


async def _send(message: discord.Message, view: AnswerView) -> None:
    """Answer in place; in a server as a reply, without a ping, unless the bot may not read what it replies to."""
    if message.guild is None:
        await message.channel.send(view=view)
        return
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        await message.channel.send(view=view, reference=reference, mention_author=False)
    except discord.HTTPException as error:
        if error.code != REPLY_NEEDS_HISTORY:
            raise
        await message.channel.send(view=view)


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


def _language_of(locale: discord.Locale, base: FactBase) -> Language:
    """Find the base's language for a member's Discord."""
    code = Language(locale.value.partition("-")[0])
    return code if code in base.languages else base.default_language
