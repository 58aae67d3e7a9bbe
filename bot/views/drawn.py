"""Views drawn as data, as Discord takes them: for cards whose buttons carry all they need in their ids.

discord.py's own items wait in memory for a press, which such a card needs nothing of; making them costs more than all
else that is done to a card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ComponentType, ui

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Component = dict[str, Any]
"""One component, in the form of Discord's API."""

# Looked up once: an enum's value costs a call each time.
_CONTAINER, _TEXT, _ROW = (
    ComponentType.container.value,
    ComponentType.text_display.value,
    ComponentType.action_row.value,
)
_BUTTON, _MENU, _SEPARATOR = ComponentType.button.value, ComponentType.select.value, ComponentType.separator.value
_GREY = ButtonStyle.secondary.value


class DrawnView(ui.LayoutView):
    """A layout that is ready to be sent."""

    def __init__(self, *components: Component) -> None:
        super().__init__(timeout=None)
        self._components = list(components)
        self.stop()

    def to_components(self) -> list[Component]:
        """Give the components as they are."""
        return self._components

    def has_components_v2(self) -> bool:
        """Tell that this is a layout, not a message's text with buttons below."""
        return True


def container(parts: Iterable[Component], colour: int) -> Component:
    """Frame a card."""
    return {"type": _CONTAINER, "accent_color": colour, "components": list(parts)}


def text(content: str, id_: int | None = None) -> Component:
    """Show a text, already in Discord's markup."""
    part: Component = {"type": _TEXT, "content": content}
    return part if id_ is None else part | {"id": id_}


def separator() -> Component:
    """Draw a line between two parts."""
    return {"type": _SEPARATOR}


def row(*parts: Component) -> Component:
    """Set buttons, or one menu, side by side."""
    return {"type": _ROW, "components": list(parts)}


def button(label: str, custom_id: str) -> Component:
    """Offer a button."""
    return {"type": _BUTTON, "style": _GREY, "label": label, "custom_id": custom_id}


def menu(custom_id: str, options: Iterable[tuple[str, str]], placeholder: str) -> Component:
    """Offer a choice of labels with their values, below a placeholder that may be empty."""
    entries = [{"label": label, "value": value} for label, value in options]
    part: Component = {"type": _MENU, "custom_id": custom_id, "options": entries}
    return part | {"placeholder": placeholder} if placeholder else part


def walk(components: Iterable[Component]) -> Iterator[Component]:
    """Go through components and all that they hold, from the top down."""
    for part in components:
        yield part
        yield from walk(part.get("components", ()))
