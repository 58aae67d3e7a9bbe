"""What the buttons and menus have in common that go on working after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from discord import ui

from bot.errors import report

if TYPE_CHECKING:
    import discord

    from bot.config import Settings
    from bot.reception import Reception
    from knowledge import Library


class Serving(Protocol):
    """What a button needs of the client that received it."""

    library: Library
    reception: Reception
    settings: Settings


class Lasting:
    """Goes before `DynamicItem`: answers a press, or says what went wrong, which discord.py itself would only log."""

    async def callback(self, interaction: discord.Interaction) -> Any:  # noqa: ANN401 - as the base has it
        """Answer the press."""
        try:
            await self.respond(interaction)
        except Exception as error:  # noqa: BLE001 - every error becomes a reply in one place
            await report(interaction, error)

    async def respond(self, interaction: discord.Interaction) -> None:
        """Do what the button or menu is for."""
        raise NotImplementedError


def chosen_values(interaction: discord.Interaction) -> list[str]:
    """Give what was picked from a menu."""
    values = cast("dict[str, Any]", interaction.data or {}).get("values", [])
    return [value for value in values if isinstance(value, str)]


def message_of(interaction: discord.Interaction) -> discord.Message:
    """Give the message whose button was pressed; Discord always sends it along."""
    return cast("discord.Message", interaction.message)


def notice(*texts: str) -> ui.LayoutView:
    """Show texts, already in Discord's markup, and nothing else."""
    view = ui.LayoutView(timeout=None)
    for text in texts:
        view.add_item(ui.TextDisplay(text))
    view.stop()
    return view


def sheet(*texts: str) -> ui.LayoutView:
    """Show texts, already in Discord's markup, on a card of their own."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[Any] = ui.Container(*map(ui.TextDisplay, texts))
    view.add_item(container)
    view.stop()
    return view
