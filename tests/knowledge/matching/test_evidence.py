"""Each measure sees the one thing that it looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.matching.evidence import Evidence, Witness
from knowledge.matching.index import Index, Ranked
from knowledge.model import FactId

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.matching.grasps import Grasps
    from knowledge.matching.reading import Reader
    from knowledge.model import FactBase


@pytest.fixture(scope="module")
def measure(library_base: FactBase, reader: Reader, index: Index, grasps: Grasps) -> Callable[[str, str], Evidence]:
    witness = Witness(library_base, reader, index, grasps)
    return lambda question, fact: witness.measure(
        witness.hear(reader.read(question)), Ranked(FactId(fact), 0.5, 0.9), 0.2
    )


def test_a_plain_question_has_nothing_against_it(measure: Callable[[str, str], Evidence]) -> None:
    evidence = measure("Who cut the ribbon?", "ribbon")

    assert evidence.lead == pytest.approx(0.3)
    assert evidence.unknown == evidence.unexplained == 0.0
    assert not evidence.foreign_names
    assert not evidence.foreign_figures
    assert not evidence.kind_missing
    assert not evidence.negated


def test_what_and_puts_beside_what_the_fact_says_is_added(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("Did the mayor cut the ribbon and the trophy?", "ribbon").added == ("trophi",)
    assert measure("Did the mayor cut the trophy and the pumpkin?", "ribbon").added == ()
    assert measure("Who cut the ribbon and the trophy?", "ribbon").added == ()


def test_words_that_no_fact_mentions_are_unknown(measure: Callable[[str, str], Evidence]) -> None:
    evidence = measure("Which Zeppelin cut the ribbon?", "ribbon")

    assert evidence.unknown_words == ("Zeppelin",)
    assert evidence.unknown > 0.2


def test_words_of_another_fact_are_unexplained(measure: Callable[[str, str], Evidence]) -> None:
    evidence = measure("Who cut the festival?", "ribbon")

    assert evidence.unknown == 0.0
    assert evidence.unexplained > 0.3


def test_a_name_of_another_fact_is_foreign(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("Did Tomás Reed wait?", "waiting").foreign_names == ("Tomás Reed",)


def test_only_people_are_uninvolved(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("Did Tomás Reed wait?", "waiting").uninvolved == ("Tomás Reed",)
    assert measure("Did the LFS wait?", "waiting").foreign_names == ("Library Friends Society",)
    assert measure("Did the LFS wait?", "waiting").uninvolved == ()


def test_whose_words_are_told_to_be_another_s_is_swapped(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("What did Tomás Reed say?", "waiting").swapped == ("Tomás Reed",)
    assert measure("What did Ada Finch say?", "waiting").swapped == ()


def test_another_spelling_of_a_name_is_not_foreign(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("町長は", "ribbon").foreign_names == ()


def test_another_figure_is_foreign(measure: Callable[[str, str], Evidence]) -> None:
    assert [figure.typed for figure in measure("Was it the 4th festival?", "festival").foreign_figures] == ["4th"]


def test_the_month_of_the_source_is_not_foreign(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("Who cut the ribbon in March 2026?", "ribbon").foreign_figures == ()


def test_a_kind_that_nobody_asks_the_fact_for_is_missing(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("Why was the ribbon cut?", "ribbon").kind_missing
    assert not measure("What ribbon was cut?", "ribbon").kind_missing


def test_what_is_said_over_and_over_is_nothing_to_go_on(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("Ada Finch cut the ribbon " * 3, "ribbon").content == 0.0
    assert measure("Ada Finch cut the ribbon " * 2, "ribbon").content > 0.0
    assert measure("ribbon " * 3, "ribbon").content > 0.0


def test_a_denial_is_evidence(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("Who did not cut the ribbon?", "ribbon").negated


def test_a_yes_or_no_question_claims_its_names(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("Did Tomás Reed wait?", "waiting").claimed_names == ("Tomás Reed",)
    assert measure("Why did Tomás Reed wait?", "waiting").claimed_names == ()
    assert measure("Did Ada Finch cut the ribbon?", "ribbon").claimed_names == ()


def test_the_month_of_the_source_is_foreign_where_the_fact_gives_its_own(
    measure: Callable[[str, str], Evidence],
) -> None:
    assert [figure.typed for figure in measure("Was the plan founded in March?", "waiting").foreign_figures] == [
        "March"
    ]
    assert measure("Who cut the ribbon in March 2026?", "ribbon").foreign_figures == ()
    assert measure("Did they recall in March 2026 the plan of April 2006?", "waiting").foreign_figures == ()


def test_whoever_offers_a_choice_claims_nothing_to_be_the_only_one(measure: Callable[[str, str], Evidence]) -> None:
    assert measure("Did only the mayor cut the ribbon?", "ribbon").restricted == ("only",)
    assert measure("Did only the mayor cut the ribbon or somebody else, too?", "ribbon").restricted == ()
