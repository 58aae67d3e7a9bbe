"""Lets Discord send interactions that SimCord has no words for: other locales, permissions and contexts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord import interactions

from bot.wording import sentences_in

if TYPE_CHECKING:
    import pytest

    from bot.wording import Sentences

Payload = dict[str, Any]


def change_interactions(monkeypatch: pytest.MonkeyPatch, changes: Payload) -> None:
    """Let every interaction from here on carry these values; a table is merged with what is there."""
    original = interactions.base_payload

    def payload(*args: object, **kwargs: object) -> tuple[object, Payload]:
        record, body = original(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they come
        return record, _merged(body, changes)

    monkeypatch.setattr(interactions, "base_payload", payload)


def speak_in(monkeypatch: pytest.MonkeyPatch, language: str) -> Sentences:
    """Set everybody's Discord to a language, and give the bot's own sentences in it."""
    change_interactions(monkeypatch, {"locale": language})
    return sentences_in(language)


def _merged(body: Payload, changes: Payload) -> Payload:
    merged = dict(body)
    for key, value in changes.items():
        merged[key] = _merged(body.get(key, {}), value) if isinstance(value, dict) else value
    return merged
