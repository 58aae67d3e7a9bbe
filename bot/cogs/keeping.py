"""Backs the database up while the bot runs."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from knowledge import KnowledgeError, back_up, backup_name, thin_out

if TYPE_CHECKING:
    from bot.config import Settings

log = logging.getLogger(__name__)


class KeepingCog(commands.Cog):
    """Makes a backup at the start and every so many hours, and keeps a number of them."""

    def __init__(self, settings: Settings) -> None:
        self._file = settings.store.path
        self._backup = settings.backup

    async def cog_load(self) -> None:
        """Begin, where the settings name a folder."""
        if self._backup.folder:
            self.keep.change_interval(hours=self._backup.every_hours)
            self.keep.start()

    async def cog_unload(self) -> None:
        """Leave off."""
        self.keep.cancel()

    @tasks.loop(hours=24)
    async def keep(self) -> None:
        """Back up, and let the oldest go; where that fails, the next one may not."""
        folder = self._backup.folder
        if folder is None:
            return
        target = folder / backup_name(dt.datetime.now(dt.UTC))
        try:
            await asyncio.to_thread(back_up, self._file, target)
            await asyncio.to_thread(thin_out, folder, self._backup.keep)
        except (KnowledgeError, OSError) as error:
            log.warning("The backup failed: %s", error)
        else:
            log.info("Backed up to %s", target)
