"""Backs the database up while the bot runs."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from knowledge import KnowledgeError, back_up, backup_name, backups_in, made_at, thin_out

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Settings

log = logging.getLogger(__name__)


class KeepingCog(commands.Cog):
    """Makes a backup whenever the newest is so many hours old, and keeps a number of them."""

    def __init__(self, settings: Settings) -> None:
        self._file = settings.store.path
        self._backup = settings.backup

    async def cog_load(self) -> None:
        """Begin, where the settings name a folder."""
        if self._backup.folder:
            self.keep.start()

    async def cog_unload(self) -> None:
        """Leave off."""
        self.keep.cancel()

    def _is_due(self, folder: Path) -> bool:
        every = dt.timedelta(hours=self._backup.every_hours)
        newest = next(iter(backups_in(folder)), None)
        return newest is None or dt.datetime.now(dt.UTC) - made_at(newest) >= every

    @tasks.loop(minutes=10)
    async def keep(self) -> None:
        """Back up where it is due, and let the oldest go; where that fails, it is tried again.

        A bot that is started over and over makes none before it is due: they would soon take all older ones' places.
        """
        folder = self._backup.folder
        if folder is None or not self._is_due(folder):
            return
        target = folder / backup_name(dt.datetime.now(dt.UTC))
        try:
            await asyncio.to_thread(back_up, self._file, target)
            await asyncio.to_thread(thin_out, folder, self._backup.keep)
        except (KnowledgeError, OSError) as error:
            log.warning("The backup failed: %s", error)
        else:
            log.info("Backed up to %s", target)
