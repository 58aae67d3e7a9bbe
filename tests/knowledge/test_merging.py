from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.merging import Conflict, merge
from knowledge.model import Fact, FactBase, FactId, Kind, Refusal, Status, Term, Topic, TopicId
from tests.knowledge.store.bases import EN, SOURCE, TOPIC, base, fact

TAKEN = base(fact(1), fact(2), fact(3))
RETIRED = dataclasses.replace(fact(2), status=Status.RETIRED)
OTHER = Topic(TopicId("other"), {EN: "Another topic"})


def merged(folder: FactBase, store: FactBase, *from_folder: str) -> FactBase:
    return merge(TAKEN, folder, store, [FactId(id_) for id_ in from_folder])[0]


def test_what_each_side_changed_holds() -> None:
    folder, store = base(fact(1), fact(3, "There."), title="There"), base(fact(1, "Here."), fact(2), fact(3), fact(4))

    assert merged(folder, store) == base(fact(1, "Here."), fact(3, "There."), fact(4), title="There")
    assert merge(TAKEN, folder, store)[1] == ()


def test_the_folders_form_can_be_chosen_after_it_was_taken_over_without_it() -> None:
    here = base(fact(1, "Here."), fact(2), fact(3))

    assert merge(TAKEN, TAKEN, here, [FactId("fact-1")]) == (TAKEN, ())


def test_refusals_of_both_sides_hold() -> None:
    was, here, there = (Refusal(text, EN) for text in ("Was?", "Here?", "There?"))
    taken, folder, store = (
        dataclasses.replace(TAKEN, refusals=refusals) for refusals in [(was,), (there, was), (here,)]
    )

    assert merge(taken, folder, store)[0].refusals == (here, there)


@pytest.mark.parametrize("other", [base(fact(9), fact(3), RETIRED, title="Other"), base(fact(1), fact(9), fact(3))])
def test_a_side_that_changed_nothing_leaves_the_other_as_it_is(other: FactBase) -> None:
    assert merged(TAKEN, other) == other
    assert merged(other, TAKEN) == other


def test_what_both_changed_alike_is_no_conflict() -> None:
    changed = base(fact(1, "Alike."), fact(2))

    assert merge(TAKEN, changed, changed) == (changed, ())


@pytest.mark.parametrize(
    ("in_folder", "in_store"), [(fact(2, "There."), RETIRED), (None, fact(2, "Here.")), (fact(2, "There."), None)]
)
def test_what_both_changed_otherwise_is_left_to_choose(in_folder: Fact | None, in_store: Fact | None) -> None:
    folder, store = (base(fact(1), *([one] if one else []), fact(3)) for one in (in_folder, in_store))
    found, conflicts = merge(TAKEN, folder, store)

    assert conflicts == (Conflict(FactId("fact-2"), in_folder, in_store),)
    assert found == store
    assert merged(folder, store, "fact-2") == folder


def test_what_was_added_here_stands_where_it_stood_when_the_folder_changes() -> None:
    moved = dataclasses.replace(fact(8), topic=OTHER.id)
    store = dataclasses.replace(base(fact(1), fact(2), fact(3), fact(7), moved), topics=(TOPIC, OTHER))
    folder = base(fact(1, "There."), fact(2), fact(3), fact(4))

    assert [one.id for one in merged(folder, store).facts] == [
        "fact-1",
        "fact-2",
        "fact-3",
        "fact-7",
        "fact-4",
        "fact-8",
    ]


def test_a_topic_and_a_source_stay_as_long_as_a_fact_needs_them() -> None:
    store = base(fact(1), fact(2, "Here."), fact(3))
    found = merged(dataclasses.replace(TAKEN, facts=(), topics=(), sources=()), store)

    assert (found.facts, found.topics, found.sources) == ((fact(2, "Here."),), (TOPIC,), (SOURCE,))


def test_a_topic_without_a_fact_goes() -> None:
    store = dataclasses.replace(TAKEN, topics=(TOPIC, OTHER))

    assert merged(TAKEN, store).topics == (TOPIC,)


def test_a_fact_relates_to_none_that_is_gone() -> None:
    here = base(dataclasses.replace(fact(1), related=(FactId("fact-2"), FactId("fact-3"))), fact(2), fact(3))

    assert merged(base(fact(1), fact(3)), here).facts[0].related == ("fact-3",)


def test_a_name_that_one_side_changed_does_not_come_back() -> None:
    new, other = Term("Hilltown", Kind.PLACE, ("Hill Town",)), Term("Reed", Kind.PERSON)
    folder = dataclasses.replace(TAKEN, terms=(*TAKEN.terms, other))

    assert merged(folder, dataclasses.replace(TAKEN, terms=(new,))).terms == (other, new)


@settings(deadline=None)
@given(st.dictionaries(st.integers(1, 5), st.sampled_from(["It opens.", "There."])))
def test_to_take_every_fact_of_the_folder_is_to_lose_nothing_of_it(texts: dict[int, str]) -> None:
    folder = base(*(fact(number, text) for number, text in texts.items()))
    store = base(fact(1, "Here."), fact(4))
    _, conflicts = merge(TAKEN, folder, store)
    chosen = merged(folder, store, *(conflict.id for conflict in conflicts))
    changed = [key for key in folder.fact_by_id if folder.fact_by_id[key] != TAKEN.fact_by_id.get(key)]

    assert all(chosen.fact_by_id[key] == folder.fact_by_id[key] for key in changed)
