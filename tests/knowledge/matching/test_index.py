"""The index ranks every active fact, and the same input always gives the same order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.reading import Reader
from knowledge.model import FactBase, Status
from tests.knowledge.matching.conftest import index_of

if TYPE_CHECKING:
    from knowledge.matching.index import Index


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("when was the library opened", "opening-day"),
        ("who cut teh ribon", "ribbon"),
        ("पुस्तकालय कब खुला था", "opening-day"),
        ("library kab khuli thi", "opening-day"),
        ("本は何冊", "books"),
        ("festival date", "festival"),
    ],
)
def test_the_fact_that_is_asked_for_comes_first(index: Index, reader: Reader, question: str, fact: str) -> None:
    assert index.rank(reader.read(question))[0].fact == fact


def test_a_fact_under_review_is_not_ranked(index: Index, reader: Reader) -> None:
    assert "closing-day" not in {ranked.fact for ranked in index.rank(reader.read("When is the library closed?"))}


def test_nothing_to_read_ranks_nothing(index: Index, reader: Reader) -> None:
    assert index.rank(reader.read("🤝")) == []


def test_a_base_without_active_facts_ranks_nothing(library_base: FactBase) -> None:
    retired = replace(library_base, facts=tuple(replace(f, status=Status.RETIRED) for f in library_base.facts))
    reader = Reader(retired)

    assert index_of(retired, reader).rank(reader.read("who cut the ribbon")) == []


@given(st.text(st.characters(), max_size=80))
def test_any_text_ranks_alike_twice(index: Index, reader: Reader, text: str) -> None:
    first, second = index.rank(reader.read(text)), index.rank(reader.read(text))

    assert first == second
    assert [r.score for r in first] == sorted((r.score for r in first), reverse=True)
