"""Times over sizes as a picture. Pillow is here already; a plotting library would be one more to keep."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Point = tuple[float, float]

WIDTH, HEIGHT, MARGIN = 1000, 620, 90
RIGHT = 250
"""Where the lines are named."""
PAPER, INK, GRID = "#ffffff", "#1f2328", "#d8dee4"
COLOURS = ("#2e5aac", "#d98e04", "#8a63d2", "#2e8b57", "#b3261e", "#57606a")
LABEL_HEIGHT = 24


def draw_times(times: Mapping[str, Mapping[int, float]]) -> bytes:
    """Draw milliseconds for one question over the number of phrasings, both on a log scale; gives a PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(18)
    sizes = sorted({size for line in times.values() for size in line})
    powers = _powers([ms for line in times.values() for ms in line.values()])
    for power in powers:
        height = _across(power, powers[0], powers[-1], HEIGHT - MARGIN, MARGIN)
        pen.line((MARGIN, height, WIDTH - RIGHT, height), fill=GRID, width=2)
        pen.text((MARGIN - 12, height), f"{10.0**power:g} ms", fill=INK, font=font, anchor="rm")
    for size in sizes:
        pen.text((_at_size(size, sizes), HEIGHT - MARGIN + 28), f"{size:,}", fill=INK, font=font, anchor="mm")
    pen.text(((MARGIN + WIDTH - RIGHT) / 2, HEIGHT - 22), "phrasings", fill=INK, font=font, anchor="mm")
    ends: list[tuple[float, str, str]] = []
    for (name, line), colour in zip(times.items(), COLOURS, strict=False):
        points = [
            (_at_size(size, sizes), _across(math.log10(ms), powers[0], powers[-1], HEIGHT - MARGIN, MARGIN))
            for size, ms in sorted(line.items())
        ]
        pen.line(points, fill=colour, width=5 if not ends else 3, joint="curve")
        for x, y in points:
            pen.ellipse((x - 6, y - 6, x + 6, y + 6), fill=colour)
        ends.append((points[-1][1], name, colour))
    for height, name, colour in _apart(ends):
        pen.text((WIDTH - RIGHT + 16, height), name, fill=colour, font=ImageFont.load_default(16), anchor="lm")
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _powers(values: Sequence[float]) -> range:
    return range(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))) + 1)


def _across(value: float, least: float, most: float, start: float, end: float) -> float:
    return start + (end - start) * (value - least) / max(most - least, 1e-9)


def _at_size(size: int, sizes: Sequence[int]) -> float:
    return _across(math.log10(size), math.log10(sizes[0]), math.log10(sizes[-1]), MARGIN + 20, WIDTH - RIGHT - 20)


def _apart(ends: Sequence[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Move names that would lie upon each other down."""
    placed: list[tuple[float, str, str]] = []
    for height, name, colour in sorted(ends):
        least = placed[-1][0] + LABEL_HEIGHT if placed else 0.0
        placed.append((max(height, least), name, colour))
    return placed
