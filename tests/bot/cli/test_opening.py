"""What is opened for a verb is closed in order at its end."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from bot.cli.opening import opened_library
from bot.config import KnowledgeSettings, Settings, StoreSettings
from knowledge import FactId

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_was_noted_last_is_in_the_file_when_all_is_closed(tmp_path: Path, base: Path) -> None:
    file = tmp_path / "facts.sqlite3"
    settings = Settings(knowledge=KnowledgeSettings(path=base), store=StoreSettings(path=file))

    async with opened_library(settings) as library:
        library.feedback.choose(FactId("opening"))

    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT outcome, fact, times FROM tally").fetchall() == [("chosen", "opening", 1)]
