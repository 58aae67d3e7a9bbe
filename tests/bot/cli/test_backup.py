"""`backup`, `restore` and `doctor`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Visitbot


@pytest.fixture
def desk(visitbot: Visitbot, base: Path) -> Visitbot:
    """Give a program with a database, and a folder for backups."""
    settings = f'[knowledge]\npath = "{base}"\n[store]\npath = "facts.sqlite3"\n[backup]\nfolder = "copies"\n'
    (visitbot.folder / "config.toml").write_text(settings, encoding="utf-8")
    visitbot("facts", "history")
    return visitbot


def test_a_backup_brings_back_what_was(desk: Visitbot) -> None:
    backed_up = desk("backup")
    assert backed_up.code == 0
    assert desk("facts", "retire", "library-lends", "--yes").code == 0

    asked = desk("restore")
    done = desk("restore", "--yes")

    assert asked.code == 1
    assert done.code == 0
    assert "What was there is kept as " in done.out
    assert "retire" not in desk("facts", "history").out


def test_a_damaged_database_is_told_with_the_newest_good_backup(
    desk: Visitbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk("backup", "copies/facts-20260307T120000Z.sqlite3").code == 0
    (desk.folder / "facts.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    monkeypatch.setenv("DISCORD_TOKEN", "x")

    done = desk("run")

    assert done.code == 1
    assert "`visitbot restore " in done.err
    assert "facts-20260307T120000Z.sqlite3` puts the newest good backup in its place." in done.err


def test_a_backup_takes_nothings_place(desk: Visitbot) -> None:
    (desk.folder / "notes.txt").write_text("precious", encoding="utf-8")

    for taken in ("notes.txt", "facts.sqlite3", "."):
        done = desk("backup", taken)
        assert done.code == 1
        assert done.err.startswith(f"{taken} is there already")

    assert (desk.folder / "notes.txt").read_text(encoding="utf-8") == "precious"


def test_what_is_no_backup_is_told_before_anything_is_asked(desk: Visitbot) -> None:
    assert desk("restore", "facts.sqlite3").err.startswith("facts.sqlite3 is the database itself")
    assert not desk("restore", "none.sqlite3").out


def test_without_a_backup_nothing_is_put_back(desk: Visitbot) -> None:
    assert desk("restore").err == "There is no sound backup to put back: name a FILE, or set [backup] folder.\n"
    assert desk("restore", "none.sqlite3", "--yes").err.startswith("There is no backup none.sqlite3")


def test_the_doctor_names_what_is_not_well_and_the_remedy(desk: Visitbot) -> None:
    done = desk("doctor", "--offline")

    lines = done.out.splitlines()
    assert done.code == 1
    assert lines[0].startswith("BAD  token: There is no bot token: put it into")
    assert "ok   database: sound, of form 4, at revision 1" in lines
    assert "ok   facts in force: 3 facts prove themselves" in lines
    assert [line for line in lines[1:] if line.startswith("BAD")] == []


def test_the_doctor_notes_what_is_not_set_and_need_not_be(visitbot: Visitbot, base: Path) -> None:
    (visitbot.folder / "config.toml").write_text(f'[knowledge]\npath = "{base}"\n', encoding="utf-8")

    done = visitbot("doctor", "--offline", DISCORD_TOKEN="x")  # noqa: S106 - none at all

    assert done.code == 0
    assert [line for line in done.out.splitlines() if not line.startswith("ok ")] == [
        "note moderators: no server is named, so nobody has /facts; [moderation] guilds would name one",
        "note backups: none are made while the bot runs; [backup] folder would say where to",
        "note privacy notice: /privacy shows no link; [privacy] link would name one",
    ]


def test_the_doctor_is_content_where_all_is_well(desk: Visitbot, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DISCORD_TOKEN": "x",
        "VISITBOT_MODERATION__GUILDS": "1",
        "VISITBOT_PRIVACY__LINK": "https://example.org/privacy",
    }.items():
        monkeypatch.setenv(name, value)

    done = desk("doctor", "--offline")

    assert (done.code, [line for line in done.out.splitlines() if not line.startswith("ok ")]) == (0, [])


def test_the_doctor_tells_that_backups_have_no_folder(desk: Visitbot) -> None:
    (desk.folder / "copies").write_text("no folder", encoding="utf-8")

    assert "BAD  backups: copies is no folder: name one as [backup] folder" in desk("doctor", "--offline").out


def test_the_doctor_tells_a_damaged_database(desk: Visitbot) -> None:
    (desk.folder / "facts.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 5000)

    assert "BAD  database: The database" in desk("doctor", "--offline").out


def test_the_doctor_tells_that_no_backup_was_made_lately(desk: Visitbot) -> None:
    assert desk("backup", "copies/facts-20260307T120000Z.sqlite3").code == 0

    told = desk("doctor", "--offline").out

    assert "BAD  backups: the newest sound one, copies/facts-20260307T120000Z.sqlite3, is " in told
    assert " hours old: see that the bot runs" in told


def test_nothing_is_left_beside_a_damaged_database_that_was_set_aside(desk: Visitbot) -> None:
    assert desk("backup").code == 0
    file = desk.folder / "facts.sqlite3"
    file.write_bytes(file.read_bytes()[:8192] + b"x" * 40_000)

    assert desk("restore", "--yes").code == 0

    assert [path.name for path in desk.folder.iterdir() if ".part" in path.name] == []


def test_the_doctor_leaves_a_database_of_an_older_form_as_it_is(desk: Visitbot) -> None:
    file = desk.folder / "facts.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 3")

    told = desk("doctor", "--offline").out

    assert "ok   database: sound, of form 3: the next start brings it to form 4" in told
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)


def test_the_doctor_tells_what_the_first_start_would_lack(visitbot: Visitbot, base: Path) -> None:
    settings = f'[knowledge]\npath = "{base}"\n[store]\npath = "none/facts.sqlite3"\n'
    (visitbot.folder / "config.toml").write_text(settings, encoding="utf-8")

    told = visitbot("doctor", "--offline").out

    assert "BAD  database: there is no folder none: make it, or name another [store] path" in told


def test_the_doctor_tells_another_bases_folder(desk: Visitbot, base: Path) -> None:
    head = base / "base.toml"
    head.write_text(head.read_text(encoding="utf-8").replace('id = "oakham-library"', 'id = "elsewhere"'), "utf-8")

    assert "holds elsewhere, the database oakham-library: name the folder of" in desk("doctor", "--offline").out
