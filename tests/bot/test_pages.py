from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pages import (
    PAGE_LONGEST,
    PEOPLE,
    SOURCE,
    TIMELINE,
    TOPIC,
    TOPICS,
    Address,
    date_text,
    open_page,
    timeline_rows,
)
from bot.views.browse import PageView
from bot.wording import sentences_in
from knowledge import Dated, Day
from knowledge.model import FactId, Kind, Term, Topic, TopicId, Wording
from tests.bot.records import BASE, EN, OPENING
from tests.bot.records import SOURCE as VALLEY_NEWS

SENTENCES = sentences_in("en")
ADDRESSES = [
    Address(TOPICS),
    Address(TOPIC, "opening", 1),
    Address(TIMELINE),
    Address(PEOPLE),
    Address(SOURCE, "", 3),
]


@pytest.mark.parametrize(
    ("first", "last", "language", "text"),
    [
        (Day(2027), Day(2027), "en", "2027"),
        (Day(2025, 8), Day(2025, 8), "en", "August 2025"),
        (Day(2026, 1, 15), Day(2026, 1, 17), "en", "15 January 2026 to 17 January 2026"),
        (Day(2025, 8), Day(2025, 8), "ja", "2025年8月"),
        (Day(2026, 1, 15), Day(2026, 1, 17), "hi", "15 जनवरी 2026 से 17 जनवरी 2026 तक"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(first: Day, last: Day, language: str, text: str) -> None:
    assert date_text(first, last, sentences_in(language)) == text


def test_each_date_stands_once_with_the_numbers_of_its_entries() -> None:
    march = Day(2026, 3)
    spans = [(Day(1999), Day(1999)), (march, march), (march, march), (Day(2026, 3, 5), Day(2026, 3, 7))]

    rows = timeline_rows([Dated(first, last, OPENING) for first, last in spans], first=4)

    assert rows == (("1999", "4"), ("2026-03", "5, 6"), ("2026-03-05 - 2026-03-07", "7"))


def test_each_page_of_the_timeline_draws_the_dates_that_it_lists() -> None:
    facts = tuple(
        replace(OPENING, id=FactId(f"fact-{year}"), wordings={EN: Wording(f"It was in {year}.", ("When?",))})
        for year in range(1990, 2015)
    )
    base = replace(BASE, facts=facts)

    pages = [open_page(Address(TIMELINE, "", number), base, EN, SENTENCES) for number in range(3)]

    assert [page.rows[0] for page in pages] == [("1990", "1"), ("1999", "10"), ("2008", "19")]
    assert [len(page.rows) for page in pages] == [len(page.lines) for page in pages] == [9, 9, 7]


@given(
    st.lists(st.text(min_size=1, max_size=900), min_size=1, max_size=40),
    st.sampled_from(
        [Address(TOPICS), Address(TOPIC, "opening", 1), Address(TIMELINE), Address(PEOPLE), Address(SOURCE, "", 3)]
    ),
)
def test_any_page_fits_into_a_message(texts: list[str], address: Address) -> None:
    facts = tuple(
        replace(OPENING, id=FactId(f"fact-{n}"), said_by=text, wordings={EN: Wording(f"In 1999: {text}", (text,))})
        for n, text in enumerate(texts)
    )
    source = replace(VALLEY_NEWS, text=OPENING.quote + "".join(texts))
    terms = tuple(Term(text, Kind.PERSON) for text in texts)
    base = replace(BASE, facts=facts, sources=(source,), terms=terms)

    page = open_page(address, base, EN, SENTENCES)
    view = PageView(page, SENTENCES)

    assert view.content_length() <= PAGE_LONGEST + 400
    assert view.total_children_count <= 40
    assert len(page.options) <= 25
    assert 0 <= page.address.number < page.count


def test_every_paragraph_is_on_some_page_whole() -> None:
    long = " ".join(f"word{number}" for number in range(900))
    base = replace(BASE, sources=(replace(VALLEY_NEWS, text=f"{OPENING.quote}\n{long}"),), facts=(OPENING,))
    count = open_page(Address(SOURCE), base, EN, SENTENCES).count

    texts = [open_page(Address(SOURCE, "", n), base, EN, SENTENCES).lines[0].removeprefix("> ") for n in range(count)]

    assert texts[0] == OPENING.quote
    assert " ".join(texts[1:]) == long


def test_a_topic_of_any_id_and_title_has_an_address_that_leads_to_it() -> None:
    topic = Topic(TopicId("The opening: " + "ü" * 200), {EN: "The opening " * 200})
    base = replace(BASE, topics=(topic,), facts=(replace(OPENING, topic=topic.id),))

    (option,) = open_page(Address(TOPICS), base, EN, SENTENCES).options
    kind, key, _ = option.value.split(":")
    page = open_page(Address(kind, key), base, EN, SENTENCES)

    assert len(option.value) <= 60
    assert (kind, page.heading[:11], page.address.key) == (TOPIC, "The opening", key)
    assert len(page.heading) <= 200
