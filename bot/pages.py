"""Pages to leaf through: topics, people, what is dated, the sources. Marked-up text, and what can be opened."""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.echo import shorten
from bot.markdown import shown
from bot.speech import name_shown
from knowledge import people, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.wording import Sentences
    from knowledge import Dated, Day, Fact, FactBase, Language, Person, Source, Topic, TopicId

PAGE_LONGEST = 3600
"""Characters of a page; Discord allows 4000 in all texts of a message."""
PIECE_LONGEST = 1700
"""Characters of a paragraph on one page: every one of them may need an escape."""
MOST_LINES = 10
LINE_LONGEST = 350
HEADING_LONGEST = 200
MOST_OPTIONS = 25
"""Entries that Discord allows in a menu."""

TOPICS, TOPIC, PEOPLE, PERSON, TIMELINE, SOURCE = "topics", "topic", "people", "person", "timeline", "source"
FACT = "fact"

_PLAIN_KEY = re.compile("[a-z0-9-]{1,60}")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page stands: what it is about, and its number."""

    kind: str
    key: str = ""
    """What a topic goes by, or the place of a person in the list."""
    number: int = 0
    """Counted from 0."""

    def __str__(self) -> str:
        """Write the address as a component's id carries it."""
        return f"{self.kind}:{self.key}:{self.number}"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a page lets a reader open."""

    label: str
    value: str
    """An address, or "fact:" and the id of a fact."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page; all texts are in Discord's markup."""

    address: Address
    heading: str
    lines: tuple[str, ...]
    count: int
    """Pages of this kind and key."""
    prompt: str = ""
    """What the menu asks for."""
    options: tuple[Option, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    """What is dated here, to be drawn: each date in digits, with the numbers of its entries."""


def open_page(address: Address, base: FactBase, language: Language, sentences: Sentences) -> Page:
    """Give a page; a number beyond the last gives the last, and a key that is gone the list that it was in."""
    shelf = _Shelf(base, language, sentences)
    match address.kind:
        case "topic":
            return shelf.topic(address)
        case "people":
            return shelf.people(address)
        case "person":
            return shelf.person(address)
        case "timeline":
            return shelf.timeline(address)
        case "source":
            return shelf.source(address)
        case _:
            return shelf.topics(address)


def date_text(first: Day, last: Day, sentences: Sentences) -> str:
    """Write a date as far as it is known, or the first and the last day of a span."""
    if first == last:
        return _day_text(first, sentences)
    return sentences.date_span.format(first=_day_text(first, sentences), last=_day_text(last, sentences))


def timeline_rows(dated: Iterable[Dated], first: int = 1) -> tuple[tuple[str, str], ...]:
    """Give each date once, in digits, with the numbers of its entries, the first of which has the number `first`."""
    groups = groupby(enumerate(dated, first), key=lambda entry: (entry[1].first, entry[1].last))
    return tuple((_span(*days), ", ".join(str(number) for number, _ in entries)) for days, entries in groups)


def _span(first: Day, last: Day) -> str:
    return _digits(first) if first == last else f"{_digits(first)} - {_digits(last)}"


def _digits(day: Day) -> str:
    """Write a date from the year down, as far as it is known: the same in every language."""
    return "-".join([str(day.year), *(f"{part:02}" for part in (day.month, day.day) if part)])


def _day_text(day: Day, sentences: Sentences) -> str:
    if not day.month:
        return sentences.date_year.format(year=day.year)
    month = sentences.months[day.month - 1]
    if not day.day:
        return sentences.date_month.format(month=month, year=day.year)
    return sentences.date.format(day=day.day, month=month, year=day.year)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Makes pages of one base for one reader."""

    base: FactBase
    language: Language
    """The language of titles and statements."""
    sentences: Sentences

    def topics(self, address: Address) -> Page:
        facts = {topic.id: [f for f in self.base.active_facts if f.topic == topic.id] for topic in self.base.topics}
        titles = {topic.id: self._title(topic) for topic in self.base.topics if facts[topic.id]}
        lines = [self.sentences.topic_line.format(title=title, count=len(facts[id_])) for id_, title in titles.items()]
        options = [Option(title, str(Address(TOPIC, _key(id_)))) for id_, title in titles.items()]
        return self._paged(address, self.sentences.topics, lines, options, self.sentences.open_topic)

    def topic(self, address: Address) -> Page:
        topic = next((topic for topic in self.base.topics if _key(topic.id) == address.key), None)
        if topic is None:
            return self.topics(Address(TOPICS))
        facts = [fact for fact in self.base.active_facts if fact.topic == topic.id]
        return self._facts(address, self._title(topic), facts)

    def people(self, address: Address) -> Page:
        persons = people(self.base)
        lines = [self._introduced(person) for person in persons]
        options = [
            Option(self._name(person.term.name), str(Address(PERSON, str(i)))) for i, person in enumerate(persons)
        ]
        return self._paged(address, self.sentences.people, lines, options, self.sentences.open_person)

    def _introduced(self, person: Person) -> str:
        """Name somebody with how often they stand in the facts, and, on a line of its own, who they are."""
        said, named = len(person.said), len(person.named)
        line = self.sentences.person_line.format(name=self._name(person.term.name), said=said, named=named)
        return f"{line}\n{self._spoken(person.introduced)}" if person.introduced else line

    def person(self, address: Address) -> Page:
        persons = people(self.base)
        place = int(address.key) if address.key.isdecimal() else len(persons)
        if place >= len(persons):
            return self.people(Address(PEOPLE))
        person = persons[place]
        return self._facts(address, self._name(person.term.name), [*person.said, *person.named])

    def timeline(self, address: Address) -> Page:
        dated = timeline(self.base)
        lines = [self._dated(number, one) for number, one in enumerate(dated, 1)]
        options = [self._option(one.fact) for one in dated]
        page = self._cut_up(address, self.sentences.timeline, lines, options, self.sentences.open_fact)
        start = lines.index(page.lines[0]) if lines else 0
        return replace(page, rows=timeline_rows(dated[start : start + len(page.options)], start + 1))

    def _dated(self, number: int, one: Dated) -> str:
        """Set an entry, its date bold; its number is no list's, which Discord would count anew on each page."""
        date = f"**{shown(date_text(one.first, one.last, self.sentences))}**"
        statement = shown(shorten(self._spoken(one.fact), LINE_LONGEST))
        return self.sentences.timeline_line.format(number=f"{number}\\", date=date, statement=statement)

    def source(self, address: Address) -> Page:
        pieces = [piece for source in self.base.sources for piece in _pieces(source)]
        number = max(0, min(address.number, len(pieces) - 1))
        source, paragraph, text = pieces[number]
        heading = self.sentences.source.format(
            publisher=source.publisher,
            date=self.sentences.day(source.date),
            paragraph=paragraph,
            language=self.sentences.language(source.language),
        )
        body = "\n".join(f"> {line}" for line in shown(text).split("\n"))
        quoted = [fact for fact in self.base.active_facts if fact.source == source.id and fact.quote in text]
        options = tuple(self._option(fact) for fact in quoted[:MOST_OPTIONS])
        address = Address(SOURCE, "", number)
        return Page(address, _heading(heading), (body,), len(pieces), self.sentences.open_fact, options)

    def _facts(self, address: Address, heading: str, facts: Sequence[Fact]) -> Page:
        lines = [self._spoken(fact) for fact in facts]
        return self._paged(address, heading, lines, [*map(self._option, facts)], self.sentences.open_fact)

    def _spoken(self, fact: Fact) -> str:
        """Give a statement; what somebody said stands behind their name."""
        statement = self._statement(fact)
        if not fact.said_by:
            return statement
        return self.sentences.said_line.format(name=self._name(fact.said_by), statement=statement)

    def _name(self, name: str) -> str:
        return name_shown(name, self.base, self.sentences)

    def _paged(
        self, address: Address, heading: str, lines: Sequence[str], options: Sequence[Option], prompt: str
    ) -> Page:
        """Cut a list of plain lines, with an option for each, into pages."""
        lines = [f"- {shown(shorten(line, LINE_LONGEST))}" for line in lines]
        return self._cut_up(address, heading, lines, options, prompt)

    def _cut_up(
        self, address: Address, heading: str, lines: Sequence[str], options: Sequence[Option], prompt: str
    ) -> Page:
        pages = _cut(lines)
        number = max(0, min(address.number, len(pages) - 1))
        start = sum(map(len, pages[:number]))
        here = tuple(options[start : start + len(pages[number])])
        address = Address(address.kind, address.key, number)
        empty = (shown(self.sentences.nothing_here),)
        return Page(address, _heading(heading), tuple(pages[number]) or empty, len(pages), prompt, here)

    def _option(self, fact: Fact) -> Option:
        wording = self.base.wording(fact, self.language)
        return Option(wording.questions[0] if wording.questions else wording.statement, f"{FACT}:{fact.id}")

    def _statement(self, fact: Fact) -> str:
        return self.base.wording(fact, self.language).statement

    def _title(self, topic: Topic) -> str:
        return topic.titles.get(self.language) or topic.titles[self.base.default_language]


def _key(topic: TopicId) -> str:
    """Give what a topic goes by in a component's id, which has no room for every id that a folder may give it."""
    return topic if _PLAIN_KEY.fullmatch(topic) else hashlib.sha256(topic.encode()).hexdigest()[:32]


def _heading(text: str) -> str:
    return shown(shorten(text, HEADING_LONGEST))


def _pieces(source: Source) -> Iterable[tuple[Source, int, str]]:
    """Cut a source into what one page holds: a paragraph, or a piece of a long one, from word to word."""
    for number, paragraph in enumerate(source.text.split("\n"), 1):
        rest = paragraph.strip()
        while rest:
            piece = rest[:PIECE_LONGEST]
            if len(piece) < len(rest):
                piece = piece.rpartition(" ")[0] or piece
            yield source, number, piece
            rest = rest[len(piece) :].lstrip()


def _cut(lines: Sequence[str]) -> list[list[str]]:
    """Put lines on as few pages as hold them, about as many on each: a last one of one line looks lost."""
    most = math.ceil(len(lines) / math.ceil(max(len(lines), 1) / MOST_LINES))
    pages: list[list[str]] = [[]]
    for line in lines:
        size = sum(len(other) + 1 for other in pages[-1])
        if pages[-1] and (len(pages[-1]) >= most or size + len(line) > PAGE_LONGEST):
            pages.append([])
        pages[-1].append(line)
    return pages
