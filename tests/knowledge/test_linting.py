from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answering import Answerer
from knowledge.folder import load_folder
from knowledge.linting import lint
from knowledge.model import Fact, FactBase, FactId, Kind, Language, Source, SourceId, Status, Term

EN = Language("en")
HILLTOWN = Path(__file__).parent.parent / "bot" / "hilltown"


@pytest.fixture(scope="module")
def base() -> FactBase:
    return load_folder(HILLTOWN)


def lines(base: FactBase, *facts: Fact, sources: tuple[Source, ...] = ()) -> str:
    kept = tuple(fact for fact in base.facts if fact.id not in {new.id for new in facts})
    return "\n".join(lint(Answerer(replace(base, facts=(*kept, *facts), sources=(*base.sources, *sources)))))


def asking(base: FactBase, id_: str, *questions: str) -> Fact:
    fact = base.fact_by_id[FactId(id_)]
    return replace(fact, wordings={EN: replace(fact.wordings[EN], questions=questions)})


def test_questions_of_two_facts_that_nearly_say_the_same_are_named(base: FactBase) -> None:
    told = lines(base, asking(base, "garden", "What colour is the reading rooms?"))

    assert "garden" in told
    assert "have nearly the same question: " in told
    assert "have nearly the same question: " not in lines(base)


def test_facts_without_questions_in_a_language_are_named(base: FactBase) -> None:
    assert "Without questions in hi: " in lines(base)


def test_a_fact_that_none_of_its_questions_reaches_is_named(base: FactBase) -> None:
    assert "catalogue is reached by none of its questions" in lines(base, asking(base, "catalogue", "Is it?"))
    assert "catalogue is reached" not in lines(base)


def test_two_facts_that_show_the_same_words_are_named(base: FactBase) -> None:
    twin = replace(asking(base, "garden", "Which garden?"), id=FactId("twin"))

    assert "garden and twin show the same words" in lines(base, twin)


def test_a_source_that_nothing_cites_is_named(base: FactBase) -> None:
    idle = replace(base.sources[0], id=SourceId("idle"))

    assert "The source idle is cited by no fact." in lines(base, sources=(idle,))


def test_a_long_quote_is_named(base: FactBase) -> None:
    long = replace(base.fact_by_id[FactId("garden")], quote="q" * 300, highlight=None)

    assert "garden has a long quote (300 characters)" in lines(
        replace(base, sources=(replace(base.sources[0], text=base.sources[0].text + "q" * 300),)), long
    )


def test_quotes_that_share_a_part_of_their_passage_are_named(base: FactBase) -> None:
    garden = base.fact_by_id[FactId("garden")]
    start = base.sources[0].text.index(garden.quote)
    shifted = base.sources[0].text[start - 20 : start + 20]
    other = replace(asking(base, "catalogue", "What is shifted?"), id=FactId("shifted"), quote=shifted, highlight=None)

    told = lines(base, other)

    assert f"have quotes that overlap at “{garden.quote[:20]}”." in told
    assert "overlap" not in lines(base)


def test_a_statement_that_denies_what_its_quote_does_not_is_named(base: FactBase) -> None:
    garden = base.fact_by_id[FactId("garden")]
    wordings = {EN: replace(garden.wordings[EN], statement="Nobody may visit the garden.")}

    assert "garden denies something in en" in lines(base, replace(garden, wordings=wordings))
    assert "denies something" not in lines(base)


def test_facts_in_review_are_named(base: FactBase) -> None:
    garden = replace(base.fact_by_id[FactId("garden")], status=Status.REVIEW)

    assert "In review, and not answered from: garden." in lines(base, garden)
    assert "In review" not in lines(base)


def test_facts_that_no_member_has_asked_for_are_named_once_members_have_asked(base: FactBase) -> None:
    told = "\n".join(lint(Answerer(base), {FactId("garden")}))

    assert "No member's question has reached: " in told
    assert "garden" not in told.split("No member's question has reached: ")[1]
    assert "No member's question" not in lines(base)


def test_a_base_without_names_and_people_of_one_name_are_told(base: FactBase) -> None:
    twins = (Term("Ann Smith", Kind.PERSON, ("Smith",)), Term("Ben Smith", Kind.PERSON, ("smith",)))

    assert "There is no vocabulary: " in "\n".join(lint(Answerer(replace(base, terms=()))))
    told = "\n".join(lint(Answerer(replace(base, terms=twins))))
    assert "Ann Smith and Ben Smith share a name in vocabulary.toml: smith." in told
    assert "vocabulary" not in lines(base)
