"""A table in the form of [[fact]] -> a fact: what a new one leaves out is found, what an old one does is kept."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge.drafting import status_with_quote
from knowledge.errors import FolderError
from knowledge.faults import Spot, did_you_mean, shown
from knowledge.folder import as_table, read_fact_table
from knowledge.gate import LONGEST_ID
from knowledge.model import FactId, TopicId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.errors import Fault
    from knowledge.model import Fact, FactBase, SourceId

_WORDS_OF_ID = 5


def new_fact(table: Mapping[str, object], base: FactBase) -> Fact:
    """Read a new fact: a table in the form of [[fact]], and `topic`, the id of one that is there.

    Where `source` is left out it is the one whose text comes closest to the quote; where `id` is left out it is made
    of the statement. Raises FolderError with every fault of the table; what it cannot prove, the gate tells.
    """
    filled = {"source": closest_source(str(table.get("quote", "")), base), "id": _id_for(table, base), **table}
    faults: list[Fault] = []
    spot = Spot("the new fact", "", faults)
    if filled["id"] in base.fact_by_id:
        spot.note(f"the id {shown(str(filled['id']))} is taken", "give another, or edit the fact that has it")
    return _read(filled, base, spot)


def changed_fact(fact: Fact, table: Mapping[str, object], base: FactBase) -> Fact:
    """Put the table's values in the place of a fact's own, key by key; `None` takes a key out.

    A fact under review that gets another quote is active again, unless the table says otherwise. Raises FolderError
    with every fault of the table.
    """
    status = status_with_quote(fact, str(table.get("quote") or fact.quote))
    whole = {**as_table(fact, base), "topic": fact.topic, "status": status.value, **table}
    given = {key: value for key, value in whole.items() if value is not None}
    spot = Spot(f"fact {shown(fact.id)}", "", [])
    if given.get("id") != fact.id:
        spot.note("the id of a fact does not change", "retire the fact, and add another")
    return _read(given, base, spot)


def find_fact(id_: str, base: FactBase) -> Fact:
    """Find a fact, whatever its status; raises FolderError where there is none of that id."""
    fact = base.fact_by_id.get(FactId(id_))
    if fact is None:
        spot = Spot(f"fact {shown(id_)}", "", [])
        spot.note("is not there", did_you_mean(id_, list(base.fact_by_id)))
        raise FolderError(Path(), spot.faults)
    return fact


def _read(table: Mapping[str, object], base: FactBase, spot: Spot) -> Fact:
    topic = table.get("topic")
    if not isinstance(topic, str) or topic not in base.topic_by_id:
        problem = f"topic {shown(topic)} is not known" if isinstance(topic, str) else "topic is missing"
        spot.note(problem, did_you_mean(str(topic or ""), list(base.topic_by_id)))
    own = {key: value for key, value in table.items() if key != "topic"}
    fact = read_fact_table(own, spot, TopicId(str(topic)), base.languages)
    if spot.faults:
        raise FolderError(Path(), spot.faults)
    return fact


def closest_source(quote: str, base: FactBase) -> SourceId:
    """Find the source that a quote stands in, or whose text comes closest to it."""
    return max(base.sources, key=lambda source: fuzz.partial_ratio(quote, source.text)).id


def _id_for(table: Mapping[str, object], base: FactBase) -> FactId:
    return free_id(str(table.get("statement", "")), str(table.get("topic", "")), base)


def free_id(statement: str, topic: str, base: FactBase) -> FactId:
    """Make an id of the statement's first words, or of the topic where it has none in Latin letters."""
    plain = unicodedata.normalize("NFKD", statement).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)[:_WORDS_OF_ID] or re.findall("[a-z0-9]+", topic)
    stem = "-".join(words or ["fact"])[: LONGEST_ID - 4].strip("-")
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return FactId(next(name for name in names if name not in base.fact_by_id))
