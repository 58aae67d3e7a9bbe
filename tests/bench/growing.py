"""Fact bases of any size made from one, and questions with slips in them; the same each time."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import count, islice
from typing import TYPE_CHECKING

from knowledge import FactId, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge import Fact, FactBase

SLIPS = 0.2
"""Share of words with a slip."""
LEAST_LETTERS = 3
_SYLLABLES = ("ba", "co", "du", "fe", "gi", "ho", "ju", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")


def grown(base: FactBase, size: int) -> FactBase:
    """Give a base of about `size` questions in its default language.

    A smaller one has the first questions of each fact, a larger one has every fact several times, each time with a made
    up word in all its questions, so that no two facts share one.
    """
    kept = replace(base, facts=tuple(_in_one_language(fact, base) for fact in base.active_facts), refusals=())
    total = sum(len(_questions(fact, kept)) for fact in kept.facts)
    if size <= total:
        most = max(1, size // len(kept.facts))
        return replace(kept, facts=tuple(_asked_by(fact, _questions(fact, kept)[:most], kept) for fact in kept.facts))
    facts = (copy for word in _words() for copy in (_copy(fact, word, kept) for fact in kept.facts))
    return replace(kept, facts=tuple(islice(facts, round(size / total * len(kept.facts)))))


def with_slips(text: str, seed: int) -> str:
    """Let a share of the words carry one slip each: a letter left out, doubled, swapped with the next, or another."""
    chance = random.Random(f"{seed} {text}")  # noqa: S311 - the same slips each time, nothing secret
    return " ".join(_slip(word, chance) if chance.random() < SLIPS else word for word in text.split())


def _slip(word: str, chance: random.Random) -> str:
    if len(word) < LEAST_LETTERS:
        return word
    at = chance.randrange(len(word) - 1)
    other = chance.choice("abcdefghijklmnopqrstuvwxyz")
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + other + word[at + 1 :],
    )
    return chance.choice(slips)


def _words() -> Iterator[str]:
    yield ""
    for number in count(1):
        yield " " + "".join(_SYLLABLES[number >> shift & 15] for shift in (0, 4, 8, 12))


def _in_one_language(fact: Fact, base: FactBase) -> Fact:
    return replace(fact, wordings={base.default_language: fact.wordings[base.default_language]}, related=())


def _questions(fact: Fact, base: FactBase) -> tuple[str, ...]:
    return fact.wordings[base.default_language].questions


def _asked_by(fact: Fact, questions: tuple[str, ...], base: FactBase) -> Fact:
    return replace(
        fact, wordings={base.default_language: Wording(base.wording(fact, base.default_language).statement, questions)}
    )


def _copy(fact: Fact, word: str, base: FactBase) -> Fact:
    questions = tuple(f"{question}{word}" for question in _questions(fact, base))
    return replace(_asked_by(fact, questions, base), id=FactId(f"{fact.id}{word}"))
