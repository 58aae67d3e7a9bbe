"""`check`: all the faults of a folder, or one line of counts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Visitbot


def test_a_sound_folder_is_counted_in_one_line(visitbot: Visitbot, base: Path) -> None:
    done = visitbot("check", "--knowledge", str(base))

    counts = "oakham-library: 3 facts (3 active), 1 topic, 1 source, 6 en + 2 ja questions, 0 terms, 0 refusals\n"
    assert done == (0, counts, "")


def test_every_fault_stands_on_a_line_of_its_own(visitbot: Visitbot, base: Path) -> None:
    facts = base / "facts" / "opening.toml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(
        text.replace('highlight = "4 May 2021"', 'highlight = "5 May 2021"').replace("said_by", "sad_by"),
        encoding="utf-8",
    )

    done = visitbot("check", "--knowledge", str(base))

    assert (done.code, done.out) == (1, "")
    first, second = sorted(done.err.splitlines())
    assert first.startswith('facts/opening.toml: fact "library-opened": ')
    assert second.startswith('facts/opening.toml: fact "ribbon": ')


def test_a_folder_that_is_not_there_is_said_to_be_missing(visitbot: Visitbot) -> None:
    done = visitbot("check", "--knowledge", "nowhere")

    assert (done.code, done.out) == (1, "")
    assert "nowhere" in done.err or "base.toml" in done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("locked", [".", "facts", "facts/opening.toml"])
def test_what_may_not_be_read_is_named(visitbot: Visitbot, base: Path, locked: str) -> None:
    (base / locked).chmod(0)
    try:
        done = visitbot("check", "--knowledge", str(base))
    finally:
        (base / locked).chmod(0o700)

    assert (done.code, done.out) == (1, "")
    assert "cannot be read (Permission denied)" in done.err
