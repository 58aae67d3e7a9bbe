"""How an answer came about, as tables: the words matched, the candidates, and the checks up to the one that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from bot.cli.terminal import printable
from knowledge import status_of

if TYPE_CHECKING:
    from rich.console import Console

    from knowledge import Answer, Candidate, Part, Trace


def show_why(answer: Answer, console: Console) -> None:
    """Explain an answer, each question of it apart."""
    for part in answer.parts:
        _show_part(part, console)


def _show_part(part: Part, console: Console) -> None:
    console.print()
    console.print(f"Question    {printable(part.text)}")
    console.print(f"Words       {printable(' '.join(part.trace.words)) or '(none)'}")
    console.print(f"Outcome     {status_of(part.outcome)}, confidence {part.confidence:.2f}")
    console.print(f"Decided by  {part.trace.decided_by or 'no check: none speaks against it'}")
    if part.candidates:
        console.print(_candidates(part.candidates, framed=console.is_terminal))
    if part.trace.checks:
        console.print(_checks(part.trace, framed=console.is_terminal))


def _candidates(candidates: tuple[Candidate, ...], *, framed: bool) -> Table:
    table = _table("Candidate", "Score", framed=framed)
    for candidate in candidates:
        table.add_row(candidate.id, f"{candidate.score:.3f}")
    return table


def _checks(trace: Trace, *, framed: bool) -> Table:
    table = _table("Check", "Says", "Saw", framed=framed)
    for check in trace.checks:
        says = "for" if check.passed else "against"
        decided = check.name == trace.decided_by
        table.add_row(
            check.name, f"{says}, decided" if decided else says, printable(check.saw), style="bold" if decided else ""
        )
    return table


def _table(*columns: str, framed: bool) -> Table:
    table = Table(*columns, box=box.SIMPLE_HEAD if framed else None, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
    return table
