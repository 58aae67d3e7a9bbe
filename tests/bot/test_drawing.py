from __future__ import annotations

import io

from PIL import Image

from bot.drawing import ROW, WIDTH, draw_timeline


def test_the_picture_is_a_small_png_with_a_row_for_each_date() -> None:
    picture = draw_timeline(tuple((str(1990 + number), str(number)) for number in range(9)))

    with Image.open(io.BytesIO(picture)) as image:
        assert image.format == "PNG"
        assert image.size[0] == WIDTH
        assert image.size[1] > 9 * ROW
        assert len(image.getcolors(100_000) or []) > 10
    assert len(picture) < 60_000


def test_two_pictures_of_other_dates_differ() -> None:
    assert draw_timeline((("1999", "1"),)) != draw_timeline((("1998", "1"),))
