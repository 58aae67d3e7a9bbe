from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cogs.keeping import KeepingCog
from bot.config import BackupSettings
from knowledge import backups_in, newest_good

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.bot.conftest import Town


async def keep(town: Town, folder: Path | None) -> None:
    settings = town.settings.model_copy(update={"backup": BackupSettings(folder=folder, keep=2)})
    await KeepingCog(settings).keep()


async def test_a_backup_is_made_and_only_so_many_kept(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for hour in range(3):
        (folder / f"facts-20200101T0{hour}0000Z.sqlite3").touch()

    await keep(town, folder)

    assert len(backups_in(folder)) == 2
    assert newest_good(folder) == backups_in(folder)[0]


async def test_none_is_made_before_it_is_due(town: Town, tmp_path: Path) -> None:
    for _ in range(3):
        await keep(town, tmp_path / "copies")

    assert len(backups_in(tmp_path / "copies")) == 1


async def test_without_a_folder_none_is_made(town: Town, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())

    await keep(town, None)

    assert set(tmp_path.iterdir()) == before


async def test_a_backup_that_fails_is_told_in_the_log(
    town: Town, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()

    await keep(town, tmp_path / "file")

    assert "The backup failed: " in caplog.text
