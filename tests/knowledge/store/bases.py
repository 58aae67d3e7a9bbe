"""Fact bases for the store, made by hand and by chance: it keeps what it is given and does not judge it."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from knowledge.model import (
    Fact,
    FactBase,
    FactId,
    Kind,
    Language,
    Refusal,
    Source,
    SourceId,
    Status,
    Term,
    Topic,
    TopicId,
    Wording,
    in_order,
)

EN, HI, JA = Language("en"), Language("hi"), Language("ja")
SOURCE = Source(
    SourceId("notice"), "sources/notice.txt", "0" * 64, "Library", "Hilltown", dt.date(2026, 1, 17), EN, "It opens.\n"
)
TOPIC = Topic(TopicId("opening"), {EN: "Opening", HI: "उद्घाटन", JA: "開館"})
REFUSAL = Refusal("Who painted it?", EN)
TERM = Term("Hilltown", Kind.PLACE, ("हिलटाउन", "ヒルタウン"))


def fact(number: int, statement: str = "It opens.") -> Fact:
    wordings = {EN: Wording(statement, (f"Does it open, {number}?",)), HI: Wording("खुलता है।", ("खुलता है?",))}
    return Fact(FactId(f"fact-{number}"), TOPIC.id, SOURCE.id, "It opens.", wordings)


def base(*facts: Fact, title: str = "The library", refusals: tuple[Refusal, ...] = (REFUSAL,)) -> FactBase:
    return FactBase("library", title, "All of it.", (EN, HI, JA), (SOURCE,), (TOPIC,), facts, (TERM,), refusals)


# Surrogates stand in no UTF-8 file, so in no base.
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(["नमस्ते", "こんにちは", "\0"])
_tuples = st.lists(_texts, max_size=3).map(tuple)
_maybe = st.none() | _texts


def _by_language(values: st.SearchStrategy[object]) -> st.SearchStrategy[dict[Language, object]]:
    return st.dictionaries(st.sampled_from([EN, HI, JA]), values, min_size=1)


_wordings = st.builds(Wording, _texts, _tuples)
_refusals = st.builds(Refusal, _texts, st.sampled_from([EN, HI, JA]))
_terms = st.builds(Term, _texts, st.sampled_from(Kind), _tuples)


@st.composite
def bases(draw: st.DrawFn) -> FactBase:
    """Make a base whose facts name its sources and topics, and nothing else about it is likely."""
    ids = st.lists(_texts, min_size=1, max_size=3, unique=True)
    sources = [draw(_source(source_id)) for source_id in draw(ids)]
    topics = [Topic(TopicId(topic_id), draw(_by_language(_texts))) for topic_id in draw(ids)]  # type: ignore[arg-type]  # texts
    holders = st.tuples(st.sampled_from(sources), st.sampled_from(topics))
    facts = [draw(_fact(fact_id, *draw(holders))) for fact_id in draw(ids)]
    terms = draw(st.lists(_terms, max_size=4))
    return FactBase(
        draw(_texts),
        draw(_texts),
        draw(_texts),
        (EN, HI, JA),
        tuple(sources),
        tuple(topics),
        tuple(facts),
        tuple(terms),
        in_order(draw(st.lists(_refusals, max_size=3))),
    )


def _source(source_id: str) -> st.SearchStrategy[Source]:
    kept = (_texts, _texts, _texts, _texts, st.dates(), st.just(EN), _texts, _maybe, _maybe, _maybe)
    return st.builds(Source, st.just(SourceId(source_id)), *kept)


def _fact(fact_id: str, source: Source, topic: Topic) -> st.SearchStrategy[Fact]:
    return st.builds(
        Fact,
        st.just(FactId(fact_id)),
        st.just(topic.id),
        st.just(source.id),
        _texts,
        _by_language(_wordings),
        _maybe,
        _maybe,
        _tuples,
        st.sampled_from(Status),
    )
