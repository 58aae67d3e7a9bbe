"""Check every fact of a base against its source, and the facts against each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.faults import Spot, did_you_mean, shown
from knowledge.gate.holding import Held
from knowledge.gate.names import Names
from knowledge.gate.quotes import difference
from knowledge.text import normalise
from knowledge.timewords import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from knowledge.errors import Fault
    from knowledge.model import Fact, FactBase, Source

LONGEST_ID = 40
LONGEST_QUOTE = 320

_ID = re.compile(f"[a-z0-9-]{{1,{LONGEST_ID}}}")


def check_base(base: FactBase, where: Callable[[Fact], tuple[str, str]] | None = None) -> list[Fault]:
    """List what the facts of a base cannot prove, and where they are in each other's way.

    `where` gives the file and place that a fact's faults are reported under; by default those its ids suggest. What is
    empty is not judged: reading the folder has refused it.
    """
    faults: list[Fault] = []
    placed = [(fact, Spot(*(where or _usual_place)(fact), faults)) for fact in base.facts]
    proof = _Proof(base)
    for fact, spot in placed:
        proof.check(fact, spot)
    _refuse_taken_ids(placed)
    holders = _refuse_taken_questions(placed)
    _refuse_answered_refusals(base, holders, Spot("refusals.toml", "", faults))
    return faults


def _usual_place(fact: Fact) -> tuple[str, str]:
    return f"facts/{fact.topic}.toml", f"fact {shown(fact.id)}"


class _Proof:
    """Checks one fact after the other against what the base holds."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self._names = Names(base.terms)

    def check(self, fact: Fact, spot: Spot) -> None:
        """Note everything that the fact cannot prove."""
        if fact.id and not _ID.fullmatch(fact.id):
            spot.note("the id is not of the form", f"use a-z, 0-9 and -, at most {LONGEST_ID} characters")
        self._check_related(fact, spot)
        _check_highlight(fact, spot)
        source = self._base.source_by_id.get(fact.source)
        if source is None and fact.source and self._base.sources:
            known = list(self._base.source_by_id)
            spot.note(f"source {shown(fact.source)} is not known", did_you_mean(fact.source, known))
        _check_length(fact, spot)
        if source is not None and fact.quote:
            self._check_quote(fact, source, spot)
            self._check_statements(fact, source, spot)

    def _check_related(self, fact: Fact, spot: Spot) -> None:
        for related in fact.related:
            if related == fact.id:
                spot.note("related names the fact itself", "take it out")
            elif related not in self._base.fact_by_id:
                others = [known for known in self._base.fact_by_id if known != fact.id]
                spot.note(f"related {shown(related)} is not known", did_you_mean(related, others))

    def _check_quote(self, fact: Fact, source: Source, spot: Spot) -> None:
        if source.text and fact.quote not in source.text:
            spot.note(*self._misquote(fact, source))

    def _misquote(self, fact: Fact, source: Source) -> tuple[str, str]:
        problem = f"the quote does not stand in source {shown(source.id)} verbatim"
        for other in self._base.sources:
            if fact.quote in other.text and other.id != source.id:
                return problem, f"it stands in source {shown(other.id)}: name that one"
        near = difference(fact.quote, source.text) if len(fact.quote) <= LONGEST_QUOTE else ""
        return f"{problem}; {near}" if near else problem, "copy the passage from the source, every character"

    def _check_statements(self, fact: Fact, source: Source, spot: Spot) -> None:
        proofs = [text for text in (fact.quote, source.publisher, source.place, source.title, source.author) if text]
        figures = Held(proofs, source.date, can_read_months=source.language in LANGUAGES)
        names = set[frozenset[int]]().union(*map(self._names.held, proofs))
        for number, (language, wording) in enumerate(fact.wordings.items()):
            label = f"{language}.statement" if number else "statement"
            for stray in figures.strays(wording.statement):
                _refuse_stray(spot, f"{label} says", stray)
            mentions = self._names.mentioned(wording.statement)
            for stray in dict.fromkeys(name.written for name in mentions if not name.is_proved_by(names)):
                _refuse_stray(spot, f"{label} names", stray)


def _refuse_stray(spot: Spot, says: str, stray: str) -> None:
    problem = f"{says} {shown(stray)}, which neither the quote nor the source's metadata holds"
    spot.note(problem, "say only what the quote says, or quote the passage that says it")


def _check_length(fact: Fact, spot: Spot) -> None:
    if len(fact.quote) > LONGEST_QUOTE:
        spot.note(
            f"the quote has {len(fact.quote)} characters", f"quote the {LONGEST_QUOTE} or fewer that prove the fact"
        )


def _check_highlight(fact: Fact, spot: Spot) -> None:
    if not fact.highlight or not fact.quote or fact.highlight in fact.quote:
        return
    near = difference(fact.highlight, fact.quote)
    problem = "the highlight does not stand in the quote" + (f"; {near}" if near else "")
    spot.note(problem, "copy words of the quote")


def _refuse_taken_ids(placed: Sequence[tuple[Fact, Spot]]) -> None:
    holders: dict[str, Spot] = {}
    for fact, spot in placed:
        holder = holders.setdefault(fact.id, spot)
        if fact.id and holder is not spot:
            spot.note(f"the id is taken by a fact in {holder.file}", "give one of them another id")


def _refuse_taken_questions(placed: Sequence[tuple[Fact, Spot]]) -> Mapping[str, Spot]:
    """Refuse a question that two facts list, however they write it; a fact may list one twice.

    Gives where each question stands, by its normal form.
    """
    holders: dict[str, Spot] = {}
    for fact, spot in placed:
        for key, question in {normalise(question): question for question in fact.questions}.items():
            holder = holders.setdefault(key, spot)
            if not key:
                spot.note(f"the question {shown(question)} has no word in it", "ask in words")
            elif holder is not spot:
                taken = f"the question {shown(question)} stands under {holder.place} in {holder.file} too"
                spot.note(taken, "keep it under one of them")
    return holders


def _refuse_answered_refusals(base: FactBase, holders: Mapping[str, Spot], spot: Spot) -> None:
    for refusal in base.refusals:
        key = normalise(refusal.text)
        if not key:
            spot.note(f"the question {shown(refusal.text)} has no word in it", "ask in words")
        elif key in holders:
            holder = holders[key]
            taken = f"the question {shown(refusal.text)} stands under {holder.place} in {holder.file} too"
            spot.note(taken, "answer it or refuse it: take it out of one of them")
