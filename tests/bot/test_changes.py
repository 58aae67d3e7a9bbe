from __future__ import annotations

from bot.changes import VALUE_LONGEST, around_difference


def test_short_values_are_shown_whole() -> None:
    assert around_difference("on Saturday", "on Sunday") == ("on Saturday", "on Sunday")


def test_long_values_are_shown_where_they_differ() -> None:
    same = "The library opened with books and chairs and lamps and plants " * 3

    before, after = around_difference(same + "on Saturday", same + "on Sunday")

    assert before.startswith("…")
    assert before.endswith("on Saturday")
    assert after.endswith("on Sunday")


def test_values_that_differ_from_the_start_are_cut_at_the_end() -> None:
    before, after = around_difference("a" * 200, "b" * 200)

    assert before == "a" * (VALUE_LONGEST - 1) + "…"
    assert after == "b" * (VALUE_LONGEST - 1) + "…"


def test_a_value_that_came_or_went_is_shown_as_nothing() -> None:
    assert around_difference("", "the Mayor") == ("", "the Mayor")
