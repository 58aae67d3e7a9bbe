"""What a change of the facts is, in plain lines: facts added, changed (before and after), put to review and removed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.echo import ELLIPSIS, shorten
from knowledge import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.wording import Sentences
    from knowledge import Changes, Fact

STATEMENT_LONGEST = 120
VALUE_LONGEST = 80
NO_LIMIT = 10**6
_CONTEXT = 16
"""Characters shown before the first difference of two long values."""


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one kind: a heading and a line each."""

    heading: str
    lines: tuple[str, ...]


def describe(changes: Changes, sentences: Sentences, *, in_full: bool = False) -> tuple[Group, ...]:
    """Put changes into lines, kinds without any left out; long values are cut unless all is wanted `in_full`."""
    longest = NO_LIMIT if in_full else VALUE_LONGEST
    left = [pair for pair in changes.changed if is_left_behind(*pair)]
    others = [pair for pair in changes.changed if pair not in left]
    groups = (
        Group(sentences.refresh_added, tuple(line for fact in changes.added for line in _new_lines(fact, longest))),
        Group(sentences.refresh_changed, tuple(line for pair in others for line in _pair_lines(*pair, longest))),
        Group(sentences.refresh_review, tuple(_quote_line(after, longest) for _, after in left)),
        Group(sentences.refresh_removed, tuple(map(_fact_line, changes.removed))),
        Group(sentences.refused_now, changes.refused),
        Group(sentences.allowed_now, changes.allowed),
    )
    return tuple(group for group in groups if group.lines)


def is_left_behind(before: Fact, after: Fact) -> bool:
    """Tell whether a fact goes to review because its source's new text lacks its quote, and is else as it was."""
    kept = (before.quote, before.wordings, before.said_by, before.highlight, before.related, before.topic)
    stays = kept == (after.quote, after.wordings, after.said_by, after.highlight, after.related, after.topic)
    return stays and after.status is Status.REVIEW and before.source != after.source


def beside(changes: Changes, sentences: Sentences, longest: int = NO_LIMIT) -> str:
    """Tell what differs beside the facts, by the names that it has in the folder; empty where nothing does."""
    named = {"sources": changes.sources, "topics": changes.topics, "vocabulary.toml": changes.terms}
    differs = ["base.toml"] if changes.base else []
    differs += [f"{where} ({', '.join(names)})" for where, names in named.items() if names]
    what = shorten(", ".join(differs), longest)
    return sentences.refresh_beside.format(what=what) if what else ""


def _fact_line(fact: Fact) -> str:
    wording = next(iter(fact.wordings.values()))
    return f"{fact.id}: {shorten(wording.statement, STATEMENT_LONGEST)}"


def _new_lines(fact: Fact, longest: int) -> Iterator[str]:
    """Show a new fact: in a line, or all that it holds where there is room."""
    if longest < NO_LIMIT:
        yield _fact_line(fact)
        return
    statement = next(iter(fact.wordings.values())).statement
    yield f"{fact.id}: {statement}"
    told = {"", fact.topic, statement, Status.ACTIVE.value}
    yield from (f"{fact.id}, {key}: “{value}”" for key, value in _values(fact) if value not in told)


def _quote_line(fact: Fact, longest: int) -> str:
    return f"{fact.id}: “{shorten(fact.quote, longest)}”"


def _pair_lines(before: Fact, after: Fact, longest: int) -> Iterator[str]:
    old, new = dict(_values(before)), dict(_values(after))
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            was, becomes = around_difference(old.get(key, ""), new.get(key, ""), longest)
            yield f"{before.id}, {key}: “{was}” → “{becomes}”"


def _values(fact: Fact) -> Iterator[tuple[str, str]]:
    """Give a fact's values under the keys that its file has for them."""
    for field in fields(fact):
        if field.name not in {"id", "wordings"}:
            yield field.name, _text(getattr(fact, field.name))
    for language, wording in fact.wordings.items():
        yield f"{language}.statement", wording.statement
        yield f"{language}.questions", _text(wording.questions)


def _text(value: object) -> str:
    return " | ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def around_difference(before: str, after: str, longest: int = VALUE_LONGEST) -> tuple[str, str]:
    """Shorten two values so that where they differ can be seen."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))))
    start = max(0, same - _CONTEXT) if max(len(before), len(after)) > longest else 0
    opening = ELLIPSIS if start else ""
    return tuple(shorten(opening + text[start:], longest) for text in (before, after))  # type: ignore[return-value]  # a pair
