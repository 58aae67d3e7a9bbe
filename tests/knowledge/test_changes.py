from __future__ import annotations

import dataclasses

import pytest

from knowledge.changes import Changes, compare
from tests.knowledge.store.bases import JA, base, fact

BEFORE = base(fact(1), fact(2), fact(3))
NONE = Changes((), (), ())

CASES = {
    "the same": (base(fact(1), fact(2), fact(3)), NONE),
    "a fact added": (base(fact(0), fact(1), fact(2), fact(3)), dataclasses.replace(NONE, added=(fact(0),))),
    "a fact removed": (base(fact(1), fact(3)), dataclasses.replace(NONE, removed=(fact(2),))),
    "a fact changed": (
        base(fact(1), fact(2, "It opened."), fact(3)),
        dataclasses.replace(NONE, changed=((fact(2), fact(2, "It opened.")),)),
    ),
    "another order": (base(fact(2), fact(1), fact(3)), dataclasses.replace(NONE, base=True)),
    "another title": (dataclasses.replace(BEFORE, title="Other"), dataclasses.replace(NONE, base=True)),
    "other languages": (dataclasses.replace(BEFORE, languages=(JA,)), dataclasses.replace(NONE, base=True)),
    "no sources": (
        dataclasses.replace(BEFORE, sources=()),
        dataclasses.replace(NONE, sources=(*BEFORE.source_by_id,)),
    ),
    "no topics": (dataclasses.replace(BEFORE, topics=()), dataclasses.replace(NONE, topics=tuple(BEFORE.topic_by_id))),
    "no terms": (
        dataclasses.replace(BEFORE, terms=()),
        dataclasses.replace(NONE, terms=(BEFORE.terms[0].name,)),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_differs_is_told(case: str) -> None:
    after, changes = CASES[case]

    assert compare(BEFORE, after) == changes
    assert changes.is_empty == (case == "the same")
