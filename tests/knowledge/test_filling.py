from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import FolderError
from knowledge.filling import changed_fact, find_fact, new_fact
from knowledge.folder import load_folder
from knowledge.model import Fact, FactBase, FactId, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHAIR = {
    "topic": "opening",
    "quote": "Tomás Reed, chair of the Library Friends Society (LFS)",
    "statement": "Tomás Reed is chair of the LFS.",
    "questions": ["Who is the chair?"],
}


@pytest.fixture
def base(write_base: Callable[..., Path]) -> FactBase:
    return load_folder(write_base())


def fact(base: FactBase, id_: str) -> Fact:
    return base.fact_by_id[FactId(id_)]


def test_a_new_fact_has_its_source_and_id_found(base: FactBase) -> None:
    made = new_fact(CHAIR, base)

    assert (made.id, made.topic, made.source) == ("tomas-reed-is-chair-of", "opening", "valley-news")
    assert made.status is Status.ACTIVE
    assert made.wordings[base.default_language].questions == ("Who is the chair?",)


def test_a_source_is_found_by_a_quote_that_is_nearly_right(base: FactBase) -> None:
    assert new_fact({**CHAIR, "quote": "पुस्तकालय सोमवार को बन्द रहता है"}, base).source == "council"


def test_a_statement_without_latin_letters_takes_its_id_from_the_topic(base: FactBase) -> None:
    assert new_fact({**CHAIR, "statement": "अध्यक्ष।"}, base).id == "opening"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"said_by": " "}, "said_by is empty"),
        ({"questions": []}, "questions is empty"),
        ({"id": "books"}, 'the id "books" is taken'),
        ({"statment": "x"}, 'key "statment" is not known; did you mean "statement"?'),
        ({"hi": {"statement": "", "questions": ["कौन?"]}}, "hi.statement is empty"),
        ({"fr": {"statement": "x", "questions": ["y"]}}, 'language "fr" is not known'),
        ({"quote": 7}, "quote is a whole number"),
        ({"topic": "openin"}, 'topic "openin" is not known; did you mean "opening"?'),
        ({"topic": None}, "topic is missing"),
    ],
)
def test_a_fault_of_a_table_is_told(base: FactBase, table: dict[str, object], told: str) -> None:
    with pytest.raises(FolderError) as refused:
        new_fact({**CHAIR, **table}, base)

    assert told in str(refused.value)


def test_every_fault_is_told_at_once(base: FactBase) -> None:
    with pytest.raises(FolderError) as refused:
        new_fact({"topic": "nowhere", "id": "books"}, base)

    assert len(refused.value.faults) == 5


def test_an_edit_changes_what_it_names_and_nothing_else(base: FactBase) -> None:
    before = fact(base, "waiting")
    after = changed_fact(before, {"questions": ["How long?"], "said_by": None, "ja": None}, base)

    assert after.said_by is None
    assert list(after.wordings) == ["en"]
    assert after.wordings[base.default_language].questions == ("How long?",)
    assert (after.quote, after.id, after.topic) == (before.quote, before.id, before.topic)
    assert changed_fact(before, {}, base) == before


def test_the_id_of_a_fact_does_not_change(base: FactBase) -> None:
    with pytest.raises(FolderError, match="does not change; retire the fact, and add another"):
        changed_fact(fact(base, "books"), {"id": "volumes"}, base)


def test_a_fact_under_review_is_active_again_with_another_quote(base: FactBase) -> None:
    closing, quote = fact(base, "closing-day"), {"quote": "पुस्तकालय सोमवार को बंद रहता है"}

    assert changed_fact(closing, quote, base).status is Status.ACTIVE
    assert changed_fact(closing, {**quote, "status": "review"}, base).status is Status.REVIEW
    assert changed_fact(closing, {"questions": ["Closed?"]}, base).status is Status.REVIEW


def test_a_fact_that_is_not_there_is_told(base: FactBase) -> None:
    assert find_fact("books", base) == fact(base, "books")
    with pytest.raises(FolderError, match='fact "boks": is not there; did you mean "books"'):
        find_fact("boks", base)
