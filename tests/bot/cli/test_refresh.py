"""`refresh`: a changed folder is shown, confirmed and applied."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Visitbot

SHOWN = """\
Changed
  ribbon, en.statement: “Mayor Ruth Adler cut the ribbon.” → “The mayor, Ruth Adler, cut the ribbon.”
Removed
  library-lends: The library lends tools and seeds as well as books.
"""
APPLIED = "Applied as revision 2. Answers are given from it now.\n"
SAME = "The folder holds nothing new, so there is nothing to apply. What was changed here stays.\n"


@pytest.fixture
def changed(visitbot: Visitbot, base: Path) -> Visitbot:
    """Give a program whose database holds the base as it was before one fact was changed and one removed."""
    settings = '[knowledge]\npath = "../oakham"\n[store]\npath = "facts.sqlite3"\n'
    (visitbot.folder / "config.toml").write_text(settings, encoding="utf-8")
    assert visitbot("refresh") == (0, SAME, "")
    facts = base / "facts" / "opening.toml"
    head, _, rest = facts.read_text(encoding="utf-8").partition("[[fact]]")
    rest = rest.split("[[fact]]", 1)[1].replace(
        '"Mayor Ruth Adler cut the ribbon."', '"The mayor, Ruth Adler, cut the ribbon."'
    )
    facts.write_text(f"{head}[[fact]]{rest}", encoding="utf-8")
    return visitbot


def test_what_changes_is_shown_and_nothing_applied_unconfirmed(changed: Visitbot) -> None:
    done = changed("refresh")

    assert done == (1, SHOWN, "Nobody is there to confirm the change: add --yes to apply it.\n")
    assert changed("refresh").out == SHOWN


def test_yes_applies_it_once(changed: Visitbot) -> None:
    assert changed("refresh", "--yes", "--why", "One fact was wrong") == (0, SHOWN + APPLIED, "")
    assert changed("refresh", "--yes") == (0, SAME, "")


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal as POSIX has it")
@pytest.mark.parametrize(("typed", "expected"), [(b"y\n", APPLIED), (b"n\n", "Left as it was.\n")])
def test_a_person_is_asked(changed: Visitbot, typed: bytes, expected: str) -> None:
    code, shown = changed.at_terminal("refresh", typed=[typed], prompt=b"[y/N]: ")

    assert code == 0
    assert shown.replace("\r\n", "\n").endswith(expected)


def test_a_folder_with_faults_changes_nothing(changed: Visitbot, base: Path) -> None:
    (base / "sources" / "herald.txt").write_text("Drifted.\n", encoding="utf-8")

    done = changed("refresh", "--yes")

    assert (done.code, done.out) == (1, "")
    assert "base.toml: source" in done.err
    assert "Traceback" not in done.err


def test_a_folder_of_another_base_is_refused(changed: Visitbot, base: Path) -> None:
    file = base / "base.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"oakham-library"', '"elsewhere"'), encoding="utf-8")

    done = changed("refresh", "--yes")

    assert (done.code, done.out) == (1, "")
    assert 'base.toml: its id is "elsewhere", and the facts in force are those of "oakham-library"' in done.err


def test_a_damaged_database_is_named(changed: Visitbot) -> None:
    (changed.folder / "facts.sqlite3").write_bytes(b"no database, but long enough to be looked at" * 100)

    done = changed("refresh", "--yes")

    assert (done.code, done.out) == (1, "")
    assert "facts.sqlite3 is damaged" in done.err
    assert "Traceback" not in done.err
