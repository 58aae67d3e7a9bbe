"""The Discord client: takes settings and facts, loads the cogs, registers lasting buttons."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import errors
from bot.cogs.ask import AskCog
from bot.cogs.browse import BrowseCog
from bot.cogs.check import CheckCog
from bot.cogs.curate import CurateCog
from bot.cogs.following import FollowingCog
from bot.cogs.keeping import KeepingCog
from bot.cogs.privacy import PrivacyCog
from bot.definitions import DefinitionRecord, send_definitions
from bot.pending import Pending
from bot.reception import Reception
from bot.views.actions import CardButton, ReasonMenu
from bot.views.answer import FactButton, PickMenu
from bot.views.browse import OpenMenu, TurnButton
from bot.views.form import WriteOnButton
from bot.views.gaps import AddMenu, DeedButton, GapMenu, WriteMenu
from bot.views.marking import MarkButton
from bot.views.preview import ConflictMenu, RefreshButton
from bot.views.privacy import EraseButton
from bot.wording import FALLBACK, load_sentences, sentences_in

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.views.curating import Proposal, Sheet
    from knowledge import GapGroup, Library, Posted

log = logging.getLogger(__name__)

LASTING = (
    *(FactButton, PickMenu, CardButton, ReasonMenu, TurnButton, OpenMenu, EraseButton),
    *(RefreshButton, ConflictMenu, MarkButton, WriteOnButton, GapMenu, AddMenu, WriteMenu, DeedButton),
)
"""The buttons and menus that go on working after a restart."""
CLOSING_SECONDS = 3.0
"""How long Discord may take to say goodbye; the program has five seconds for all of its shutdown."""


class VisitBot(commands.Bot):
    """Answers on Discord from a library of facts; building one opens nothing and sends nothing."""

    def __init__(self, settings: Settings, library: Library) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            tree_cls=Tree,
            help_command=None,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
        )
        self.settings = settings
        self.library = library
        self.reception = Reception(library, settings.limits)
        self._ask = AskCog(self, self.reception)
        self.proposals: Pending[Proposal] = Pending()
        self.marks: Pending[tuple[Posted, ...]] = Pending()
        self.sheets: Pending[Sheet] = Pending()
        self.gap_lists: Pending[tuple[GapGroup, ...]] = Pending()

    async def setup_hook(self) -> None:
        """Load cogs and buttons once signed in, and bring the command definitions in line."""
        load_sentences()
        self.add_dynamic_items(*LASTING)
        await self.tree.set_translator(Translator())
        await self._add_cogs()
        store = self.settings.store.path
        record = DefinitionRecord(store.with_name(f"{store.name}.commands.json"))
        await send_definitions(self.tree, self.settings.moderation.guilds, record)

    async def _add_cogs(self) -> None:
        await self.add_cog(self._ask)
        await self.add_cog(CheckCog(self, self.reception))
        await self.add_cog(BrowseCog(self.reception))
        await self.add_cog(PrivacyCog(self.library, self.settings.privacy))
        await self.add_cog(KeepingCog(self.settings))
        await self.add_cog(FollowingCog(self, self.library, self.settings.moderation))
        guilds = self.settings.moderation.guilds
        if guilds:
            cog = CurateCog(self, self.library, self.settings.moderation)
            await self.add_cog(cog, guilds=[discord.Object(guild) for guild in guilds])

    async def on_ready(self) -> None:
        """Note that answers can be given from here on."""
        log.info("Signed in as %s, in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """Hand a message to the one who answers; there are no commands with a prefix.

        A listener of the cog's own would cost every message of a server a second task.
        """
        await self._ask.hear(message)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the base has it
        """Turn a listener's error into a reply, where there is somebody to reply to."""
        del kwargs
        error = sys.exc_info()[1]
        message = next((arg for arg in args if isinstance(arg, discord.Message)), None)
        language = self.library.snapshot.answerer.language_of(message.content if message else "")
        if isinstance(error, Exception):
            await errors.report_event(event_method, message, error, sentences_in(language))

    async def close(self) -> None:
        """Leave Discord in order, and leave anyway where the connection no longer answers."""
        try:
            async with asyncio.timeout(CLOSING_SECONDS):
                await super().close()
        except TimeoutError:
            log.warning("Discord did not answer the goodbye; leaving without it")
            await self.http.close()


class Tree(app_commands.CommandTree[VisitBot]):
    """The slash commands; their errors become replies in one place."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Reply to an error."""
        await errors.report(interaction, error)


class Translator(app_commands.Translator):
    """Gives Discord the names and descriptions of commands in each language that the bot speaks."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Translate a name or description; `None` where the bot does not speak the language.

        English is named, too: a member whose Discord is in another language of these would not fall back on it else.
        """
        del context
        language = locale.value.partition("-")[0]
        if language == FALLBACK:
            return string.message
        sentences = load_sentences().get(language)
        return sentences.commands.get(string.message) if sentences else None
