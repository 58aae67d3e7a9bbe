"""Shows a previewed change, asks for a decision, and publishes it."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.terminal import fail, is_interactive, printable
from bot.foretelling import preview_lines
from bot.wording import sentences_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge import FactId, Library, Preview, Rehearsal


YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Publish without asking.")]
WhyOption = Annotated[str, typer.Option("--why", metavar="REASON", help="The reason, kept with the revision.")]
OverrideOption = Annotated[
    str,
    typer.Option("--override", metavar="REASON", help="Publish although the self-test warns; the reason is kept."),
]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on the command line."""

    why: str
    yes: bool = False
    """Whether to publish without asking."""
    override: str = ""
    """Why to publish what the self-test warns of."""


async def decide(
    library: Library, preview: Preview, decision: Decision, *, take: Sequence[FactId] = (), same: str = ""
) -> None:
    """Show what changes and what that would break, and publish it where that is wanted.

    `take` are the conflicts that are decided; `same` tells of no change.
    """
    sentences = sentences_in("en")
    if preview.changes.is_empty and not preview.conflicts:
        typer.echo(same or sentences.desk_no_change)
        return
    for line in preview_lines(preview, sentences):
        typer.echo(printable(line))
    for undecided in (conflict.id for conflict in preview.conflicts if conflict.id not in take):
        typer.echo(f"To take the other form: --take {undecided}")
    if preview.is_needless:
        typer.echo(sentences.desk_no_change)
        return
    override = _override(preview.rehearsal, decision)
    if not decision.yes:
        confirm()
    why = f"{decision.why}: {override}" if override else decision.why
    revision = await library.apply(preview, who=signature(), why=why, override=bool(override))
    typer.echo(sentences.refresh_applied.format(revision=revision))


def signature() -> str:
    """Name who changes something, for the history."""
    return f"terminal: {getpass.getuser()}"


def _override(rehearsal: Rehearsal, decision: Decision) -> str:
    """Give the reason to publish what breaks something: from the command line, or from the person who is there."""
    if rehearsal.is_clean:
        return ""
    reason = decision.override.strip()
    if not reason and is_interactive() and not decision.yes:
        reason = typer.prompt("Why all the same? (empty: leave it)", default="", show_default=False).strip()
    if not reason:
        fail('The self-test warns: mend the change, or give --override "a reason" to publish it all the same.')
    return reason


def confirm() -> None:
    """Ask a person, or leave where there is none."""
    if not is_interactive():
        fail("Nobody is there to confirm the change: add --yes to apply it.")
    if not typer.confirm("Apply this?"):
        typer.echo("Left as it was.")
        raise typer.Exit
