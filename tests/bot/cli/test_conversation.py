"""The conversation at the prompt, and picking by number."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.cli.conversation import numbered, pick
from knowledge import Answerer, load_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Visitbot

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a terminal as POSIX has it")


def converse(visitbot: Visitbot, base: Path, *typed: bytes) -> tuple[int, str]:
    return visitbot.at_terminal("ask", "--knowledge", str(base), typed=list(typed), prompt=b"\n? ")


def test_a_conversation_goes_on_until_an_empty_line(visitbot: Visitbot, base: Path) -> None:
    code, shown = converse(visitbot, base, b"Who cut the ribbon?\n", b"hello\n", b"1\n", b"\n")

    assert code == 0
    assert shown.index("Oakham's village library\r\n") < shown.index("Mayor Ruth Adler cut the ribbon.\r\n")
    assert shown.index("1. What does the library lend?") < shown.rindex("The library lends tools and seeds")
    assert "Traceback" not in shown


def test_a_question_that_points_back_means_the_last_answer(visitbot: Visitbot, base: Path) -> None:
    code, shown = converse(visitbot, base, b"Who cut the ribbon?\n", b"and who was that?\n", b"exit\n")

    assert code == 0
    assert shown.index("Mayor Ruth Adler cut the ribbon.") < shown.index("and who was that?")
    assert "never mention" not in shown


def test_the_end_of_input_leaves_too(visitbot: Visitbot, base: Path) -> None:
    code, shown = converse(visitbot, base, b"\x04")

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
