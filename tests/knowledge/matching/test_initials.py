"""Initials are read as the names that they stand for, where they can stand for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.matching.initials import initials_of
from knowledge.model import Kind, Term

if TYPE_CHECKING:
    from knowledge.matching.reading import Reader

SMALL = frozenset({"of", "and"})
COUNCIL = Term("Council of Hilltown", Kind.ORGANISATION, ("Hilltown Town Council",))


def is_word(word: str) -> bool:
    return word in {"as", "it"}


def test_a_name_goes_by_its_initials_with_and_without_small_words() -> None:
    found = initials_of([COUNCIL], SMALL, is_word)

    assert found["coh"] == found["ch"] == ("council", "of", "hilltown")
    assert found["htc"] == found["htcs"] == ("hilltown", "town", "council")


@pytest.mark.parametrize(
    "terms",
    [
        [Term("Annual Summit", Kind.EVENT, ())],  # "as" is a word
        [Term("Ada Sharp", Kind.PERSON, ())],
        [Term("Annual Zoo", Kind.EVENT, ()), Term("Adult Zoo", Kind.PLACE, ())],  # two names
        [Term("पुस्तकालय भवन", Kind.PLACE, ())],
        [Term("Quad", Kind.PLACE, ())],
    ],
)
def test_what_is_a_word_a_person_or_could_be_two_things_is_none(terms: list[Term]) -> None:
    assert initials_of(terms, SMALL, is_word) == {}


def test_what_is_written_with_capitals_goes_before_what_is_not() -> None:
    summit = Term("15th Summit", Kind.EVENT, ("Annual Zoo", "adult zone"))
    keeper = Term("animal zookeeping", Kind.OTHER, ())

    assert initials_of([keeper, summit], SMALL, is_word)["az"] == ("annual", "zoo")


def test_a_question_is_read_with_the_words_that_initials_stand_for(reader: Reader) -> None:
    assert reader.read("What did the RFs cost?").words == ("what", "did", "the", "reading", "festival", "cost")
