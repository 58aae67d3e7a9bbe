"""The figures of a question are those that count in what it asks."""

from __future__ import annotations

import pytest

from knowledge.matching.counting import figures_held, figures_in


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Was the 4th festival on Sunday in May 2026?", {"4th", "Sunday", "May", "2026"}),
        ("Was it the seventeenth festival?", {"seventeenth"}),
        ("over five decades", {"five decades"}),
        ("क्या यह तीसरा उत्सव था?", {"तीसरा"}),
        ("three quarters of a century", set()),
        ("one of the two may sun themselves", set()),
        ("vitamin B12", set()),
        ("where did the 2 mayors meet", set()),
        ("2人の町長は", set()),
        ("from 1 to 2 March, 2 decades", {"1", "2", "March", "2 decades"}),
        ("the 2nd year", {"2nd"}),
        ("the mid-January talks, on Mondays", {"January", "Mondays"}),
        ("how much money a month", set()),
        ("the festival", set()),
    ],
)
def test_what_counts_is_found_as_it_is_typed(text: str, typed: set[str]) -> None:
    assert {figure.typed for figure in figures_in(text)} == typed


def test_the_same_figure_in_words_and_digits_is_one() -> None:
    assert figures_in("the seventeenth") == figures_in("the 17th")


def test_what_is_held_is_held_in_every_way() -> None:
    assert {int(figure.value) for figure in figures_held("two decades")} == {2, 20}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("in 2026", "year"),
        ("the 18th", "ordinal"),
        ("the seventeenth", "ordinal"),
        ("18वीं बैठक", "ordinal"),
        ("第18回", "ordinal"),
        ("three", "number"),
        ("तीन", "number"),
        ("17日", "number"),
        ("five decades", "decades"),
        ("$68bn", "bn"),
        ("Saturday", ""),
    ],
)
def test_a_figure_is_set_against_those_of_its_form(text: str, form: str) -> None:
    assert [figure.form for figure in figures_in(text)] == [form]
