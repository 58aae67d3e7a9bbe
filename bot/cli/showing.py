"""An answer as a person reads it: the reply's plain text, dressed where there is a terminal to dress it for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.terminal import out, printable
from bot.cli.why import show_why
from bot.plain import plain_text

if TYPE_CHECKING:
    from rich.console import Console

    from knowledge import Answer, FactBase

LEAD = re.compile(r" *(?:> |- |\d+\. )?")
"""What a line of a reply starts with; where a terminal folds the line, its rest hangs beneath the text."""


def show_answer(answer: Answer, base: FactBase, *, why: bool = False) -> None:
    """Print the reply, and how it came about where that is asked for."""
    console = out()
    show_reply(plain_text(answer, base), answer, console)
    if why:
        show_why(answer, console)


def show_reply(reply: str, answer: Answer, console: Console) -> None:
    """Print a reply: as it is, or with its quotes and the words that settle the question set off."""
    if not console.is_terminal:
        typer.echo(printable(reply))
        return
    highlights = [printable(c.fact.highlight) for c in answer.citations if c.fact.highlight]
    for line in printable(reply).split("\n"):
        console.print(_dressed(line, highlights))


def _dressed(line: str, highlights: list[str]) -> Table | Text:
    found = LEAD.match(line)
    lead = found[0] if found else ""
    text = Text(line[len(lead) :])
    if lead.endswith("> "):
        text.stylize("italic cyan")
        text.highlight_words(highlights, "bold")
    if not lead:
        return text
    row = Table.grid()
    row.add_row(Text(lead, "cyan"), text)
    return row
