from __future__ import annotations

import hashlib
from dataclasses import replace

from knowledge.drafting import NewText, with_fact, with_source_text, with_status
from knowledge.gate import check_base
from knowledge.model import FactId, Status
from tests.bot.records import BASE, OPENING, ROOM, WAITING


def test_a_fact_takes_the_place_of_the_one_with_its_id() -> None:
    changed = replace(ROOM, highlight="blue")

    assert with_fact(BASE, changed).facts == tuple(changed if fact == ROOM else fact for fact in BASE.facts)


def test_a_new_fact_stands_behind_the_others_of_its_topic() -> None:
    new = replace(OPENING, id=FactId("new"))
    base = replace(BASE, facts=(OPENING, WAITING, ROOM))

    ids = [fact.id for fact in with_fact(base, new).facts]

    topics = [fact.topic for fact in with_fact(base, new).facts]
    assert ids.index(new.id) == max(i for i, topic in enumerate(topics) if topic == OPENING.topic)
    assert len(ids) == 4


def test_a_retired_fact_is_kept_and_not_answered_from() -> None:
    base = with_status(BASE, ROOM.id, Status.RETIRED)

    assert base.fact_by_id[ROOM.id].status is Status.RETIRED
    assert ROOM.id not in [fact.id for fact in base.active_facts]


def test_facts_whose_quote_a_new_text_no_longer_holds_go_to_review_with_the_old_text() -> None:
    old = BASE.sources[0]
    text = old.text.replace("painted blue", "painted green")

    base = with_source_text(BASE, NewText(old.id, text))

    assert base.source_by_id[old.id].text == text
    assert base.source_by_id[old.id].sha256 == hashlib.sha256(text.encode()).hexdigest()
    moved = base.fact_by_id[ROOM.id]
    assert moved.status is Status.REVIEW
    assert base.source_by_id[moved.source].text == old.text
    assert base.fact_by_id[WAITING.id] == WAITING
    assert not [fault for fault in check_base(base) if "quote" in fault.problem]


def test_a_new_text_that_holds_every_quote_moves_nothing() -> None:
    old = BASE.sources[0]

    base = with_source_text(BASE, NewText(old.id, old.text + "\nMore."))

    assert base.facts == BASE.facts
    assert len(base.sources) == len(BASE.sources)
