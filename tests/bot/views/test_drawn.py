"""What is drawn as data is what discord.py would make of its own items."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.views.drawn import DrawnView, button, container, menu, row, separator, text, walk

CARD = container([text("Who?", 1000), text("*She.*"), separator(), row(button("Why", "why:1"))], 0x2E8B57)
MENU = row(menu("pick:1", [("Who?", "a"), ("When?", "b")], "Related"))


def items() -> ui.LayoutView:
    """Give the same as discord.py's items."""
    view = ui.LayoutView(timeout=None)
    why = ui.ActionRow[Any](ui.Button[Any](label="Why", custom_id="why:1"))
    texts = (ui.TextDisplay[Any]("Who?", id=1000), ui.TextDisplay[Any]("*She.*"))
    options = [discord.SelectOption(label="Who?", value="a"), discord.SelectOption(label="When?", value="b")]
    view.add_item(ui.Container[Any](*texts, ui.Separator[Any](), why, accent_colour=0x2E8B57))
    view.add_item(ui.ActionRow[Any](ui.Select[Any](custom_id="pick:1", options=options, placeholder="Related")))
    return view


def holds(whole: Any, part: Any) -> bool:  # noqa: ANN401 - JSON
    """Tell whether all of a part stands in a whole, which may say more, such as what goes without saying."""
    match part:
        case dict():
            return all(key in whole and holds(whole[key], value) for key, value in part.items())
        case list():
            return len(whole) == len(part) and all(map(holds, whole, part))
        case _:
            return bool(whole == part)


def test_components_are_those_of_discord_pys_items() -> None:
    discord_pys = items().to_components()  # type: ignore[no-untyped-call]  # discord.py leaves it untyped

    assert holds(discord_pys, DrawnView(CARD, MENU).to_components())


async def test_a_drawn_view_is_a_layout_that_nothing_waits_for() -> None:
    view = DrawnView(CARD)

    assert view.has_components_v2()
    assert view.is_finished()


def test_an_empty_placeholder_is_left_out() -> None:
    assert "placeholder" not in menu("pick:1", [("Who?", "a")], "")


def test_a_walk_goes_through_all_parts_from_the_top_down() -> None:
    assert [part["type"] for part in walk([CARD])] == [17, 10, 10, 14, 1, 2]
