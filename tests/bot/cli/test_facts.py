"""`facts`: what the moderators' desk does, from the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import load_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Visitbot

APPLIED = "Applied as revision 2. Answers are given from it now.\n"
CHANGED = """\
Changed
  library-opened, en.statement: “Oakham's village library opened on 4 May 2021.” → “The library opened on 4 May 2021.”
"""
EDIT = ("facts", "edit", "library-opened", "--statement", "The library opened on 4 May 2021.")


@pytest.fixture
def desk(visitbot: Visitbot, base: Path) -> Visitbot:
    """Give a program whose settings name the base and a database."""
    settings = f'[knowledge]\npath = "{base}"\n[store]\npath = "facts.sqlite3"\n'
    (visitbot.folder / "config.toml").write_text(settings, encoding="utf-8")
    return visitbot


def test_a_fact_is_changed_after_a_look_at_what_that_does(desk: Visitbot) -> None:
    asked = desk(*EDIT)
    done = desk(*EDIT, "--yes")
    again = desk(*EDIT, "--yes")

    assert asked == (1, CHANGED, "Nobody is there to confirm the change: add --yes to apply it.\n")
    assert done == (0, CHANGED + APPLIED, "")
    assert again.out == "This changes nothing.\n"


def test_a_fact_that_cannot_prove_itself_is_refused(desk: Visitbot) -> None:
    done = desk("facts", "edit", "library-opened", "--statement", "The library opened on 6 May 2021.", "--yes")

    assert done.code == 1
    assert 'statement says "6"' in done.err
    assert "revision 1" not in done.out


def test_a_new_fact_is_written(desk: Visitbot) -> None:
    fields = ["--statement", "The mayor is Ruth Adler.", "--quote", "Mayor Ruth Adler cut the ribbon"]
    done = desk("facts", "add", "--topic", "opening", "the-mayor", *fields, "--question", "Who is the mayor?", "--yes")

    assert done == (0, f"Added\n  the-mayor: The mayor is Ruth Adler.\n{APPLIED}", "")
    assert desk("facts", "add", "--topic", "opening", "the-mayor").err.startswith("There is a fact the-mayor already")
    assert "needs --statement" in desk("facts", "add", "--topic", "opening", "other").err


def test_a_fact_is_retired_and_brought_back(desk: Visitbot) -> None:
    assert desk("facts", "retire", "library-lends", "--yes").code == 0
    restored = desk("facts", "restore", "1", "--yes")

    assert restored.code == 0
    history = desk("facts", "history", "library-lends").out.splitlines()
    assert [line.split(".")[0] for line in history if line[0].isdigit()] == ["3", "2", "1"]
    assert "Revision 1 brought back" in history[0]
    assert desk("facts", "restore", "9").err == "There is no revision 9: the revisions are 1 to 3.\n"


def test_the_base_is_exported_as_a_folder_and_as_a_zip(desk: Visitbot, base: Path) -> None:
    target = desk.folder / "copy"

    assert desk("facts", "export", "copy").code == 0
    assert load_folder(target) == load_folder(base)
    assert "is there already" in desk("facts", "export", "copy").err
    assert desk("facts", "export", "copy.zip").code == 0
    assert desk("facts", "upload", "copy.zip").out == "This changes nothing.\n"


def test_a_file_that_is_none_is_told(desk: Visitbot) -> None:
    (desk.folder / "facts.zip").write_bytes(b"no zip")

    done = desk("facts", "upload", "facts.zip")

    assert (done.code, done.err) == (
        1,
        "facts.zip cannot be unpacked (File is not a zip file): pack it again as a plain zip.\n",
    )


def test_a_refused_question_forbids_a_change_until_a_reason_is_given(desk: Visitbot) -> None:
    question = "When did the village library open?"
    assert desk("facts", "refuse").out == "No question has to be refused yet.\n"
    assert desk("facts", "refuse", question).out == f"Must be refused: {question}\n"
    assert desk("facts", "refuse").out == f"{question}\n"

    forbidden = desk(*EDIT, "--yes")
    allowed = desk(*EDIT, "--yes", "--override", "meant so")

    assert forbidden.code == 1
    assert f"“{question}” must be refused, and library-opened would answer it." in forbidden.out
    assert forbidden.err.startswith("The self-test forbids this change")
    assert allowed.code == 0
    assert desk("facts", "refuse", question, "--lift").out == f"May be answered again: {question}\n"


def test_why_stats_gaps_and_lint_look_at_the_facts_in_force(desk: Visitbot) -> None:
    assert "Outcome     answered" in desk("facts", "why", "What does the library lend?").out
    assert desk("facts", "stats").out == "Nothing has been asked yet.\n"
    assert desk("facts", "gaps").out.startswith("Every question found an answer")
    assert "Without questions in ja" in desk("facts", "lint").out


@pytest.mark.parametrize("verb", ["edit", "retire"])
def test_a_fact_that_there_is_not_is_told(desk: Visitbot, verb: str) -> None:
    assert desk("facts", verb, "nothing").err.startswith("There is no fact nothing:")


def test_a_language_that_the_base_has_not_is_told(desk: Visitbot) -> None:
    assert desk(*EDIT, "--lang", "fr").err == "The base has no language fr: it has en, ja.\n"
