"""Changes of a base, one matter each; what they make is not checked: the gate does that."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - a record's type
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.model import SourceId, Status, in_order

if TYPE_CHECKING:
    from knowledge.model import Fact, FactBase, FactId, Language, Refusal, Source


def with_fact(base: FactBase, fact: Fact) -> FactBase:
    """Put a fact in the place of the one with its id, or behind the others of its topic."""
    if fact.id in base.fact_by_id:
        return replace(base, facts=tuple(fact if old.id == fact.id else old for old in base.facts))
    before = [place for place, old in enumerate(base.facts, 1) if old.topic == fact.topic]
    place = before[-1] if before else len(base.facts)
    return replace(base, facts=(*base.facts[:place], fact, *base.facts[place:]))


def with_status(base: FactBase, id_: FactId, status: Status) -> FactBase:
    """Retire a fact, put it up for review, or take it up again."""
    return with_fact(base, replace(base.fact_by_id[id_], status=status))


def with_question(base: FactBase, fact: Fact, text: str, language: Language) -> FactBase:
    """Let a fact be asked for by one question more, in its language where the fact is worded in that."""
    language = language if language in fact.wordings else next(iter(fact.wordings))
    wording = fact.wordings[language]
    asked = replace(wording, questions=tuple(dict.fromkeys((*wording.questions, text))))
    return with_fact(base, replace(fact, wordings={**fact.wordings, language: asked}))


def with_refusal(base: FactBase, refusal: Refusal) -> FactBase:
    """Have a question refused from now on."""
    others = (other for other in base.refusals if other.text != refusal.text)
    return replace(base, refusals=in_order((*others, refusal)))


def without_refusal(base: FactBase, text: str) -> FactBase:
    """Let a question be answered again."""
    return replace(base, refusals=tuple(refusal for refusal in base.refusals if refusal.text != text))


def with_source(base: FactBase, source: Source) -> FactBase:
    """Add a source, which nothing is quoted from as yet."""
    return replace(base, sources=(*base.sources, source))


def status_with_quote(fact: Fact, quote: str) -> Status:
    """Tell the status of a fact that gets a quote: one under review that gets another quote is answered from again."""
    return Status.ACTIVE if fact.status is Status.REVIEW and quote != fact.quote else fact.status


@dataclass(frozen=True, slots=True)
class NewText:
    """A new version of a source, as it came in."""

    source: SourceId
    text: str
    date: dt.date | None = None
    """`None` where it is the old one's."""


def with_source_text(base: FactBase, new: NewText) -> FactBase:
    """Put a new version of a source in the old one's place.

    Facts whose quote it no longer holds are put up for review. They go on citing the old version, which is kept under
    an id of its own, so that every quote can still be checked.
    """
    old = base.source_by_id[new.source]
    digest = hashlib.sha256(new.text.encode()).hexdigest()
    text = replace(old, text=new.text, sha256=digest, date=new.date or old.date)
    kept = _earlier(old, base)
    gone = {fact.id for fact in base.facts if fact.source == old.id and fact.quote not in new.text}
    sources = [text if source.id == old.id else source for source in base.sources]
    facts = [replace(f, source=kept.id, status=_not_answered(f)) if f.id in gone else f for f in base.facts]
    return replace(base, sources=(*sources, *([kept] if gone else [])), facts=tuple(facts))


def with_kept_versions(base: FactBase, known: FactBase) -> FactBase:
    """Keep, in a base that a folder holds, what a new version of a source has left behind.

    Facts that `known` has, with quotes that their source no longer holds, are put up for review as by a new text. The
    facts stay as many, in the same order.
    """
    for number, fact in enumerate(base.facts):
        kept = _left_behind_by(fact, base, known)
        if kept is not None:
            after = replace(fact, source=kept.id, status=_not_answered(fact))
            sources = base.sources if kept in base.sources else (*base.sources, kept)
            base = replace(base, sources=sources, facts=(*base.facts[:number], after, *base.facts[number + 1 :]))
    return base


def _left_behind_by(fact: Fact, base: FactBase, known: FactBase) -> Source | None:
    """Give the earlier version of its source that a fact's quote stands in; `None` where it needs none."""
    source, before = base.source_by_id.get(fact.source), known.fact_by_id.get(fact.id)
    if source is None or before is None or before.quote != fact.quote or fact.quote in source.text:
        return None
    cited = known.source_by_id[before.source]
    if cited.id != source.id:  # it was left behind already
        return cited if cited.id.startswith(f"{source.id}-v") else None
    kept = next((one for one in base.sources if one.text == cited.text), None)
    return kept or (_earlier(cited, base) if cited.text != source.text else None)


def _not_answered(fact: Fact) -> Status:
    return Status.RETIRED if fact.status is Status.RETIRED else Status.REVIEW


def _earlier(source: Source, base: FactBase) -> Source:
    """Give a source a name that tells it from its next version."""
    number = 1
    while f"{source.id}-v{number}" in base.source_by_id:
        number += 1
    id_ = SourceId(f"{source.id}-v{number}")
    return replace(source, id=id_, file=f"sources/{id_}.txt")
