"""What must not change an answer does not: one slip of the finger, a polite word; and what must, does: a denial."""

from __future__ import annotations

import random
from itertools import chain
from string import ascii_lowercase
from typing import TYPE_CHECKING

import pytest

from knowledge.answering import Answerer
from knowledge.folder import load_folder, shipped_folder
from knowledge.matching.language import load_language
from knowledge.model import Answered

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 5
"""Letters of a word that may be misspelt."""
LEAST = 3
"""Words of a question that is one by itself."""
ASKING = ("did", "is", "was", "were", "will", "does", "has")


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(load_folder(shipped_folder()))


@pytest.fixture(scope="module")
def answered(answerer: Answerer) -> dict[str, str]:
    """Give every third English question of the shipped base that is answered, with the fact that answers it."""
    base = answerer.base
    asked = [q for fact in base.active_facts for q in base.wording(fact, base.default_language).questions]
    found = ((question, _answer(answerer, question)) for question in asked[::3])
    return {question: fact for question, fact in found if fact}


def _answer(answerer: Answerer, question: str) -> str:
    match answerer.answer(question).lead.outcome:
        case Answered((citation, *_)):
            return citation.fact.id
        case _:
            return ""


def _slips(question: str, chance: random.Random) -> Iterator[str]:
    """Misspell a question in four ways: a letter left out, doubled, swapped with the next, or another."""
    words = question.split()
    long = [i for i, word in enumerate(words) if len(word) >= LONG and word.isalpha()]
    for i in chance.sample(long, min(1, len(long))):
        word, at = words[i], chance.randrange(1, len(words[i]) - 1)
        for slip in (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + chance.choice(ascii_lowercase) + word[at + 1 :],
        ):
            yield " ".join([*words[:i], slip, *words[i + 1 :]])


@pytest.mark.parametrize("around", ["{}", "{}!", "hey bot {}"])
def test_talk_is_never_answered_with_a_fact(answerer: Answerer, around: str) -> None:
    kinds = chain.from_iterable(load_language(language).talk.values() for language in answerer.base.languages)
    talk = [around.format(phrase) for phrases in kinds for phrase in phrases]

    assert [text for text in talk if _answer(answerer, text)] == []


def test_a_slip_never_leads_to_another_fact(answerer: Answerer, answered: dict[str, str]) -> None:
    chance = random.Random(11)  # noqa: S311 - slips of the finger are no secret
    astray = [
        slip
        for question, fact in answered.items()
        for slip in _slips(question, chance)
        if _answer(answerer, slip) not in ("", fact)
    ]

    assert astray == []


def test_a_denial_is_never_answered(answerer: Answerer, answered: dict[str, str]) -> None:
    claims = [question.split() for question in answered if question.split()[0].lower() in ASKING]
    denied = [" ".join([first, "not", *rest]) for first, *rest in claims]

    assert len(denied) > LONG
    assert [question for question in denied if _answer(answerer, question)] == []


@pytest.mark.parametrize(
    "polite",
    [
        "please tell me {}",
        "hello, {}",
        "{} please",
        "could you tell me {}",
        "hi {} thanks",
        "could you remind me {}",
        "i was wondering {}",
    ],
)
def test_polite_words_change_nothing(answerer: Answerer, answered: dict[str, str], polite: str) -> None:
    questions = {question: fact for question, fact in answered.items() if len(question.split()) >= LEAST}
    changed = [q for q, fact in questions.items() if _answer(answerer, polite.format(q)) != fact]

    assert changed == []
