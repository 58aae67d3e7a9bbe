"""FactBase <-> the JSON records that are stored and compared, each under its kind and id."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from knowledge.model import Fact, FactBase, FactId, Language, Refusal, Source, SourceId, Term, Topic, TopicId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OUTLINE = "outline"

Key = tuple[str, str]
"""A record's kind and id."""


@dataclass(frozen=True, slots=True)
class _Outline:
    """What a base says of itself, and the order of its parts."""

    id: str
    title: str
    scope: str
    languages: tuple[Language, ...]
    sources: tuple[SourceId, ...]
    topics: tuple[TopicId, ...]
    facts: tuple[FactId, ...]
    terms: tuple[str, ...]


_TYPES: Mapping[str, type] = {
    OUTLINE: _Outline,
    "source": Source,
    "topic": Topic,
    "fact": Fact,
    "term": Term,
    "refusal": Refusal,
}
KINDS = tuple(_TYPES)


def to_records(base: FactBase) -> dict[Key, str]:
    """Take a base apart."""
    terms = _named(base.terms)
    outline = _Outline(
        base.id,
        base.title,
        base.scope,
        base.languages,
        tuple(source.id for source in base.sources),
        tuple(topic.id for topic in base.topics),
        tuple(fact.id for fact in base.facts),
        tuple(terms),
    )
    parts: Iterable[tuple[str, str, object]] = chain(
        [(OUTLINE, OUTLINE, outline)],
        (("source", source.id, source) for source in base.sources),
        (("topic", topic.id, topic) for topic in base.topics),
        (("fact", fact.id, fact) for fact in base.facts),
        (("term", name, term) for name, term in terms.items()),
        (("refusal", refusal.text, refusal) for refusal in base.refusals),
    )
    return {(kind, id_): _to_json(kind, part) for kind, id_, part in parts}


def to_base(records: Mapping[Key, str]) -> FactBase:
    """Put a base together again; raises KeyError or ValueError where records are missing or no records."""

    def read(kind: str, ids: Iterable[str]) -> Any:  # noqa: ANN401 - what it reads follows from the kind
        return tuple(_adapter(kind).validate_json(records[kind, id_]) for id_ in ids)

    outline: _Outline = read(OUTLINE, [OUTLINE])[0]
    return FactBase(
        outline.id,
        outline.title,
        outline.scope,
        outline.languages,
        read("source", outline.sources),
        read("topic", outline.topics),
        read("fact", outline.facts),
        read("term", outline.terms),
        read("refusal", sorted(id_ for kind, id_ in records if kind == "refusal")),
    )


def to_fact(record: str | None) -> Fact | None:
    """Read the record of one fact; `None` gives none."""
    fact: Fact | None = None if record is None else _adapter("fact").validate_json(record)
    return fact


def says_of_itself(record: str | None) -> tuple[object, ...]:
    """Give what an outline's record says of its base, the order of the parts left out; `None` says nothing."""
    if record is None:
        return ()
    outline: _Outline = _adapter(OUTLINE).validate_json(record)
    return outline.id, outline.title, outline.scope, outline.languages


def fingerprint(records: Mapping[Key, str]) -> str:
    """Give a short text that differs where any record differs."""
    digest = hashlib.sha256()
    for key in sorted(records):
        digest.update("\0".join((*key, records[key], "")).encode())
    return digest.hexdigest()


def fingerprint_of(base: FactBase) -> str:
    """Give the fingerprint of a base that is not taken apart."""
    return fingerprint(to_records(base))


@cache  # building them takes longer than most programs' whole start, and many starts never need them
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_TYPES[kind])


def _to_json(kind: str, part: object) -> str:
    # Without the defaults, so that a field that the model gains one day leaves stored records as they are.
    return _adapter(kind).dump_json(part, exclude_defaults=True).decode()


def _named(terms: Iterable[Term]) -> dict[str, Term]:
    """Give each term a name of its own: nothing forbids two of one name."""
    named: dict[str, Term] = {}
    for term in terms:
        names = chain([term.name], (f"{term.name} ({number})" for number in count(2)))
        named[next(name for name in names if name not in named)] = term
    return named
