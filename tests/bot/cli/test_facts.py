"""`facts`: what the moderators' desk does, from the terminal."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from knowledge import load_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Visitbot

APPLIED = "Applied as revision 2. Answers are given from it now.\n"
ADDED = """\
Added
  the-mayor: The mayor is Ruth Adler.
  the-mayor, source: “herald-2021-05-05”
  the-mayor, quote: “Mayor Ruth Adler cut the ribbon”
  the-mayor, en.questions: “Who is the mayor?”
"""
REST = """\
  herald, source: “herald-2021-05-05”
  herald, quote: “the Oakham Herald wrote”
  herald, en.questions: “Which newspaper wrote?”
  herald, ja.statement: “新聞が書いた。”
  herald, ja.questions: “どの新聞？”
"""
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

    assert done == (0, ADDED + APPLIED, "")
    assert desk("facts", "add", "--topic", "opening", "the-mayor").err.endswith(
        'the id "the-mayor" is taken; give another, or edit the fact that has it\n'
    )
    assert "statement is missing; give a text" in desk("facts", "add", "--topic", "opening", "other").err


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
    question = "Who laughed? And when did the village library open?"
    assert desk("facts", "refuse").out == "No question has to be refused yet.\n"

    forbidden = desk("facts", "refuse", question, "--yes")
    allowed = desk("facts", "refuse", question, "--yes", "--override", "meant so")

    assert forbidden.code == 1
    assert f"“{question}” must be refused, and library-opened would answer it." in forbidden.out
    assert 'give --override "a reason"' in forbidden.err
    assert (allowed.code, allowed.out.splitlines()[:2]) == (0, ["Must be refused", f"  {question}"])
    assert desk("facts", "refuse").out == f"{question}\n"


def test_a_refusal_can_be_lifted(desk: Visitbot) -> None:
    desk("facts", "refuse", "Who laughed?", "--yes")

    assert desk("facts", "refuse", "Who laughed?", "--lift", "--yes").out.startswith("May be answered again\n")
    assert desk("facts", "refuse", "Who laughed?", "--lift", "--yes").out == "No such question has to be refused.\n"


def test_why_stats_gaps_and_lint_look_at_the_facts_in_force(desk: Visitbot) -> None:
    assert "Outcome     answered" in desk("facts", "why", "What does the library lend?").out
    assert desk("facts", "stats").out == "Nothing has been asked yet.\n"
    assert desk("facts", "gaps").out.startswith("Every question found an answer")
    assert "Without questions in ja" in desk("facts", "lint").out


@pytest.mark.parametrize("arguments", [["edit", "ribon", "--said-by", ""], ["retire", "ribon"], ["history", "ribon"]])
def test_a_fact_that_there_is_not_is_told(desk: Visitbot, arguments: list[str]) -> None:
    assert desk("facts", *arguments) == (1, "", 'fact "ribon": is not there; did you mean "ribbon"?\n')


def test_a_fact_comes_as_a_table_and_options_go_before_it(desk: Visitbot) -> None:
    table = (
        'id = "herald"\ntopic = "nowhere"\nquote = "the Oakham Herald wrote"\nstatement = "The Herald wrote."\n'
        'questions = ["Which newspaper wrote?"]\n[ja]\nstatement = "新聞が書いた。"\nquestions = ["どの新聞？"]\n'
    )
    done = desk("facts", "add", "--stdin", "--topic", "opening", "--yes", given=table.encode())

    assert done == (0, f"Added\n  herald: The Herald wrote.\n{REST}{APPLIED}", "")
    assert "新聞が書いた。" in desk("facts", "why", "どの新聞？").out


def test_a_near_miss_of_a_quote_is_shown_with_its_first_difference(desk: Visitbot) -> None:
    done = desk("facts", "edit", "ribbon", "--quote", "Mayor Ruth Adler cut the ribon", "--yes")

    assert done.code == 1
    assert 'the closest passage there is "Mayor Ruth Adler cut the ribbon"' in done.err
    assert 'first differs at character 29: "ribbon' in done.err


def test_a_further_language_is_edited_by_itself_and_an_empty_text_takes_out(desk: Visitbot) -> None:
    done = desk("facts", "edit", "library-lends", "--lang", "ja", "--question", "何を借りられますか？", "--yes")
    gone = desk("facts", "edit", "ribbon", "--said-by", "", "--yes")

    assert "Changed\n  library-lends, ja.questions: " in done.out
    assert "statement" not in done.out
    assert "ribbon, said_by: “Oakham Herald” → “”" in gone.out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"\xff", "Standard input is not TOML"),
        (b"a = " + b"[" * 100_000, "Standard input is nested too deep"),
        (b"[[fact]]\n[[fact]]\n", "more than one fact"),
        (b"x" * (2 << 20), "larger than 1 MiB"),
    ],
)
def test_what_standard_input_may_not_hold_is_said(desk: Visitbot, given: bytes, told: str) -> None:
    done = desk("facts", "add", "--stdin", given=given)

    assert done.code == 1
    assert told in done.err
    assert "Traceback" not in done.err


def test_where_folder_and_store_changed_one_fact_it_is_chosen(desk: Visitbot, base: Path) -> None:
    assert desk("facts", "edit", "ribbon", "--question", "Who cut the ribbon here?", "--yes").code == 0
    file = base / "facts" / "opening.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Who cut the ribbon?", "Who cut the ribbon there?"), encoding="utf-8")
    shown = desk("facts", "refresh")
    misspelt = desk("facts", "refresh", "--take", "ribon")
    taken = desk("facts", "refresh", "--take", "ribbon", "--yes")

    assert "Changed here, and otherwise in the folder or file: ribbon." in shown.out
    assert "“Who cut the ribbon here?” → “Who cut the ribbon there? | Which" in shown.out
    assert 'did you mean "ribbon"?' in misspelt.err
    assert (taken.code, taken.err) == (0, "")
    assert "Who cut the ribbon there?" in desk("facts", "history", "ribbon", "--limit", "1").out
    assert desk("facts", "refresh").out.startswith("The folder holds nothing new")


def test_gaps_are_listed_and_dismissed(desk: Visitbot) -> None:
    desk("facts", "gaps")
    day = dt.datetime.now(dt.UTC).date().isoformat()
    with closing(sqlite3.connect(desk.folder / "facts.sqlite3")) as connection:
        connection.execute("INSERT INTO gap VALUES ('How high is it?', 'not_covered', 'en', 3, ?)", (day,))
        connection.commit()

    assert desk("facts", "gaps").out == "3 × How high is it? (not covered)\n"
    assert desk("facts", "gaps", "--dismiss", "How high is it?").out == "Dismissed: How high is it?\n"
    assert "How high" not in desk("facts", "gaps").out


def test_a_gap_is_added_to_a_fact_and_leaves_the_list(desk: Visitbot) -> None:
    desk("facts", "gaps")
    with closing(sqlite3.connect(desk.folder / "facts.sqlite3")) as connection:
        connection.execute("INSERT INTO gap VALUES ('Who took the scissors?', 'not_covered', 'en', 3, '2026-01-01')")
        connection.commit()

    half = desk("facts", "gaps", "--add", "Who took the scissors?")
    unsaid = desk("facts", "gaps", "--add", "Who took the scissors?", "--to", "ribbon")
    listed = desk("facts", "gaps").out
    done = desk("facts", "gaps", "--add", "Who took the scissors?", "--to", "ribbon", "--yes")

    assert half.code == 2
    assert unsaid.code == 1
    assert listed.startswith("3 × Who took the scissors?")
    assert (done.code, done.err) == (0, "")
    assert "Who took the scissors?" in desk("facts", "history", "ribbon", "--limit", "1").out
    assert desk("facts", "gaps").out.startswith("Every question found an answer")


def test_stats_are_drawn_where_a_file_is_named(desk: Visitbot) -> None:
    done = desk("facts", "stats", "--days", "7", "--picture", "stats.png")

    assert (desk.folder / "stats.png").read_bytes().startswith(b"\x89PNG")
    assert "stats.png: Bars for the last 7 days, oldest on the left" in done.out


def test_why_tells_what_would_change_it(desk: Visitbot) -> None:
    assert "To change that: give ribbon other questions" in desk("facts", "why", "Who cut the ribbon?").out


def test_a_file_that_undoes_what_was_changed_here_takes_saying_so(desk: Visitbot) -> None:
    assert desk("facts", "export", "before.zip").code == 0
    assert desk(*EDIT, "--yes").code == 0

    kept = desk("facts", "upload", "before.zip", "--yes")
    after = desk("facts", "history", "--limit", "1").out
    taken = desk("facts", "upload", "before.zip", "--take", "library-opened", "--yes")

    assert kept.out.startswith("Changed here, and otherwise in the folder or file: library-opened.")
    assert kept.out.endswith("This changes nothing.\n")
    assert after.startswith("2. ")
    assert taken.out.endswith("Applied as revision 3. Answers are given from it now.\n")


def test_a_file_without_end_is_not_read_to_its_end(desk: Visitbot) -> None:
    (desk.folder / "big.zip").write_bytes(b"x" * (2**20 + 1))

    assert desk("facts", "upload", "big.zip").err == "big.zip is larger than 1 MiB: split it, or use the folder.\n"


def test_a_language_that_the_base_has_not_is_told(desk: Visitbot) -> None:
    assert desk(*EDIT, "--lang", "fr").err == "The base has no language fr: it has en, ja.\n"


def test_a_new_source_is_taken_with_what_is_told_of_it(desk: Visitbot) -> None:
    (desk.folder / "radio.txt").write_text("Mayor Ruth Adler spoke on air.\n", encoding="utf-8")
    told = ("--publisher", "Oak Radio", "--place", "Oakham", "--date", "2021-05-06", "--language", "en")
    half = desk("facts", "upload", "radio.txt", *told[:2])
    done = desk("facts", "upload", "radio.txt", *told, "--yes")

    assert half.code == 2
    assert (done.code, done.err) == (0, "")
    fields = ("--topic", "opening", "--quote", "Ruth Adler spoke on air", "--statement", "Ruth Adler spoke on air.")
    assert desk("facts", "add", *fields, "--question", "Who spoke on the radio?", "--yes").code == 0
    assert "Oak Radio, 6 May 2021" in desk("facts", "why", "Who spoke on the radio?").out
