from __future__ import annotations

import datetime as dt

from bot.lately import Lately

NOON = dt.datetime(2026, 3, 7, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def test_a_value_is_kept_for_its_time_and_no_longer() -> None:
    kept: Lately[str, int] = Lately(MINUTE)
    kept.put("a", 1, NOON)

    assert kept.get("a", NOON + MINUTE) == 1
    assert kept.get("a", NOON + 2 * MINUTE) is None
    assert kept.get("b", NOON) is None


def test_a_value_that_is_put_again_starts_anew() -> None:
    kept: Lately[str, int] = Lately(MINUTE)
    kept.put("a", 1, NOON)
    kept.put("a", 2, NOON + MINUTE)

    assert kept.get("a", NOON + 2 * MINUTE) == 2


def test_the_oldest_go_where_there_are_too_many() -> None:
    kept: Lately[int, int] = Lately(MINUTE, most=2)
    for number in range(3):
        kept.put(number, number, NOON)

    assert [kept.get(number, NOON) for number in range(3)] == [None, 1, 2]


def test_a_dropped_value_is_gone() -> None:
    kept: Lately[str, int] = Lately(MINUTE)
    kept.put("a", 1, NOON)
    kept.drop("a")
    kept.drop("a")

    assert kept.get("a", NOON) is None
