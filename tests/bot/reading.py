"""Reads what the bot sent, as a member would see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simcord import InteractionResult, ResponseMessage


def components_of(message: discord.Message | ResponseMessage | None) -> Iterator[dict[str, Any]]:
    """Give every component of a message, the outer before the inner."""
    assert message is not None, "the bot sent nothing"
    whole = message.components
    payload = [part if isinstance(part, dict) else part.to_dict() for part in whole]
    yield from _walk(payload)


def text_of(message: discord.Message | ResponseMessage | None) -> str:
    """Give all the text of a message, the parts a line apart."""
    texts = [
        part["content"] for part in components_of(message) if part["type"] == discord.ComponentType.text_display.value
    ]
    assert message is not None
    return "\n".join(filter(None, [message.content, *texts]))


def labels_of(message: discord.Message | ResponseMessage | None) -> list[str]:
    """Give the labels of a message's buttons."""
    return [part["label"] for part in components_of(message) if part["type"] == discord.ComponentType.button.value]


def options_of(message: discord.Message | ResponseMessage | None, custom_id: str = "") -> dict[str, str]:
    """Give what can be picked from a message's menus, or from the one that is named: labels by values."""
    menus = [part for part in components_of(message) if custom_id in {"", part.get("custom_id")}]
    return {option["value"]: option["label"] for menu in menus for option in menu.get("options", [])}


def custom_id_of(message: discord.Message | ResponseMessage | None, start: str) -> str:
    """Give the id of the one button or menu whose id starts so."""
    [found] = [id_ for id_ in custom_ids_of(message) if id_.startswith(start)]
    return found


def custom_ids_of(message: discord.Message | ResponseMessage | None) -> list[str]:
    """Give the ids of a message's buttons and menus."""
    return [str(part["custom_id"]) for part in components_of(message) if part.get("custom_id")]


def response_of(result: InteractionResult) -> ResponseMessage:
    """Give the message that an interaction was answered with."""
    assert result.response is not None, "the bot sent nothing"
    return result.response


def _walk(components: list[Any]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
