"""The verbs together: help, version, and what becomes of mistakes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import bot
from bot.cli.app import app

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Visitbot

VERBS = ("ask", "check", "eval", "refresh", "run", "try")
FULL = Path("/dev/full")
runner = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"})


def test_the_version_is_the_packages() -> None:
    assert runner.invoke(app, ["--version"]).output == f"visitbot {bot.__version__}\n"


def test_the_help_names_every_verb_and_the_exit_codes() -> None:
    result = runner.invoke(app, ["--help"])

    assert result.exit_code == 0
    assert [
        line.split()[1] for line in result.output.splitlines() if line.startswith("│ ") and line.split()[1] in VERBS
    ] == list(VERBS)
    assert "0 all is well" in result.output
    assert "130 interrupted" in result.output


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb_shows_how_it_is_used(verb: str) -> None:
    result = runner.invoke(app, [verb, "--help"])

    assert result.exit_code == 0
    assert f"visitbot {verb}" in result.output.split("For example:")[1]


@pytest.mark.parametrize(
    ("verb", "default"),
    [("ask", "the shipped one"), ("ask", "the question's"), ("run", "./config.toml, if there"), ("restore", "sound")],
)
def test_the_help_says_what_holds_where_an_option_is_left_out(verb: str, default: str) -> None:
    help_text = " ".join(runner.invoke(app, [verb, "--help"]).output.split())

    assert f"{default})" in help_text


@pytest.mark.parametrize("arguments", [["aks"], ["ask", "--jsno"], ["eval"], ["try", "--port", "99999"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    result = runner.invoke(app, arguments)

    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_nothing_is_coloured_where_there_is_no_terminal(visitbot: Visitbot) -> None:
    assert "\x1b" not in visitbot("--help").out


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_cannot_be_written_is_said(visitbot: Visitbot, option: str) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", option],
            stdout=full,
            stderr=subprocess.PIPE,
            env=visitbot.environment,
            check=False,
        )

    assert (done.returncode, done.stderr) == (1, b"The system refuses: No space left on device.\n")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_what_an_output_has_no_letters_for_is_spelled_out(visitbot: Visitbot, base: Path, encoding: str) -> None:
    asked = ("ask", "--knowledge", str(base), "図書館はいつ開館しましたか？")

    done = visitbot(*asked, PYTHONIOENCODING=encoding)

    assert done.code == 0
    assert "\\u56f3" in done.out
    assert "Traceback" not in done.err
