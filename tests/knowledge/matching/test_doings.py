"""What is told of a passage is told by all facts that rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.matching.doings import Doings
from knowledge.matching.weighing import Weigher
from knowledge.model import FactId

if TYPE_CHECKING:
    from knowledge.matching.grasps import Grasps
    from knowledge.matching.index import Index
    from knowledge.matching.reading import Reader
    from knowledge.model import FactBase

WAITING = FactId("waiting")


@pytest.fixture(scope="module")
def doings(library_base: FactBase, index: Index, grasps: Grasps) -> Doings:
    return Doings(library_base, grasps.weighed(Weigher(library_base.languages, index)))


def test_whoever_does_what_only_others_are_told_to_do_is_swapped(doings: Doings, reader: Reader) -> None:
    assert doings.swapped(reader.read("What did Tomás Reed say?"), WAITING) == ("Tomás Reed",)
    assert doings.swapped(reader.read("What did Ada Finch say?"), WAITING) == ()


@pytest.mark.parametrize(
    ("claim", "others"),
    [
        ("Tomás Reed said that they waited", ["Ada Finch"]),
        ("Tomás Reed danced", []),
        ("They waited for Tomás Reed", ["Ada Finch", "Hilltown"]),
    ],
)
def test_in_the_place_of_whoever_does_something_stands_who_is_told_to(
    doings: Doings, reader: Reader, claim: str, others: list[str]
) -> None:
    assert doings.in_place_of("Tomás Reed", ["Ada Finch", "Hilltown"], reader.read(claim), WAITING) == others
