"""Questions are completed from the base's own while they are typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.drafting import with_fact
from knowledge.matching.suggesting import Suggester
from knowledge.model import FactBase, FactId, Language, Wording

ENGLISH = Language("en")


@pytest.fixture(scope="module")
def suggester(library_base: FactBase) -> Suggester:
    return Suggester(library_base)


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("who cut", "Who cut the ribbon?"),
        ("how man", "How many books are there?"),
        ("Whcih day", "Which day was the opening?"),
        ("ribbon", "Who cut the ribbon?"),
        ("पुस्तकालय क", "पुस्तकालय कब खुला?"),
        ("本は", "本は何冊ありますか？"),
    ],
)
def test_the_question_being_typed_comes_first(suggester: Suggester, typed: str, question: str) -> None:
    assert suggester.suggest(typed, ENGLISH, 5)[0].question == question


@pytest.mark.parametrize(
    ("typed", "reader", "question"),
    [
        ("library", "en", "When did the library open?"),
        ("library", "hi", "library kab khuli?"),
        ("library kab", "en", "library kab khuli?"),
        ("when did", "hi", "When did the library open?"),
        ("本は", "hi", "本は何冊ありますか？"),
    ],
)
def test_the_readers_language_comes_first_unless_another_is_typed(
    suggester: Suggester, typed: str, reader: str, question: str
) -> None:
    assert suggester.suggest(typed, Language(reader), 5)[0].question == question


def test_a_fact_is_offered_once_by_the_first_of_its_questions_that_fit(library_base: FactBase) -> None:
    fact = library_base.fact_by_id[FactId("ribbon")]
    asked = Wording("Ann Smith cut it.", ("Who cut the ribbon?", "ribbon cut who", "which ribbon was cut"))
    wordings = {**fact.wordings, ENGLISH: asked}
    suggester = Suggester(with_fact(library_base, replace(fact, wordings=wordings)))

    offered = [choice for choice in suggester.suggest("ribbon", ENGLISH, 25) if choice.id == fact.id]
    assert [choice.question for choice in offered] == ["Who cut the ribbon?"]
    assert suggester.suggest("which ribb", ENGLISH, 1)[0].question == "which ribbon was cut"


def test_nothing_typed_offers_a_question_for_each_fact(suggester: Suggester, library_base: FactBase) -> None:
    offered = suggester.suggest("", Language("hi"), 25)

    assert [choice.id for choice in offered] == [fact.id for fact in library_base.active_facts]
    assert offered[0].question == "पुस्तकालय कब खुला?"


def test_a_fact_under_review_is_not_offered(suggester: Suggester) -> None:
    assert all(choice.id != "closing-day" for choice in suggester.suggest("When is the library closed", ENGLISH, 25))


def test_gibberish_offers_nothing(suggester: Suggester) -> None:
    assert suggester.suggest("qqqqqqqqqq", ENGLISH, 25) == ()


@given(st.text(st.characters(), max_size=60), st.integers(1, 25))
def test_never_more_than_asked_for(suggester: Suggester, typed: str, limit: int) -> None:
    assert len(suggester.suggest(typed, ENGLISH, limit)) <= limit
