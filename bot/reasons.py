"""Why a question came to its outcome, for members: how it was read, what fits best, and what each check says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.echo import echo, shorten
from bot.listing import fitting
from bot.markdown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.wording import Sentences
    from knowledge import Answer, FactBase, Part

LONGEST = 3500
"""Characters of an explanation; Discord allows 4000."""
SAW_LONGEST = 100
MOST_WORDS = 40
WORD_LONGEST = 30
QUESTION_LONGEST = 150
MOST_CANDIDATES = 3


def reasons(answer: Answer, base: FactBase, sentences: Sentences, *, with_evidence: bool = False) -> str:
    """Explain each part of an answer, in Discord's markup, as far as a message holds it.

    `with_evidence` adds what each check saw, in the matcher's own words.
    """
    lines = [f"**{sentences.why_heading}**"]
    for part in answer.parts:
        if len(answer.parts) > 1:
            asked = shown(echo(part.text, QUESTION_LONGEST))
            lines.append(f"**{sentences.question.format(question=asked)}**")
        lines += _part(part, answer, base, sentences, with_evidence=with_evidence)
    return "\n".join(fitting(lines, LONGEST, sentences))


def _part(part: Part, answer: Answer, base: FactBase, sentences: Sentences, *, with_evidence: bool) -> Iterator[str]:
    words = filter(None, (echo(word, WORD_LONGEST) for word in part.trace.words[:MOST_WORDS]))
    if read_as := " · ".join(words):
        yield shown(sentences.why_read_as.format(words=read_as))
    if part.candidates:
        yield sentences.why_nearest
        yield from _candidates(part, answer, base, sentences)
    if part.trace.checks:
        yield sentences.why_checks
        yield from _checks(part, sentences, with_evidence=with_evidence)
        yield ""  # else Discord draws what follows as the end of the last point
    decided_by = part.trace.decided_by
    yield sentences.why_decided.format(check=sentences.checks.get(decided_by, decided_by))


def _candidates(part: Part, answer: Answer, base: FactBase, sentences: Sentences) -> Iterator[str]:
    for candidate in part.candidates[:MOST_CANDIDATES]:
        wording = base.wording(base.fact_by_id[candidate.id], answer.language)
        question = shorten(wording.questions[0] if wording.questions else wording.statement, QUESTION_LONGEST)
        line = sentences.why_nearest_fact.format(percent=f"{candidate.score:.0%}".rstrip("%"), question=question)
        yield f"- {shown(line)}"


def _checks(part: Part, sentences: Sentences, *, with_evidence: bool) -> Iterator[str]:
    for check in part.trace.checks:
        sentence = sentences.why_passed if check.passed else sentences.why_failed
        saw = f" ({shown(echo(check.saw, SAW_LONGEST))})" if with_evidence else ""
        yield f"- {sentence.format(check=sentences.checks.get(check.name, check.name))}{saw}"
