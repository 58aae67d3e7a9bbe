"""A small sound fact base on a made-up subject, written where a test may break it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND_BASE = Path(__file__).parent.parent / "cases" / "sound_base"


@pytest.fixture
def write_base(tmp_path: Path) -> Callable[..., Path]:
    """Write the sound base into a folder of its own and hand that back.

    `write_base(("facts/opening.toml", "4,000", "5,000"))`: each edit names a file, a text that stands in it once, and
    what to put there.
    """

    def write(*edits: tuple[str, str, str], name: str = "base") -> Path:
        folder = tmp_path / name
        shutil.copytree(SOUND_BASE, folder)
        for file, old, new in edits:
            path = folder / file
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
            path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return write
