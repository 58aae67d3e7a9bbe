"""The line of time as a picture: digits alone, so that it reads the same in every language and needs no fonts."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 720
ROW = 64
MARGIN = 40
LINE_AT = 330
"""Where the line runs down: the dates stand left of it, the numbers of their entries right."""
PAPER, INK, LINE = "#ffffff", "#1f2328", "#2e5aac"


@lru_cache(maxsize=100)
def draw_timeline(rows: tuple[tuple[str, str], ...]) -> bytes:
    """Draw dates in order, each with the numbers of its entries, as a page of the list has them; gives a PNG."""
    height = 2 * MARGIN + ROW * len(rows)
    image = Image.new("RGB", (WIDTH, height), PAPER)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(26)
    pen.line((LINE_AT, MARGIN, LINE_AT, height - MARGIN), fill=LINE, width=4)
    for place, (date, numbers) in enumerate(rows):
        middle = MARGIN + ROW * place + ROW // 2
        pen.ellipse((LINE_AT - 9, middle - 9, LINE_AT + 9, middle + 9), fill=PAPER, outline=LINE, width=4)
        pen.text((LINE_AT - 30, middle), date, fill=INK, font=font, anchor="rm")
        pen.text((LINE_AT + 30, middle), numbers, fill=INK, font=font, anchor="lm")
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


BAR, GAP, BARS_HEIGHT = 20, 4, 260
PARTS = ("#2e8b57", "#d98e04", "#3b7dd8", "#8a63d2", "#80848e")
"""Answered, corrected, chosen, unclear, not covered: from below."""


def draw_tallies(days: Sequence[Sequence[int]]) -> bytes:
    """Draw a bar for each day, the oldest on the left, its parts one upon the other; gives a PNG.

    The most on one day stands in digits at the top, and nought at the bottom: what the parts are, the text tells.
    """
    most = max((sum(day) for day in days), default=0) or 1
    width = 2 * MARGIN + len(days) * (BAR + GAP) + 30
    image = Image.new("RGB", (width, BARS_HEIGHT + 2 * MARGIN), PAPER)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(18)
    floor = BARS_HEIGHT + MARGIN
    pen.text((MARGIN + 20, MARGIN), str(most), fill=INK, font=font, anchor="rm")
    pen.text((MARGIN + 20, floor), "0", fill=INK, font=font, anchor="rm")
    pen.line((MARGIN + 26, floor, width - MARGIN, floor), fill=INK, width=2)
    for place, day in enumerate(days):
        left, top = MARGIN + 30 + place * (BAR + GAP), float(floor)
        for count, colour in zip(day, PARTS, strict=True):
            height = BARS_HEIGHT * count / most
            if count:
                pen.rectangle((left, top - height, left + BAR, top), fill=colour)
            top -= height
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
