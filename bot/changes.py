"""What a refresh would change, in plain lines: facts added, changed (before and after) and removed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.echo import ELLIPSIS, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.wording import Sentences
    from knowledge import Changes, Fact

STATEMENT_LONGEST = 120
VALUE_LONGEST = 80
_CONTEXT = 16
"""Characters shown before the first difference of two long values."""


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one kind: a heading and a line each."""

    heading: str
    lines: tuple[str, ...]


def describe(changes: Changes, sentences: Sentences) -> tuple[Group, ...]:
    """Put changes into lines, kinds without any left out."""
    groups = (
        Group(sentences.refresh_added, tuple(map(_fact_line, changes.added))),
        Group(sentences.refresh_changed, tuple(line for pair in changes.changed for line in _pair_lines(*pair))),
        Group(sentences.refresh_removed, tuple(map(_fact_line, changes.removed))),
        Group(sentences.refused_now, changes.refused),
        Group(sentences.allowed_now, changes.allowed),
    )
    return tuple(group for group in groups if group.lines)


def beside(changes: Changes, sentences: Sentences) -> str:
    """Tell what differs beside the facts, by the names that it has in the folder; empty where nothing does."""
    differs = {
        "base.toml": changes.base,
        "sources": changes.sources,
        "topics": changes.topics,
        "vocabulary.toml": changes.terms,
    }
    what = ", ".join(name for name, is_changed in differs.items() if is_changed)
    return sentences.refresh_beside.format(what=what) if what else ""


def _fact_line(fact: Fact) -> str:
    wording = next(iter(fact.wordings.values()))
    return f"{fact.id}: {shorten(wording.statement, STATEMENT_LONGEST)}"


def _pair_lines(before: Fact, after: Fact) -> Iterator[str]:
    old, new = dict(_values(before)), dict(_values(after))
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            was, becomes = around_difference(old.get(key, ""), new.get(key, ""))
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


def around_difference(before: str, after: str) -> tuple[str, str]:
    """Shorten two values so that where they differ can be seen."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))))
    start = max(0, same - _CONTEXT) if max(len(before), len(after)) > VALUE_LONGEST else 0
    opening = ELLIPSIS if start else ""
    return tuple(shorten(opening + text[start:], VALUE_LONGEST) for text in (before, after))  # type: ignore[return-value]  # a pair
