"""The conversation at the prompt, and picking by number."""

from __future__ import annotations

import os
import pty
import sys
from typing import TYPE_CHECKING

import pytest

from bot.cli.conversation import numbered, pick
from knowledge import Answerer, load_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Visitbot

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a terminal as POSIX has it")


def converse(visitbot: Visitbot, lines: list[bytes], *arguments: str) -> tuple[int, str]:
    """Sit at a terminal of its own, and type a line whenever the prompt stands there."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(visitbot.folder)
        command = [sys.executable, "-m", "bot", "ask", *arguments]
        os.execve(command[0], command, visitbot.environment | {"TERM": "dumb"})  # noqa: S606 - no shell is meant
    shown = b""
    while chunk := _read(terminal):
        shown += chunk
        if shown.endswith(b"\n? ") and lines:
            os.write(terminal, lines.pop(0))
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other side has gone
        return b""


def test_a_conversation_goes_on_until_an_empty_line(visitbot: Visitbot, base: Path) -> None:
    code, shown = converse(visitbot, [b"Who cut the ribbon?\n", b"hello\n", b"1\n", b"\n"], "--knowledge", str(base))

    assert code == 0
    assert shown.index("Oakham's village library\r\n") < shown.index("Mayor Ruth Adler cut the ribbon.\r\n")
    assert shown.index("1. What does the library lend?") < shown.rindex("The library lends tools and seeds")
    assert "Traceback" not in shown


def test_the_end_of_input_leaves_too(visitbot: Visitbot, base: Path) -> None:
    code, shown = converse(visitbot, [b"\x04"], "--knowledge", str(base))

    assert code == 0
    assert "Traceback" not in shown


def test_a_number_picks_the_very_fact_that_was_offered(base: Path) -> None:
    answerer = Answerer(load_folder(base))
    greeting = answerer.answer("hello")

    picked = pick("1", greeting, answerer.base)

    assert picked is not None
    assert [citation.fact.id for citation in picked.citations] == ["library-lends"]


@pytest.mark.parametrize("typed", ["0", "99", "-1", "1.", "one", "١", "1" * 5000])
def test_anything_else_picks_nothing(typed: str, base: Path) -> None:
    answerer = Answerer(load_folder(base))

    assert pick(typed, answerer.answer("hello"), answerer.base) is None


def test_what_is_offered_gets_numbers_and_nothing_else_changes() -> None:
    assert numbered("A - b\n  - one\n  - two\n- three") == "A - b\n  1. one\n  2. two\n- three"
