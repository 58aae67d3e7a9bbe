"""What moderators may do with the facts: /facts and what stands below it."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, cast

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.desk import gaps_text, history_text, stats_text, tally_rows, what_would_change
from bot.drawing import draw_tallies
from bot.echo import echo, shorten
from bot.listing import fitting
from bot.markdown import shown
from bot.moderation import is_moderator
from bot.reasons import reasons
from bot.views.curating import Curating, Proposal, Sheet
from bot.views.form import FactForm, fits_form, propose
from bot.views.gaps import GapsView
from bot.views.lasting import notice
from bot.views.preview import offer
from bot.views.uploading import UploadForm
from bot.wording import sentences_in
from knowledge import (
    FactId,
    Refusal,
    Status,
    TopicId,
    find_fact,
    gather,
    lint,
    to_zip,
    with_refusal,
    with_status,
    without_refusal,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.config import ModerationSettings
    from knowledge import FactBase, Library

MOST_CHOICES = 25
CHOICE_LONGEST = 100
TEXT_LONGEST = 3800
MOST_REVISIONS = 1000
WHOLE = "all.txt"
QUESTION_LONGEST = 300
STATS_DAYS = 30
PICTURE = "stats.png"
FACTS, LOOK_AFTER = locale_str("facts"), locale_str("Look after the facts")


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class CurateCog(commands.GroupCog, group_name=FACTS, group_description=LOOK_AFTER):
    """Commands for the moderators of the servers that the settings name; nobody else sees them."""

    def __init__(self, client: commands.Bot, library: Library, moderation: ModerationSettings) -> None:
        self._client = cast("Curating", client)
        self._library = library
        self._moderation = moderation

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Hold every command against the right, on the server's side."""
        return is_moderator(interaction, self._moderation)

    @app_commands.command(
        name=locale_str("refresh"), description=locale_str("Read the folder of facts again and see what would change")
    )
    async def refresh(self, interaction: discord.Interaction) -> None:
        """Show what the folder would change, to the moderator alone."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        preview = await self._library.preview()
        if preview.changes.is_empty and not preview.conflicts:
            same = sentences_in(interaction.locale.value).refresh_same
            await interaction.followup.send(view=notice(shown(same)), ephemeral=True)
            return
        await offer(interaction, Proposal(preview, "/facts refresh", self._library.preview))

    @app_commands.command(name=locale_str("upload"), description=locale_str("Take over facts from a file"))
    async def upload(self, interaction: discord.Interaction) -> None:
        """Open a form that takes a file."""
        await interaction.response.send_modal(UploadForm(sentences_in(interaction.locale.value)))

    @app_commands.command(name=locale_str("add"), description=locale_str("Write a new fact"))
    @app_commands.rename(topic=locale_str("topic"))
    @app_commands.describe(topic=locale_str("The topic that it belongs to"))
    async def add(self, interaction: discord.Interaction, topic: str) -> None:
        """Open an empty form."""
        base, sentences = self._library.snapshot.base, sentences_in(interaction.locale.value)
        if topic not in base.topic_by_id:
            text = sentences.desk_unknown_fact.format(fact=echo(topic, 60))
            await interaction.response.send_message(text, ephemeral=True)
            return
        sheet = Sheet(TopicId(topic), base.default_language)
        await interaction.response.send_modal(FactForm(sheet, sentences))

    @add.autocomplete("topic")
    async def suggest_topic(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the topics."""
        del interaction
        base = self._library.snapshot.base
        titles = [(topic.id, topic.titles[base.default_language]) for topic in base.topics]
        found = [(id_, title) for id_, title in titles if typed.casefold() in f"{id_} {title}".casefold()]
        return [
            app_commands.Choice(name=shorten(title, CHOICE_LONGEST), value=id_) for id_, title in found[:MOST_CHOICES]
        ]

    @app_commands.command(name=locale_str("edit"), description=locale_str("Change a fact"))
    @app_commands.rename(which=locale_str("which"), language=locale_str("language"))
    @app_commands.describe(
        which=locale_str("The fact, by its question"), language=locale_str("The language of the wording to change")
    )
    async def edit(self, interaction: discord.Interaction, which: str, language: str | None = None) -> None:
        """Open a form with the fact as it stands.

        Without a language it is that of the moderator's Discord where the fact is worded in it, or else the base's.
        """
        base, sentences = self._library.snapshot.base, sentences_in(interaction.locale.value)
        fact = base.fact_by_id.get(FactId(which))
        if fact is None:
            text = sentences.desk_unknown_fact.format(fact=echo(which, 60))
            await interaction.response.send_message(text, ephemeral=True)
            return
        own = base.language_for(interaction.locale.value)
        worded = own if own in fact.wordings else None
        chosen = base.language_for(language or "") or worded or base.default_language
        if not fits_form(fact, chosen):
            await interaction.response.send_message(sentences.desk_too_long.format(fact=fact.id), ephemeral=True)
            return
        await interaction.response.send_modal(FactForm(Sheet(fact.topic, chosen, fact), sentences))

    @edit.autocomplete("language")
    async def suggest_language(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the languages of the base."""
        sentences = sentences_in(interaction.locale.value)
        names = [(code, sentences.language(code)) for code in self._library.snapshot.base.languages]
        found = [(code, name) for code, name in names if typed.casefold() in f"{code} {name}".casefold()]
        return [app_commands.Choice(name=name, value=code) for code, name in found[:MOST_CHOICES]]

    @app_commands.command(name=locale_str("retire"), description=locale_str("Stop answering with a fact; it is kept"))
    @app_commands.rename(which=locale_str("which"))
    @app_commands.describe(which=locale_str("The fact, by its question"))
    async def retire(self, interaction: discord.Interaction, which: str) -> None:
        """Preview a base that no longer answers with the fact."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        fact = FactId(which)
        if fact not in self._library.snapshot.base.fact_by_id:
            text = sentences_in(interaction.locale.value).desk_unknown_fact.format(fact=echo(which, 60))
            await interaction.followup.send(text, ephemeral=True)
            return
        await self._propose(
            interaction,
            lambda base: with_status(base, find_fact(fact, base).id, Status.RETIRED),
            f"/facts retire {fact}",
        )

    @app_commands.command(name=locale_str("history"), description=locale_str("See who changed what, when and why"))
    @app_commands.rename(which=locale_str("which"))
    @app_commands.describe(which=locale_str("Only the changes of one fact"))
    async def history(self, interaction: discord.Interaction, which: str | None = None) -> None:
        """List the revisions, newest first, with before and after."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        revisions = await self._library.history(FactId(which) if which else None, MOST_REVISIONS)
        sentences = sentences_in(interaction.locale.value)
        lines, whole = history_text(revisions, sentences), history_text(revisions, sentences, in_full=True)
        await self._list(interaction, lines, whole)

    @app_commands.command(
        name=locale_str("restore"), description=locale_str("Bring back an earlier revision, as a new one")
    )
    @app_commands.rename(revision=locale_str("revision"))
    @app_commands.describe(revision=locale_str("Its number, as /facts history shows it"))
    async def restore(self, interaction: discord.Interaction, revision: app_commands.Range[int, 1, 10**9]) -> None:
        """Show what bringing it back would change."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        why = sentences_in(interaction.locale.value).history_restored.format(revision=revision)
        await propose(interaction, lambda _: self._library.restore(revision), why)

    @app_commands.command(name=locale_str("export"), description=locale_str("Get the whole base as a folder"))
    async def export(self, interaction: discord.Interaction) -> None:
        """Send the base in force as a zip, to the moderator alone."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        snapshot = self._library.snapshot
        data = await asyncio.to_thread(to_zip, snapshot.base)
        file = discord.File(io.BytesIO(data), f"facts-{snapshot.revision}.zip")
        text = sentences_in(interaction.locale.value).desk_exported.format(facts=len(snapshot.base.facts))
        await interaction.followup.send(text, file=file, ephemeral=True)

    @app_commands.command(name=locale_str("gaps"), description=locale_str("See what could not be answered"))
    async def gaps(self, interaction: discord.Interaction) -> None:
        """List them, alike ones together, with what can be done about each."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        sentences = sentences_in(interaction.locale.value)
        gaps = await self._library.feedback.gaps()
        groups = await asyncio.to_thread(gather, gaps, self._library.snapshot.base.refusals)
        first, rest = groups[:MOST_CHOICES], len(groups[MOST_CHOICES:])
        lines = gaps_text(first, sentences) + ([sentences.refresh_more.format(count=rest)] if rest else [])
        key = self._client.gap_lists.keep(interaction.user.id, first)
        view = GapsView(lines, first, sentences, moderator=interaction.user.id, key=key)
        await interaction.followup.send(view=view, ephemeral=True)

    @app_commands.command(
        name=locale_str("refuse"),
        description=locale_str("Name a question that must be refused, or lift that again"),
    )
    @app_commands.rename(text=locale_str("text"))
    @app_commands.describe(text=locale_str("The question"))
    async def refuse(self, interaction: discord.Interaction, text: str | None = None) -> None:
        """Keep or lift a refusal; without a text, list them."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        sentences = sentences_in(interaction.locale.value)
        refused = [refusal.text for refusal in self._library.snapshot.base.refusals]
        plain = echo(text or "", QUESTION_LONGEST)
        if plain in refused:
            await self._propose(interaction, lambda base: without_refusal(base, plain), "/facts refuse")
        elif plain:
            refusal = Refusal(plain, self._library.snapshot.answerer.language_of(plain))
            await self._propose(interaction, lambda base: with_refusal(base, refusal), "/facts refuse")
        else:
            await self._list(interaction, refused or [sentences.refusals_none])

    @app_commands.command(name=locale_str("why"), description=locale_str("See how an answer comes about"))
    @app_commands.rename(text=locale_str("text"))
    @app_commands.describe(text=locale_str("The question"))
    async def why(self, interaction: discord.Interaction, text: str) -> None:
        """Explain, with what each check saw."""
        snapshot, sentences = self._library.snapshot, sentences_in(interaction.locale.value)
        answer = snapshot.answerer.answer(text)
        explained = reasons(answer, snapshot.base, sentences, with_evidence=True)
        explained = f"{explained}\n{shown(what_would_change(answer, sentences))}"
        await interaction.response.send_message(view=notice(explained), ephemeral=True)

    @app_commands.command(name=locale_str("stats"), description=locale_str("See what was asked, and how it went"))
    async def stats(self, interaction: discord.Interaction) -> None:
        """Draw and list the counts of the last days."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        sentences = sentences_in(interaction.locale.value)
        feedback = self._library.feedback
        tallies, votes = await feedback.tallies(STATS_DAYS), await feedback.votes(STATS_DAYS)
        text = "\n".join(map(shown, stats_text(tallies, votes, self._library.snapshot.base, sentences)))
        if not tallies:
            await interaction.followup.send(view=notice(text), ephemeral=True)
            return
        rows = tally_rows(tallies, STATS_DAYS)
        picture = await asyncio.to_thread(draw_tallies, rows)
        alt = sentences.stats_picture.format(days=STATS_DAYS, most=max(map(sum, rows)))
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.TextDisplay(text))
        view.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{PICTURE}", description=alt)))
        view.stop()
        await interaction.followup.send(view=view, file=discord.File(io.BytesIO(picture), PICTURE), ephemeral=True)

    @app_commands.command(name=locale_str("lint"), description=locale_str("See what could be tidied up"))
    async def lint(self, interaction: discord.Interaction) -> None:
        """List it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = await self._library.feedback.asked()
        found = await asyncio.to_thread(lint, self._library.snapshot.answerer, asked)
        sentences = sentences_in(interaction.locale.value)
        head = sentences.lint_heading.format(count=len(found)) if found else sentences.lint_clean
        await self._list(interaction, [head, *found])

    @edit.autocomplete("which")
    @retire.autocomplete("which")
    @history.autocomplete("which")
    async def suggest_fact(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer facts, whatever their status, by id and statement, or else by their questions."""
        base, answerer = self._library.snapshot.base, self._library.snapshot.answerer
        language = base.language_for(interaction.locale.value) or base.default_language
        names = {fact.id: f"{fact.id}: {base.wording(fact, language).statement}" for fact in base.facts}
        held = [id_ for id_, name in names.items() if typed.casefold() in name.casefold()]
        found = held or [choice.id for choice in answerer.suggest(typed, language, MOST_CHOICES)]
        return [
            app_commands.Choice(name=shorten(names[id_], CHOICE_LONGEST), value=id_) for id_ in found[:MOST_CHOICES]
        ]

    async def _propose(
        self, interaction: discord.Interaction, change: Callable[[FactBase], FactBase], why: str
    ) -> None:
        await propose(interaction, lambda _: self._library.draft(change), why)

    async def _list(self, interaction: discord.Interaction, lines: list[str], whole: list[str] | None = None) -> None:
        """Show lines, and all of them in full as a file where that shows more."""
        sentences = sentences_in(interaction.locale.value)
        fit = fitting([shown(line) for line in lines], TEXT_LONGEST, sentences)
        view, whole, files = notice("\n".join(fit)), whole or lines, list[discord.File]()
        if whole != lines or len(fit) < len(lines):
            view.add_item(discord.ui.TextDisplay(shown(sentences.desk_in_full)))
            view.add_item(discord.ui.File(f"attachment://{WHOLE}"))
            files.append(discord.File(io.BytesIO("\n".join(whole).encode()), WHOLE))
        await interaction.followup.send(view=view, files=files, ephemeral=True)
