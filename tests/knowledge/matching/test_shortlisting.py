"""Of many questions, those are looked at closely that begin alike or hold the words."""

from __future__ import annotations

import pytest

from knowledge.matching.shortlisting import LONGEST_BEGINNING, Shortlist

QUESTIONS = (
    "which day was the opening",
    "who cut the ribbon",
    "how many books are there",
    "which day was the closing",
    "本は何冊ありますか",
)


@pytest.fixture(scope="module")
def shortlist() -> Shortlist:
    return Shortlist(QUESTIONS)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("who", "who cut the ribbon"),
        ("ribbon", "who cut the ribbon"),
        ("ibbo", "who cut the ribbon"),
        ("whcih day", "which day was the opening"),
        ("which day was the clo", "which day was the closing"),
        ("hwo mnay boks", "how many books are there"),
        ("本は", "本は何冊ありますか"),
    ],
)
def test_beginnings_and_words_are_found(shortlist: Shortlist, typed: str, first: str) -> None:
    assert QUESTIONS[shortlist.of(typed, 2)[0]] == first


def test_of_those_alike_the_first_comes_first(shortlist: Shortlist) -> None:
    assert [QUESTIONS[place] for place in shortlist.of("which", 2)] == [QUESTIONS[0], QUESTIONS[3]]


def test_all_are_given_where_there_are_no_more(shortlist: Shortlist) -> None:
    assert sorted(shortlist.of("which", 99)) == [0, 1, 2, 3, 4]


def test_beyond_the_beginning_words_decide() -> None:
    start = "x" * LONGEST_BEGINNING
    shortlist = Shortlist([f"{start} {end}" for end in ("one", "two", "three")])

    assert shortlist.of(f"{start} thr", 1).tolist() == [2]


def test_without_questions_there_is_nothing_to_find() -> None:
    assert Shortlist([]).of("who", 5).tolist() == []
