"""What members leaf through: topics, facts, people, the line of time, the sources, and what the bot is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.context import in_context
from bot.echo import shorten
from bot.markdown import shown, small
from bot.messages import CHECK
from bot.pages import PEOPLE, SOURCE, TIMELINE, TOPICS, Address, open_page
from bot.speech import one_source_line
from bot.views.browse import PageView, pictures_of, reader_language, show_fact
from bot.views.lasting import notice, sheet
from bot.wording import sentences_for
from knowledge import FactId

if TYPE_CHECKING:
    from bot.reception import Reception
    from bot.wording import Sentences
    from knowledge import FactBase, Language

CHOICE_LONGEST = 100
"""Characters that Discord allows in the name of an autocomplete choice."""
MOST_CHOICES = 25
TITLE_LONGEST, SCOPE_LONGEST, SOURCES_LONGEST = 200, 600, 600
"""Characters of what a base says of itself: every one of them may need an escape, and a message holds 4000."""


class BrowseCog(commands.Cog):
    """Shows what there is; every page is for whoever asked, and each fact can be shared from there."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    @app_commands.command(name=locale_str("topics"), description=locale_str("Leaf through the facts by topic"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def topics(self, interaction: discord.Interaction) -> None:
        """List the topics."""
        await self._show(Address(TOPICS), interaction)

    @app_commands.command(name=locale_str("people"), description=locale_str("See who said and did what"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def people(self, interaction: discord.Interaction) -> None:
        """List the people."""
        await self._show(Address(PEOPLE), interaction)

    @app_commands.command(name=locale_str("fact"), description=locale_str("Open one fact, with its quote and source"))
    @app_commands.rename(which=locale_str("which"))
    @app_commands.describe(which=locale_str("The fact, by its question"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def fact(self, interaction: discord.Interaction, which: str) -> None:
        """Open a fact."""
        await show_fact(self._meant(which), interaction)

    @app_commands.command(name=locale_str("source"), description=locale_str("Read the sources, paragraph by paragraph"))
    @app_commands.rename(which=locale_str("which"))
    @app_commands.describe(which=locale_str("A fact whose quote is to be shown where it stands"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def source(self, interaction: discord.Interaction, which: str | None = None) -> None:
        """Open the sources, or the paragraph of a fact."""
        if which is None:
            await self._show(Address(SOURCE), interaction)
            return
        base, _, sentences = self._reader(interaction)
        fact = base.fact_by_id.get(self._meant(which))
        texts = in_context(base.cite(fact), sentences) if fact else (sentences.fact_gone,)
        await interaction.response.send_message(view=notice(*texts), ephemeral=True)

    @fact.autocomplete("which")
    @source.autocomplete("which")
    async def suggest(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer facts by their questions; from memory alone."""
        _, language, _ = self._reader(interaction)
        choices = self._reception.snapshot.answerer.suggest(typed, language, limit=MOST_CHOICES * 2)
        first = {choice.id: choice.question for choice in reversed(choices)}
        ids = list(dict.fromkeys(choice.id for choice in choices))[:MOST_CHOICES]
        return [app_commands.Choice(name=shorten(first[id_], CHOICE_LONGEST), value=str(id_)) for id_ in ids]

    @app_commands.command(name=locale_str("timeline"), description=locale_str("See what is dated, in order"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def timeline(self, interaction: discord.Interaction) -> None:
        """Draw what is dated, and list it; the same in both."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        base, language, sentences = self._reader(interaction)
        page = await asyncio.to_thread(open_page, Address(TIMELINE), base, language, sentences)
        view = PageView(page, sentences)
        await interaction.followup.send(view=view, files=await pictures_of(page), ephemeral=True)

    @app_commands.command(name=locale_str("help"), description=locale_str("See what this bot can do"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction) -> None:
        """List the commands, and what all of it rests on."""
        base, _, sentences = self._reader(interaction)
        commands = (f"- {_command_line(name, what, sentences)}" for name, what in sentences.help_commands.items())
        check = sentences.commands.get(CHECK, CHECK)
        texts = (
            shown(sentences.help.format(title=shorten(base.title, TITLE_LONGEST))),
            "\n".join(commands),
            shown(sentences.help_beside.format(check=check)),
            shown(sentences.help_reads),
            *map(small, map(shown, one_source_line(base, sentences))),
        )
        await interaction.response.send_message(view=sheet(*texts), ephemeral=True)

    @app_commands.command(
        name=locale_str("about"), description=locale_str("See what is covered, and how answers are made")
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def about(self, interaction: discord.Interaction) -> None:
        """Tell scope, sources, cut-off and how answers are made."""
        base, _, sentences = self._reader(interaction)
        await interaction.response.send_message(view=sheet(*_about(base, sentences)), ephemeral=True)

    async def _show(self, address: Address, interaction: discord.Interaction) -> None:
        base, language, sentences = self._reader(interaction)
        page = await asyncio.to_thread(open_page, address, base, language, sentences)
        await interaction.response.send_message(view=PageView(page, sentences), ephemeral=True)

    def _reader(self, interaction: discord.Interaction) -> tuple[FactBase, Language, Sentences]:
        base = self._reception.snapshot.base
        language = reader_language(interaction, base)
        return base, language, sentences_for(interaction.locale.value, language)

    def _meant(self, which: str) -> FactId:
        """Find the fact of a suggestion, or of words that were typed without taking one."""
        if which in self._reception.snapshot.base.fact_by_id:
            return FactId(which)
        candidates = self._reception.snapshot.answerer.answer(which).lead.candidates
        return candidates[0].id if candidates else FactId("")


def _command_line(name: str, what: str, sentences: Sentences) -> str:
    """Name a command as the reader's Discord shows it."""
    command = f"**/{shown(sentences.commands.get(name, name))}**"
    return sentences.help_line.format(command=command, what=shown(what))


def _about(base: FactBase, sentences: Sentences) -> tuple[str, ...]:
    sources = "; ".join(
        sentences.source_at.format(publisher=source.publisher, place=source.place, date=sentences.day(source.date))
        for source in base.sources
    )
    newest = max(source.date for source in base.sources)
    lines = [
        sentences.about_scope.format(scope=shorten(base.scope, SCOPE_LONGEST)),
        sentences.about_sources.format(sources=shorten(sources, SOURCES_LONGEST)),
        *one_source_line(base, sentences),
        sentences.about_cut_off.format(date=sentences.day(newest)),
    ]
    listed = "\n".join(f"- {shown(line)}" for line in lines)
    return f"## {shown(shorten(base.title, TITLE_LONGEST))}", listed, shown(sentences.about_answers)
