"""Labelled questions on any subject, made from its fact base alone: some facts and phrasings are held out and asked."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import LabelledQuestion, Refusal, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge import Fact, FactBase

FACTS_OUT = 3
"""One fact in so many is left out; what asks for it must be refused."""
ASKED, REFUSED = 10, 3
"""Phrasings of each fact, at most, that are held out and asked, and of one that is left out, that are to be refused."""


def hold_out(base: FactBase, phrasings: int, seed: int) -> tuple[FactBase, list[LabelledQuestion]]:
    """Give a base with at most so many phrasings a fact, in its default language, and questions that it never saw.

    It names some questions to be refused: a few of those that ask for the facts that are left out.
    """
    chance = random.Random(seed)  # noqa: S311 - the same each time, nothing secret
    facts = chance.sample(base.active_facts, len(base.active_facts))
    left_out = len(facts) // FACTS_OUT
    kept: list[Fact] = []
    questions: list[LabelledQuestion] = []
    refusals: list[Refusal] = []
    for number, fact in enumerate(facts):
        wording = base.wording(fact, base.default_language)
        mixed = chance.sample(wording.questions, len(wording.questions))
        asked, stored = mixed[:ASKED], mixed[ASKED : ASKED + phrasings]
        must_answer = number >= left_out
        questions += _labelled(fact, asked, base, must_answer=must_answer)
        if must_answer:
            wordings = {base.default_language: Wording(wording.statement, tuple(stored or mixed))}
            kept.append(replace(fact, wordings=wordings, related=()))
        else:
            refusals += [Refusal(question, base.default_language) for question in stored[:REFUSED]]
    return replace(base, facts=tuple(kept), refusals=tuple(refusals)), questions


def _labelled(fact: Fact, asked: list[str], base: FactBase, *, must_answer: bool) -> Iterator[LabelledQuestion]:
    evidence = ((fact.quote,),) if must_answer else ()
    for number, question in enumerate(asked):
        yield LabelledQuestion(
            id=f"{fact.id}-{number}",
            question=question,
            language=base.default_language,
            must_answer=must_answer,
            kind="held out",
            style="held out",
            evidence=evidence,
        )
