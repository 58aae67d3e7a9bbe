from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from knowledge.browsing import Day, people, timeline
from knowledge.folder import load_folder, shipped_folder
from knowledge.model import FactBase, FactId, Kind, Status, Term, Wording
from tests.bot.records import BASE, EN, OPENING, WAITING

MARCH_7 = Day(2026, 3, 7)


def base_saying(*statements: str) -> FactBase:
    facts = tuple(
        replace(OPENING, id=FactId(f"fact-{number}"), wordings={EN: Wording(statement, ())})
        for number, statement in enumerate(statements)
    )
    return replace(BASE, facts=facts)


@pytest.mark.parametrize(
    ("statement", "first", "last"),
    [
        ("It opened on 7 March 2026.", MARCH_7, MARCH_7),
        ("It was open from March 5 to March 7.", Day(2026, 3, 5), MARCH_7),
        ("It was planned in November.", Day(2025, 11), Day(2025, 11)),
        ("It closes in July.", Day(2026, 7), Day(2026, 7)),
        ("It opened on Saturday.", MARCH_7, MARCH_7),
        ("The mayor spoke on Monday.", Day(2026, 3, 2), Day(2026, 3, 2)),
        ("It was founded in 1875.", Day(1875), Day(1875)),
        ("The 75th year ends on 31 March 2027.", Day(2027, 3, 31), Day(2027, 3, 31)),
    ],
)
def test_a_statements_date_is_read_as_seen_from_its_source(statement: str, first: Day, last: Day) -> None:
    [dated] = timeline(base_saying(statement))

    assert (dated.first, dated.last) == (first, last)


@pytest.mark.parametrize("statement", ["It has 4,000 books.", "It may open.", "The 18th meeting lasted two decades."])
def test_a_number_is_no_date(statement: str) -> None:
    assert timeline(base_saying(statement)) == ()


def test_dates_stand_in_order_and_the_vaguer_first() -> None:
    statements = ["On 9 March 2026.", "In 2026.", "In March 2026.", "In 1999."]

    assert [dated.first for dated in timeline(base_saying(*statements))] == [
        Day(1999),
        Day(2026),
        Day(2026, 3),
        Day(2026, 3, 9),
    ]


def test_facts_that_are_not_answered_from_are_left_out() -> None:
    base = replace(BASE, facts=(replace(OPENING, status=Status.RETIRED),))

    assert timeline(base) == ()


def test_people_are_those_who_are_quoted_or_named() -> None:
    mayor = Term("Ada Finch", Kind.PERSON, ("Mayor Ada Finch",))
    stranger = Term("Bo Reed", Kind.PERSON)
    town = Term("Hilltown", Kind.PLACE)
    base = replace(BASE, facts=(OPENING, WAITING), terms=(town, stranger, mayor))

    [person] = people(base)

    assert person.term == mayor
    assert [fact.id for fact in person.said] == [WAITING.id]
    assert person.named == ()


def test_the_visit_has_its_dates_and_people() -> None:
    base = load_folder(shipped_folder())
    spans = {(dated.first, dated.last) for dated in timeline(base)}

    assert (Day(2026, 1, 15), Day(2026, 1, 17)) in spans
    assert all(Day(2025) <= first <= last <= Day(2027) for first, last in spans)
    assert {person.term.name for person in people(base)} >= {"Narendra Modi", "Toshimitsu Motegi", "S. Jaishankar"}
    assert base.sources[0].date == dt.date(2026, 1, 17)


def test_people_are_introduced_by_the_fact_that_is_asked_for_by_who_they_are() -> None:
    base = load_folder(shipped_folder())

    found = {person.term.name: person.introduced.id for person in people(base) if person.introduced}

    assert found == {
        "Narendra Modi": "modi-office",
        "Toshimitsu Motegi": "motegi-office",
        "S. Jaishankar": "jaishankar-office",
        "Keiichi Ono": "ambassador",
    }
