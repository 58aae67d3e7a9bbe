"""Follows what is published beside the bot: from the terminal, or by another process."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from knowledge import KnowledgeError

if TYPE_CHECKING:
    from knowledge import Library

log = logging.getLogger(__name__)


class FollowingCog(commands.Cog):
    """Answers from a change that was made in the terminal within a minute."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def cog_load(self) -> None:
        """Begin."""
        self.follow.start()

    async def cog_unload(self) -> None:
        """Leave off."""
        self.follow.cancel()

    @tasks.loop(minutes=1)
    async def follow(self) -> None:
        """Put in force what is new; where that fails, the next minute tries again."""
        before = self._library.snapshot.revision
        try:
            await self._library.catch_up()
        except KnowledgeError as error:
            log.warning("What is new in the database could not be read: %s", error)
            return
        if self._library.snapshot.revision != before:
            log.info("Answers come from revision %d, which was published elsewhere", self._library.snapshot.revision)
