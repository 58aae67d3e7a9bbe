"""The posts in the channel that the settings name for auditing: who changed what, before and after."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.views.lasting import notice

if TYPE_CHECKING:
    from discord.abc import Messageable

log = logging.getLogger(__name__)

FILE = "changes.txt"


async def post_audit(place: Messageable, text: str, whole: str = "") -> bool:
    """Post a text, in Discord's markup, and what it leaves out as a file; tells whether it could be posted."""
    try:
        try:
            await place.send(view=_post(text, with_file=bool(whole)), files=_files(whole))
        except discord.Forbidden:  # where it may write, but attach nothing
            await place.send(view=_post(text, with_file=False))
    except discord.HTTPException as error:
        log.warning("The channel that audits cannot be written to: status %s, code %s", error.status, error.code)
        return False
    return True


def _files(whole: str) -> list[discord.File]:
    return [discord.File(io.BytesIO(whole.encode()), FILE)] if whole else []


def _post(text: str, *, with_file: bool) -> ui.LayoutView:
    view = notice(text)
    if with_file:
        view.add_item(ui.File(f"attachment://{FILE}"))
    return view
