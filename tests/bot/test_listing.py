from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.listing import fitting
from bot.wording import sentences_in

EN = sentences_in("en")


@given(st.lists(st.text(alphabet="ab", max_size=30), max_size=40), st.integers(40, 300))
def test_lines_are_kept_from_the_first_and_the_rest_is_counted(lines: list[str], room: int) -> None:
    shown = fitting(lines, room, EN)

    assert len("\n".join(shown)) <= room
    if shown != lines:
        kept = shown[:-1]
        assert kept == lines[: len(kept)]
        assert shown[-1] == EN.refresh_more.format(count=len(lines) - len(kept))


def test_what_fits_is_shown_whole() -> None:
    assert fitting(["one", "two"], 8, EN) == ["one", "two"]
