"""A conversation at the prompt: question after question, until an empty line."""

from __future__ import annotations

import contextlib
import itertools
import re
from typing import TYPE_CHECKING

import typer

from bot.cli.showing import show_reply
from bot.cli.terminal import out, printable
from bot.cli.why import show_why
from bot.plain import plain_text
from bot.speech import speak
from knowledge import answer_with, follow

if TYPE_CHECKING:
    from knowledge import Answer, Answerer, FactBase, Language

PROMPT = "? "
LEAVING = ("", "exit", "quit")
CHOICE_LINE = re.compile(r"(?m)^  - ")


def converse(answerer: Answerer, language: Language | None, *, why: bool) -> None:
    """Answer what is typed; a number picks from what the last reply offered, and "when was that?" means its facts."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - importing it gives the prompt a history and line editing
    base, console = answerer.base, out()
    typer.echo(printable(f"{base.title}\n{base.scope}\nAsk away. An empty line ends the conversation.\n"))
    answer: Answer | None = None
    while (typed := _read()).casefold() not in LEAVING:
        picked = pick(typed, answer, base) if answer else None
        before = [citation.fact.id for citation in answer.citations] if answer else []
        answer = picked or follow(typed, before, answerer) or answerer.answer(typed, language)
        show_reply(numbered(plain_text(answer, base)), answer, console)
        if why:
            show_why(answer, console)
        typer.echo()


def pick(typed: str, answer: Answer, base: FactBase) -> Answer | None:
    """Answer with the very fact that stands under a number in the last reply, counted from 1."""
    choices = [choice for turn in speak(answer, base).turns for choice in turn.choices]
    number = int(typed) if re.fullmatch("[0-9]{1,3}", typed) else 0
    return answer_with(choices[number - 1].id, answer.language, base) if 1 <= number <= len(choices) else None


def numbered(reply: str) -> str:
    """Put numbers before what a reply offers to choose from."""
    numbers = itertools.count(1)
    return CHOICE_LINE.sub(lambda _: f"  {next(numbers)}. ", reply)


def _read() -> str:
    try:
        return input(PROMPT).strip()
    except EOFError:
        typer.echo()
        return ""
