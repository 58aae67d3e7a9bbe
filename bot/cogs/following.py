"""Follows what is published beside the bot: from the terminal, or by another process."""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from bot.desk import history_text
from bot.listing import fitting
from bot.markdown import shown
from bot.views.auditing import post_audit
from bot.views.curating import ON_DISCORD
from bot.wording import sentences_in
from knowledge import KnowledgeError

if TYPE_CHECKING:
    import discord

    from bot.config import ModerationSettings
    from knowledge import Library, Revision

log = logging.getLogger(__name__)

TEXT_LONGEST = 3800


class FollowingCog(commands.Cog):
    """Answers from a change that was made in the terminal within a minute, and tells the channel that audits."""

    def __init__(self, client: discord.Client, library: Library, moderation: ModerationSettings) -> None:
        self._client = client
        self._library = library
        self._moderation = moderation
        self._told = library.snapshot.revision

    async def cog_load(self) -> None:
        """Begin."""
        self.follow.start()

    async def cog_unload(self) -> None:
        """Leave off."""
        self.follow.cancel()

    @tasks.loop(minutes=1)
    async def follow(self) -> None:
        """Put in force what is new; where that fails, the next minute tries again."""
        try:
            await self._library.catch_up()
            behind = self._library.snapshot.revision - self._told
            revisions = await self._library.history(limit=behind) if behind > 0 else ()
        except KnowledgeError as error:
            log.warning("What is new in the database could not be read: %s", error)
            return
        if behind > 0:
            gc.freeze()  # the new base is no garbage until another takes its place; see `run`
        for revision in reversed(revisions):
            self._told = max(self._told, revision.number)
            if not revision.who.startswith(ON_DISCORD):  # which is told where it is published
                log.info("Answers come from revision %d, which was published elsewhere", revision.number)
                await self._tell(revision)

    async def _tell(self, revision: Revision) -> None:
        channel = self._moderation.audit_channel
        if channel:
            sentences = sentences_in(self._library.snapshot.base.default_language)
            lines, whole = (history_text([revision], sentences, in_full=in_full) for in_full in (False, True))
            fit = fitting([shown(line) for line in lines], TEXT_LONGEST, sentences)
            rest = "\n".join(whole) if whole != lines or len(fit) < len(lines) else ""
            await post_audit(self._client.get_partial_messageable(channel), "\n".join(fit), rest)
