"""What a fact can explain is what it holds, and what people ask for it with."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge.figures import Kind
from knowledge.matching.grasps import FEW, WORDS, Grasp, Grasps
from knowledge.matching.weighing import Weigher, Word
from knowledge.model import FactId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.matching.index import Index
    from knowledge.matching.reading import Reader
    from knowledge.model import FactBase

RIBBON, WAITING = FactId("ribbon"), FactId("waiting")


@pytest.fixture(scope="module")
def grasp_of(library_base: FactBase, index: Index, grasps: Grasps) -> Mapping[FactId, Grasp]:
    return grasps.weighed(Weigher(library_base.languages, index))


def test_a_fact_explains_its_words_what_sounds_like_one_and_what_means_the_same(
    grasp_of: Mapping[FactId, Grasp],
) -> None:
    ribbon = replace(grasp_of[RIBBON], sounds=frozenset({"fita"}), senses=frozenset({"cut"}))
    own = [Word("ribbon", "", frozenset(), 1.0), Word("feeta", "fita", frozenset(), 1.0)]
    alike, other = Word("snip", "", frozenset({"cut"}), 1.0), Word("cake", "kek", frozenset({"eat"}), 1.0)

    assert ribbon.leaves_unexplained([*own, alike, other]) == [other]


def test_a_fact_concerns_the_names_of_its_quote_and_questions(grasp_of: Mapping[FactId, Grasp]) -> None:
    assert {"Ada Finch", "Tomás Reed"} <= grasp_of[RIBBON].own_names
    assert "Tomás Reed" not in grasp_of[WAITING].names


def test_a_name_that_several_ask_a_fact_with_is_its_own(library_base: FactBase, reader: Reader, index: Index) -> None:
    asked = [f"Did Hilltown see the {thing}?" for thing in ("ribbon", "scissors", "cut", "mayor")]

    assert "Hilltown" not in _taken(asked[1:], library_base, reader, index).own_names
    assert "Hilltown" in _taken(asked, library_base, reader, index).own_names


def test_what_somebody_said_gives_words(grasp_of: Mapping[FactId, Grasp]) -> None:
    assert grasp_of[WAITING].kinds[WORDS]
    assert not grasp_of[RIBBON].kinds[WORDS]


def test_any_figure_will_do_for_a_fact_that_holds_none_and_is_asked_with_one(
    library_base: FactBase, reader: Reader, index: Index
) -> None:
    asked = _taken(["Who cut ribbon number 8?", "Who cut the ribbon?"], library_base, reader, index)

    assert asked.free_figures == {Kind.FIGURE}


def test_the_figure_that_several_people_name_is_settled(library_base: FactBase, reader: Reader, index: Index) -> None:
    asked = _taken(["Who cut ribbon number 8?", "Was the 8th ribbon cut?"], library_base, reader, index)

    assert not asked.free_figures
    assert {figure.value for figure in asked.settled_figures} == {8}


def test_what_few_ask_a_fact_with_is_not_the_least_to_go_on(
    library_base: FactBase, reader: Reader, index: Index
) -> None:
    short, long = "Who cut?", "Who cut the silk ribbon with scissors?"

    assert _taken([long] * (FEW - 1), library_base, reader, index).least_content == math.inf
    few = _taken([short] * (FEW - 1) + [long] * FEW, library_base, reader, index)
    many = _taken([short] * FEW + [long], library_base, reader, index)
    assert many.least_content < few.least_content < math.inf


def _taken(questions: Sequence[str], base: FactBase, reader: Reader, index: Index) -> Grasp:
    """Give the grasp of the ribbon's fact, as if it were asked for so."""
    grasps = Grasps(base, reader)
    grasps.take_in(base.fact_by_id[RIBBON], list(map(reader.read, questions)))
    return grasps.weighed(Weigher(base.languages, index))[RIBBON]
