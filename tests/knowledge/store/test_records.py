from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given

from knowledge.model import FactBase, Kind, Term
from knowledge.store.records import fingerprint_of, to_base, to_records
from tests.knowledge.store.bases import JA, SOURCE, TERM, TOPIC, base, bases, fact


@given(bases())
def test_a_base_taken_apart_is_put_together_again(original: FactBase) -> None:
    assert to_base(to_records(original)) == original


@given(bases())
def test_the_order_of_the_records_does_not_matter(original: FactBase) -> None:
    records = to_records(original)

    assert to_base(dict(reversed(records.items()))) == original


def test_terms_of_one_name_stay_apart() -> None:
    twins = (TERM, Term("Hilltown (2)", Kind.EVENT), Term(TERM.name, Kind.DATE), TERM)

    assert to_base(to_records(dataclasses.replace(base(), terms=twins))).terms == twins


def test_what_a_record_leaves_out_has_the_models_default() -> None:
    assert "status" not in to_records(base(fact(1)))["fact", "fact-1"]


CHANGED = {
    "statement": base(fact(1, "It opened."), fact(2)),
    "order": base(fact(2), fact(1)),
    "title": base(fact(1), fact(2), title="Library"),
    "source": dataclasses.replace(base(fact(1), fact(2)), sources=(dataclasses.replace(SOURCE, place="Delhi"),)),
    "topic": dataclasses.replace(base(fact(1), fact(2)), topics=(dataclasses.replace(TOPIC, titles={JA: "開館"}),)),
    "terms": dataclasses.replace(base(fact(1), fact(2)), terms=()),
}


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_a_fingerprint_tells_of_a_change(changed: FactBase) -> None:
    assert fingerprint_of(changed) != fingerprint_of(base(fact(1), fact(2)))
