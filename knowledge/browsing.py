"""What a base holds, to be leafed through: what is dated, in order, and who is who."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from knowledge.figures import Kind as FigureKind
from knowledge.figures import read_figures
from knowledge.matching.language import load_language
from knowledge.matching.names import Names
from knowledge.matching.phrases import Phrases
from knowledge.matching.pointing import only_points
from knowledge.model import Kind
from knowledge.text import normalise, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from knowledge.figures import Date, Reading
    from knowledge.model import Fact, FactBase, Term

LONGEST = 60
"""Characters of a question that asks who somebody is."""
YEARS = range(1000, 3000)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A date as far as it is known; 0 stands for a month or a day that is not."""

    year: int
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact with the date that its statement gives."""

    first: Day
    last: Day
    """The same as `first`, but where several days are given."""
    fact: Fact


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the vocabulary, with the facts that quote or name them."""

    term: Term
    said: tuple[Fact, ...]
    """The facts that give their words."""
    named: tuple[Fact, ...]
    """The other facts whose quote names them."""
    introduced: Fact | None = None
    """The fact that tells who they are: it is asked for by "who is", and their name."""


def timeline(base: FactBase) -> tuple[Dated, ...]:
    """Give the facts whose statements name a date, in order of date, then as the base has them.

    A year that is left out is the one that brings the date nearest to the source's own; a weekday is the last such day
    up to the source's own. A fact that names several dates stands under the first that is written.
    """
    found = [dated for fact in base.active_facts for dated in _dated(fact, base)]
    return tuple(sorted(found, key=lambda dated: (dated.first, dated.last)))


def people(base: FactBase) -> tuple[Person, ...]:
    """Give the persons of the vocabulary whom any fact quotes or names, as the vocabulary has them."""
    terms = [term for term in base.terms if term.kind is Kind.PERSON]
    names = Names(terms)
    named = {fact.id: _named_in(fact.quote, names) for fact in base.active_facts}
    speakers = {fact.id: _named_in(fact.said_by or "", names) for fact in base.active_facts}
    introduced = _introduced(terms, base)
    persons = []
    for term in terms:
        said = tuple(fact for fact in base.active_facts if term.name in speakers[fact.id])
        others = tuple(fact for fact in base.active_facts if term.name in named[fact.id] and fact not in said)
        if said or others:
            persons.append(Person(term, said, others, introduced.get(term.name)))
    return tuple(persons)


def _introduced(terms: Sequence[Term], base: FactBase) -> dict[str, Fact]:
    """Find, by name, the first fact that is asked for by "who is", and the name."""
    spellings = {tokenise(normalise(s)): term.name for term in terms for s in term.spellings}
    found: dict[str, Fact] = {}
    for fact, words in _who_questions(base):
        for start, end in combinations(range(len(words) + 1), 2):
            name = spellings.get(words[start:end])
            if name and only_points(" ".join((*words[:start], *words[end:])), (base.default_language,)):
                found.setdefault(name, fact)
    return found


def _who_questions(base: FactBase) -> Iterator[tuple[Fact, tuple[str, ...]]]:
    """Give the short questions that ask for a person, as words, with their facts."""
    language = base.default_language
    who = Phrases(load_language(language).asked_for.get("person", ()))
    for fact in base.active_facts:
        for question in base.wording(fact, language).questions:
            if len(question) <= LONGEST and who.stand_in(question.casefold()):
                yield fact, tokenise(normalise(question))


def _named_in(text: str, names: Names) -> frozenset[str]:
    return names.all_in(tokenise(normalise(text)))


def _dated(fact: Fact, base: FactBase) -> Iterator[Dated]:
    reading = read_figures(base.wording(fact, base.default_language).statement)
    published = base.source_by_id[fact.source].date
    spans = {date.start: _span(date, published) for date in reading.dates if date.is_sure and date.months}
    spans |= {at: (Day(year), Day(year)) for at, year in _lone_years(reading)}
    spans |= {at: (day, day) for at, day in _weekdays(reading, published)}
    if spans:
        first, last = spans[min(spans)]
        yield Dated(first, last, fact)


def _span(date: Date, published: dt.date) -> tuple[Day, Day]:
    """Give the first and the last day of a date; a date of several months is taken for its first."""
    month = int(min(date.months))
    days = sorted(map(int, date.days)) or [0]
    year = int(min(date.years)) if date.years else _nearest_year(month, published)
    return Day(year, month, days[0]), Day(year, month, days[-1])


def _nearest_year(month: int, published: dt.date) -> int:
    """Give the year that brings a month nearest to a date, the earlier one of two."""
    distances = {year: abs((year - published.year) * 12 + month - published.month) for year in _years_about(published)}
    return min(distances, key=lambda year: (distances[year], year))


def _years_about(published: dt.date) -> range:
    return range(published.year - 1, published.year + 2)


def _lone_years(reading: Reading) -> Iterator[tuple[int, int]]:
    """Give the years that are part of no fuller date, by where they stand."""
    for mark in reading.marks:
        is_part = any(date.start <= mark.start < date.end for date in reading.dates)
        if mark.kind is FigureKind.FIGURE and not is_part and _is_year(mark.value):
            yield mark.start, int(mark.value)


def _is_year(value: Decimal) -> bool:
    return value == int(value) and int(value) in YEARS


def _weekdays(reading: Reading, published: dt.date) -> Iterator[tuple[int, Day]]:
    for mark in reading.marks:
        if mark.kind is FigureKind.WEEKDAY and mark.is_sure:
            back = (published.isoweekday() - int(mark.value)) % 7
            day = published - dt.timedelta(days=back)
            yield mark.start, Day(day.year, day.month, day.day)
