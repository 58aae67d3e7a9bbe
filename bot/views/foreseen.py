"""A preview in Discord's markup: what changes, what that would break, how it will look, and all of it as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.changes import beside, describe
from bot.foretelling import broken_lines, conflict_heading, conflict_lines, preview_lines, silenced_lines
from bot.listing import fitting
from bot.markdown import shown
from bot.replies import render
from bot.speech import speak
from knowledge import answer_with

if TYPE_CHECKING:
    from bot.wording import Sentences
    from knowledge import Fact, Language, Preview

TEXT_LONGEST = 2100
"""Characters of the changes; with what they break and how they look, all stays under Discord's 4000."""
BREAKS_LONGEST = 700
LOOK_LONGEST = 800
BESIDE_LONGEST = 300
QUESTION_LONGEST = 80


def preview_text(preview: Preview, sentences: Sentences) -> str:
    """Show changes, as many as there is room for."""
    return "\n".join(fitting(_change_lines(preview, sentences), TEXT_LONGEST, sentences))


def breaks_text(preview: Preview, sentences: Sentences) -> str:
    """Tell what the self-test found; empty where it found nothing."""
    return "\n".join(fitting(_break_lines(preview, sentences), BREAKS_LONGEST, sentences))


def look_text(preview: Preview, sentences: Sentences) -> str:
    """Show the one fact that is added or changed as members will see it; empty where it is not one, or too long."""
    pairs = [*((None, fact) for fact in preview.changes.added), *preview.changes.changed]
    if len(pairs) != 1:
        return ""
    before, after = pairs[0]
    answer = answer_with(after.id, _language(before, after, preview), preview.base)
    if answer is None:
        return ""
    card = render(speak(answer, preview.base), preview.base)
    text = "\n".join([f"**{shown(sentences.desk_as_shown)}**", *card.sections[0].texts])
    return text if len(text) <= LOOK_LONGEST else ""


def whole_text(preview: Preview, sentences: Sentences) -> str:
    """Give all of a preview in full, where the other texts leave something out; empty where they do not."""
    return "\n".join(preview_lines(preview, sentences)) if _is_cut(preview, sentences) else ""


def _is_cut(preview: Preview, sentences: Sentences) -> bool:
    """Tell whether lines or values are left out; of a single new fact, its look shows enough."""
    lines, breaks = _change_lines(preview, sentences), _break_lines(preview, sentences)
    known = replace(preview.changes, added=preview.changes.added if len(preview.changes.added) > 1 else ())
    return (
        describe(known, sentences) != describe(known, sentences, in_full=True)
        or len(beside(known, sentences)) > BESIDE_LONGEST
        or fitting(lines, TEXT_LONGEST, sentences) != lines
        or fitting(breaks, BREAKS_LONGEST, sentences) != breaks
        or any(len(lost.question) > QUESTION_LONGEST for lost in preview.rehearsal.lost)
    )


def _change_lines(preview: Preview, sentences: Sentences) -> list[str]:
    changes = preview.changes
    head = sentences.refresh_found.format(
        added=len(changes.added), changed=len(changes.changed), removed=len(changes.removed)
    )
    lines = [head, *filter(None, [shown(beside(changes, sentences, BESIDE_LONGEST))])]
    if preview.conflicts:
        lines.append(shown(conflict_heading(preview, sentences)))
        lines += [f"- {shown(line)}" for line in conflict_lines(preview, sentences)]
    for group in describe(changes, sentences):
        lines += [f"**{shown(group.heading)}**", *(f"- {shown(line)}" for line in group.lines)]
    lines += map(shown, silenced_lines(preview.rehearsal, sentences, QUESTION_LONGEST))
    return lines


def _break_lines(preview: Preview, sentences: Sentences) -> list[str]:
    broken = [f"- {shown(line)}" for line in broken_lines(preview.rehearsal, sentences, QUESTION_LONGEST)]
    return [f"**{shown(sentences.desk_breaks)}**", *broken] if broken else []


def _language(before: Fact | None, after: Fact, preview: Preview) -> Language:
    """Give the language whose wording changed; the base's own where that is none, or several."""
    old = before.wordings if before else {}
    changed = [language for language, wording in after.wordings.items() if old.get(language) != wording]
    return changed[0] if len(changed) == 1 else preview.base.default_language
