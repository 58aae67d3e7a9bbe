"""Reads a card again from its message: what a restart forgets, the card itself still shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord

from bot.echo import echo
from bot.speech import HEADING_LONGEST
from knowledge import FactId

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTION_ID, CLAIM_ID = 1000, 1100
"""The component that shows a card's first question, or the first claim checked, has this id; the others' follow."""
MOST_QUESTIONS = 10

_SMALL = re.compile(r"-# .(.*).", re.DOTALL)
_BOLD = re.compile(r"\*\*(.*)\*\*", re.DOTALL)
_FACT = re.compile(r"(?:context|helpful):([a-z0-9-]{1,40}):")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def questions_on(message: discord.Message) -> list[str]:
    """Give the questions that a card shows, in order, as plain text."""
    return _headings(message, QUESTION_ID)


def claims_on(message: discord.Message) -> list[str]:
    """Give the claims of somebody's message that a card checks, in order, as plain text."""
    return _headings(message, CLAIM_ID)


def facts_on(message: discord.Message) -> tuple[FactId, ...]:
    """Give the facts that a card's buttons are about, in order, each once."""
    ids = (getattr(part, "custom_id", None) or "" for part in _walk(message.components))
    found = (_FACT.match(id_) for id_ in ids)
    return tuple(dict.fromkeys(FactId(match[1]) for match in found if match))


def _headings(message: discord.Message, first: int) -> list[str]:
    ids = range(first, first + MOST_QUESTIONS)
    shown = (part for part in _walk(message.components) if isinstance(part, discord.TextDisplay) and part.id in ids)
    plain = (_ESCAPED.sub(r"\1", _unwrapped(part.content)) for part in shown)
    return [text for text in (echo(text, HEADING_LONGEST) for text in plain) if text]


def _unwrapped(text: str) -> str:
    """Take off what sets a heading: small letters and quotation marks, or bold letters."""
    match = _SMALL.fullmatch(text) or _BOLD.fullmatch(text)
    return match[1] if match else text


def _walk(components: Any) -> Iterator[Any]:  # noqa: ANN401 - discord.py's many kinds of components
    for component in components:
        yield component
        yield from _walk(getattr(component, "children", []))
