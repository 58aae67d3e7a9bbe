"""What the moderators' desk says, in plain lines: history, gaps, counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from bot.changes import describe
from bot.echo import echo, shorten
from knowledge import Answered, Cause, Changes, Chat, Corrected, FactId

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.wording import Sentences
    from knowledge import Answer, FactBase, GapGroup, Revision, Tally, Vote

OUTCOMES = ("answered", "corrected", "chosen", "unsure", "not_covered")
"""The outcomes that are counted, as the parts of a bar stand from below."""
MOST_TOPICS = 5
REFUSALS = "refusals"
"""The check that holds a question against those that must be refused."""


def history_text(revisions: Sequence[Revision], sentences: Sentences, *, in_full: bool = False) -> list[str]:
    """List revisions with what each changed, before and after; long values are cut unless all is wanted `in_full`."""
    lines = [line for revision in revisions for line in _revision(revision, sentences, in_full=in_full)]
    return lines or [sentences.history_none]


def _revision(revision: Revision, sentences: Sentences, *, in_full: bool) -> Iterator[str]:
    why = revision.why or (sentences.history_folder if revision.from_folder else "")
    yield sentences.history_line.format(
        number=revision.number,
        date=sentences.day(revision.made_at.date()),
        who=shorten(revision.who, 60),
        why=shorten(why, 120),
        count=len(revision.facts),
    )
    if revision.number > 1:  # the first holds everything, and changed nothing
        for group in describe(_as_changes(revision), sentences, in_full=in_full):
            yield from (f"    {group.heading}: {line}" for line in group.lines)
        if revision.beside:
            what = ", ".join(revision.beside)
            yield f"    {sentences.history_beside.format(what=what if in_full else shorten(what, 200))}"


def _as_changes(revision: Revision) -> Changes:
    return Changes(
        added=tuple(after for before, after in revision.facts if after and not before),
        changed=tuple((before, after) for before, after in revision.facts if before and after),
        removed=tuple(before for before, after in revision.facts if before and not after),
    )


def gaps_text(groups: Sequence[GapGroup], sentences: Sentences) -> list[str]:
    """List questions that found no answer, each group by its most asked."""
    lines = [
        sentences.gap_line.format(
            times=group.times,
            text=echo(group.texts[0], 150),
            cause=", ".join(sorted(_cause(cause, sentences) for cause in group.causes)),
        )
        for group in groups
    ]
    return lines or [sentences.gaps_none]


def _cause(cause: Cause, sentences: Sentences) -> str:
    match cause:
        case Cause.NOT_COVERED:
            return sentences.gap_not_covered
        case Cause.UNSURE:
            return sentences.gap_unsure
        case Cause.UNHELPFUL:
            return sentences.gap_unhelpful


def stats_text(tallies: Sequence[Tally], votes: Sequence[Vote], base: FactBase, sentences: Sentences) -> list[str]:
    """List how questions went, in all and week by week, which topics were asked for most, and how much helped."""
    if not tallies:
        return [sentences.stats_none]
    counts: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    weeks: Counter[tuple[dt.date, str]] = Counter()
    for tally in tallies:
        counts[tally.outcome] += tally.times
        weeks[tally.day - dt.timedelta(days=tally.day.weekday()), tally.outcome] += tally.times
        if fact := base.fact_by_id.get(tally.fact or FactId("")):
            topics[base.topic_by_id[fact.topic].titles[base.default_language]] += tally.times
    named = sentences.outcomes
    lines = [sentences.stats_line.format(outcome=named[one], count=count) for one, count in counts.most_common()]
    for monday in sorted({monday for monday, _ in weeks}):
        parts = ", ".join(f"{named[one]} {weeks[monday, one]}" for one in OUTCOMES if weeks[monday, one])
        lines.append(sentences.stats_week.format(date=sentences.day(monday), counts=parts))
    if topics:
        most = ", ".join(f"{topic} ({count})" for topic, count in topics.most_common(MOST_TOPICS))
        lines.append(sentences.stats_topics.format(topics=most))
    if votes:
        helpful = sum(vote.is_helpful for vote in votes)
        lines.append(sentences.stats_helpful.format(yes=helpful, all=len(votes)))
    return lines


def tally_rows(tallies: Sequence[Tally], days: int) -> list[tuple[int, ...]]:
    """Give the counts of each outcome for each of the last days, the oldest first."""
    today = dt.datetime.now(dt.UTC).date()
    counts: Counter[tuple[dt.date, str]] = Counter()
    for tally in tallies:
        counts[tally.day, tally.outcome] += tally.times
    dates = [today - dt.timedelta(days=back) for back in range(days - 1, -1, -1)]
    return [tuple(counts[date, outcome] for outcome in OUTCOMES) for date in dates]


def what_would_change(answer: Answer, sentences: Sentences) -> str:
    """Tell a moderator how the outcome of a question could be made another one."""
    part = answer.lead
    if part.trace.decided_by == REFUSALS:
        return sentences.change_refusals
    best = part.candidates[0].id if part.candidates else ""
    match part.outcome:
        case Answered() | Corrected():
            return sentences.change_answered.format(fact=answer.citations[0].fact.id)
        case Chat():
            return sentences.change_nothing
        case _:
            return sentences.change_refused.format(fact=best) if best else sentences.change_nothing
