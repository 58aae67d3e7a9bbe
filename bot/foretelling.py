"""A previewed change in plain lines: what it changes, what the moderator has to choose, and what it would break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.changes import beside, describe
from bot.echo import shorten
from knowledge import Changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.wording import Sentences
    from knowledge import Fact, Preview, Rehearsal


def preview_lines(preview: Preview, sentences: Sentences) -> Iterator[str]:
    """Put a preview into lines, in full."""
    yield from change_lines(preview.changes, sentences)
    yield from silenced_lines(preview.rehearsal, sentences)
    if preview.conflicts:
        yield conflict_heading(preview, sentences)
        yield from (f"  {line}" for line in conflict_lines(preview, sentences, in_full=True))
    if not preview.rehearsal.is_clean:
        yield sentences.desk_breaks
        yield from (f"  {line}" for line in broken_lines(preview.rehearsal, sentences))


def change_lines(changes: Changes, sentences: Sentences) -> Iterator[str]:
    """Put changes into lines, in full, indented below their headings."""
    for group in describe(changes, sentences, in_full=True):
        yield group.heading
        yield from (f"  {line}" for line in group.lines)
    if aside := beside(changes, sentences):
        yield aside


def silenced_lines(rehearsal: Rehearsal, sentences: Sentences, longest: int = 300) -> Iterator[str]:
    """Tell what answers a question as yet that shall be refused, the question cut after so many characters."""
    for silenced in rehearsal.silenced:
        yield sentences.desk_silenced.format(text=shorten(silenced.text, longest), fact=silenced.fact)


def conflict_heading(preview: Preview, sentences: Sentences) -> str:
    """Name the facts that were changed in two places."""
    return sentences.desk_conflicts.format(facts=shorten(", ".join(one.id for one in preview.conflicts), 400))


def conflict_lines(preview: Preview, sentences: Sentences, *, in_full: bool = False) -> Iterator[str]:
    """Show both forms: the one from here on the left of each arrow, the folder's or the file's on the right."""
    for conflict in preview.conflicts:
        here, there = conflict.in_store, conflict.in_folder
        if here and there:
            pair = Changes((), ((here, there),), ())
            yield from (line for group in describe(pair, sentences, in_full=in_full) for line in group.lines)
        else:
            yield f"{conflict.id}: {_statement(here)} → {_statement(there)}"


def broken_lines(rehearsal: Rehearsal, sentences: Sentences, longest: int = 300) -> Iterator[str]:
    """Tell what the self-test found, questions cut after so many characters."""
    for breach in rehearsal.breaches:
        yield sentences.desk_breach.format(text=shorten(breach.text, longest), fact=breach.fact)
    for lost in rehearsal.lost:
        question = shorten(lost.question, longest)
        yield sentences.desk_lost.format(question=question, fact=lost.fact, found=lost.found or "-")


def _statement(fact: Fact | None) -> str:
    """Show a fact by its statement; one that is not there by a dash."""
    return f"“{next(iter(fact.wordings.values())).statement}”" if fact else "–"
