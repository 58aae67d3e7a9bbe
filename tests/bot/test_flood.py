from __future__ import annotations

import datetime as dt

from bot.flood import Flood

NOON = dt.datetime(2026, 3, 7, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def test_so_many_pass_and_the_next_waits_for_the_first_to_be_a_minute_old() -> None:
    flood = Flood(2, 60 * SECOND)

    assert flood.seconds_to_wait(1, NOON) == 0
    assert flood.seconds_to_wait(1, NOON + 10 * SECOND) == 0
    assert flood.seconds_to_wait(1, NOON + 20 * SECOND) == 40
    assert flood.seconds_to_wait(1, NOON + 60 * SECOND) == 0
    assert flood.seconds_to_wait(1, NOON + 61 * SECOND) == 9


def test_each_has_a_count_of_their_own() -> None:
    flood = Flood(1, 60 * SECOND)

    assert flood.seconds_to_wait(1, NOON) == 0
    assert flood.seconds_to_wait(2, NOON) == 0
    assert flood.seconds_to_wait(1, NOON) == 60


def test_asking_while_one_waits_does_not_make_the_wait_longer() -> None:
    flood = Flood(1, 60 * SECOND)
    flood.seconds_to_wait(1, NOON)
    for second in range(1, 60):
        assert flood.seconds_to_wait(1, NOON + second * SECOND) == 60 - second

    assert flood.seconds_to_wait(1, NOON + 60 * SECOND) == 0
