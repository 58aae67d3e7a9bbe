from __future__ import annotations

import io

from PIL import Image

from bot.drawing import MOST_ROWS, ROW, WIDTH, draw_timeline, timeline_rows
from knowledge import Dated, Day
from tests.bot.records import OPENING


def dated(first: Day, last: Day | None = None) -> Dated:
    return Dated(first, last or first, OPENING)


def test_each_date_stands_once_with_the_numbers_of_its_entries() -> None:
    march = Day(2026, 3)

    rows = timeline_rows([dated(Day(1999)), dated(march), dated(march), dated(Day(2026, 3, 5), Day(2026, 3, 7))])

    assert rows == [("1999", "1"), ("2026-03", "2, 3"), ("2026-03-05 - 2026-03-07", "4")]


def test_the_picture_is_a_small_png_with_a_row_for_each_date() -> None:
    picture = draw_timeline([dated(Day(1990 + number)) for number in range(9)])

    with Image.open(io.BytesIO(picture)) as image:
        assert image.format == "PNG"
        assert image.size[0] == WIDTH
        assert image.size[1] > 9 * ROW
        assert len(image.getcolors(100_000) or []) > 10
    assert len(picture) < 60_000


def test_two_pictures_of_other_dates_differ() -> None:
    assert draw_timeline([dated(Day(1999))]) != draw_timeline([dated(Day(1998))])


def test_without_dates_and_with_very_many_there_is_a_picture_all_the_same() -> None:
    assert draw_timeline([])
    with Image.open(io.BytesIO(draw_timeline([dated(Day(1000 + n)) for n in range(MOST_ROWS * 3)]))) as image:
        assert image.size[1] < (MOST_ROWS + 2) * ROW
