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

QUESTION_ID = 1000
"""The component that shows a card's first question has this id; those of the others follow."""
MOST_QUESTIONS = 10

_SMALL = re.compile(r"-# .(.*).", re.DOTALL)
_BOLD = re.compile(r"\*\*(.*)\*\*", re.DOTALL)
_FACT = re.compile(r"(?:context|helpful):([a-z0-9-]{1,40}):")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def questions_on(message: discord.Message) -> list[str]:
    """Give the questions that a card shows, in order, as plain text."""
    plain = (_ESCAPED.sub(r"\1", _unwrapped(text)) for text in _question_texts(message))
    return [text for text in (echo(text, HEADING_LONGEST) for text in plain) if text]


def facts_on(message: discord.Message) -> tuple[FactId, ...]:
    """Give the facts that a card's buttons are about, in order, each once."""
    ids = (getattr(part, "custom_id", None) or "" for part in _walk(message.components))
    found = (_FACT.match(id_) for id_ in ids)
    return tuple(dict.fromkeys(FactId(match[1]) for match in found if match))


def _question_texts(message: discord.Message) -> Iterator[str]:
    for part in _walk(message.components):
        if isinstance(part, discord.TextDisplay) and part.id in range(QUESTION_ID, QUESTION_ID + MOST_QUESTIONS):
            yield part.content


def _unwrapped(text: str) -> str:
    """Take off what sets a heading: small letters and quotation marks, or bold letters."""
    match = _SMALL.fullmatch(text) or _BOLD.fullmatch(text)
    return match[1] if match else text


def _walk(components: Any) -> Iterator[Any]:  # noqa: ANN401 - discord.py's many kinds of components
    for component in components:
        yield component
        yield from _walk(getattr(component, "children", []))
