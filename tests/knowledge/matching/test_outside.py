"""A question is refused with the one that it is put like, not with every one that it shares words with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge.matching.outside import Outlook, Outside
from knowledge.matching.weighing import Weigher
from knowledge.model import Language, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.matching.index import Index
    from knowledge.matching.reading import Reader
    from knowledge.model import FactBase

EN = Language("en")


@pytest.fixture(scope="module")
def look(library_base: FactBase, reader: Reader, index: Index) -> Callable[..., Outlook]:
    weigh = Weigher([EN], index)
    asked = [reader.read(question) for fact in library_base.active_facts for question in fact.questions]

    def look(question: str, *refused: str) -> Outlook:
        base = replace(library_base, refusals=tuple(Refusal(text, EN) for text in refused))
        reading = reader.read(question)
        return Outside(base, reader, weigh.all_in, asked).look(reading, weigh.all_in(reading))

    return look


def test_the_refused_question_itself_is_nearer_than_any_other(look: Callable[..., Outlook]) -> None:
    outlook = look("who cut the cake", "Who paid the band?", "Who cut the cake?")

    assert outlook.refused == "Who cut the cake?"
    assert outlook.likeness == pytest.approx(1.0)
    assert outlook.is_nearer_to_refused


def test_a_question_of_a_fact_is_nearer_to_its_own(look: Callable[..., Outlook]) -> None:
    assert not look("Who cut the ribbon?", "Who cut the cake?").is_nearer_to_refused


def test_what_is_asked_for_counts(look: Callable[..., Outlook]) -> None:
    when, what = look("when cake", "When was the cake cut?"), look("what cake", "When was the cake cut?")

    assert when.likeness > what.likeness


@pytest.mark.parametrize(("question", "refused"), [("Who cut the cake?", ()), ("", ("Who cut the cake?",))])
def test_where_there_is_nothing_to_compare_nothing_is_refused(
    look: Callable[..., Outlook], question: str, refused: tuple[str, ...]
) -> None:
    assert look(question, *refused) == Outlook()
