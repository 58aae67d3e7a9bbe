"""Shows a previewed change, asks for a decision, and publishes it."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from bot.changes import beside, describe
from bot.cli.terminal import fail, is_interactive, printable
from bot.wording import sentences_in
from knowledge import Changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.wording import Sentences
    from knowledge import Conflict, Library, Preview, Rehearsal


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


async def decide(library: Library, preview: Preview, decision: Decision, same: str = "") -> None:
    """Show what changes and what that would break, and publish it where that is wanted; `same` tells of no change."""
    sentences = sentences_in("en")
    if preview.changes.is_empty and not preview.conflicts:
        typer.echo(same or sentences.desk_no_change)
        return
    for line in preview_lines(preview, sentences):
        typer.echo(printable(line))
    override = _override(preview.rehearsal, decision)
    if not decision.yes:
        confirm()
    why = f"{decision.why}: {override}" if override else decision.why
    revision = await library.apply(preview, who=signature(), why=why, override=bool(override))
    typer.echo(sentences.refresh_applied.format(revision=revision))


def signature() -> str:
    """Name who changes something, for the history."""
    return f"terminal: {getpass.getuser()}"


def preview_lines(preview: Preview, sentences: Sentences) -> Iterator[str]:
    """Put a preview into lines, in full: a terminal has room."""
    yield from change_lines(preview.changes, sentences)
    if preview.conflicts:
        keys = ", ".join(conflict.id for conflict in preview.conflicts)
        yield sentences.desk_conflicts.format(facts=keys)
        for conflict in preview.conflicts:
            yield from _conflict_lines(conflict, sentences)
    if not preview.rehearsal.is_clean:
        yield sentences.desk_breaks
        yield from (f"  {line}" for line in _broken(preview.rehearsal, sentences))


def change_lines(changes: Changes, sentences: Sentences) -> Iterator[str]:
    """Put changes into lines, indented below their headings."""
    for group in describe(changes, sentences):
        yield group.heading
        yield from (f"  {line}" for line in group.lines)
    if aside := beside(changes, sentences):
        yield aside


def _conflict_lines(conflict: Conflict, sentences: Sentences) -> Iterator[str]:
    """Show both forms: from here on the left of each arrow, the folder's on the right."""
    here, there = conflict.in_store, conflict.in_folder
    pair = Changes(
        added=(there,) if there and not here else (),
        changed=((here, there),) if here and there else (),
        removed=(here,) if here and not there else (),
        sources=False,
        topics=False,
        terms=False,
        base=False,
    )
    for group in describe(pair, sentences):
        yield from (f"  {line}" for line in group.lines)


def _broken(rehearsal: Rehearsal, sentences: Sentences) -> Iterator[str]:
    for breach in rehearsal.breaches:
        yield sentences.desk_breach.format(text=breach.text, fact=breach.fact)
    for lost in rehearsal.lost:
        yield sentences.desk_lost.format(question=lost.question, fact=lost.fact, found=lost.found or "-")


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
