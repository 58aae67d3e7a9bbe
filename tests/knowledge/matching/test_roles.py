"""Who does what is told by where a language puts the doer."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.matching.language import load_language
from knowledge.matching.names import Names
from knowledge.matching.roles import ANYTHING, SAYING, Deed, Roles, is_swapped
from knowledge.matching.stemming import Stemmer
from knowledge.model import Kind, Language, Term
from knowledge.text import normalise, tokenise

LANGUAGES = [Language(language) for language in ("en", "hi", "ja")]
ANN, BEN = frozenset({"Ann"}), frozenset({"Ben"})
NAMES = Names(
    [
        Term("Ann", Kind.PERSON, ("अन्ना", "アン", "安田氏")),
        Term("Ben", Kind.PERSON, ("बेन", "ベン")),
        Term("Fair", Kind.EVENT),
    ]
)
stem = Stemmer(LANGUAGES)
ROLES = Roles(list(map(load_language, LANGUAGES)), stem)


def _deeds(text: str) -> tuple[Deed, ...]:
    words = tokenise(normalise(text))
    return ROLES.deeds_in(words, [spelling for spelling in NAMES.spellings_in(words) if spelling.people])


@pytest.mark.parametrize(
    "question",
    ["Did Ann visit Ben?", "When has Ann recently visited Ben?", "Was Ben's house visited by the Ann of old?"],
)
def test_the_doer_stands_behind_an_auxiliary_or_by(question: str) -> None:
    assert Deed(ANN, stem("visit"), is_sure=True) in _deeds(question)
    assert all(deed.doers == ANN for deed in _deeds(question) if deed.is_sure)


def test_those_who_are_joined_do_it_together() -> None:
    assert _deeds("Did Ann and Ben visit the Fair?") == (Deed(ANN | BEN, stem("visit"), is_sure=True),)
    assert _deeds("अन्ना और बेन ने क्या किया") == (Deed(ANN | BEN, ANYTHING, is_sure=True),)
    assert _deeds("アンとベンは") == (Deed(ANN | BEN, ANYTHING, is_sure=True),)


def test_the_word_behind_a_name_may_be_what_is_done() -> None:
    assert _deeds("Ann visited Ben") == (Deed(ANN, stem("visit"), is_sure=False),)
    assert _deeds("Ann rode the train") == (Deed(ANN, stem("ride"), is_sure=False),)


@pytest.mark.parametrize(
    "question", ["Was Ann visited?", "a fair with Ann shining", "Ann and no more", "Ann?", "which Ann went"]
)
def test_who_is_merely_named_does_nothing(question: str) -> None:
    assert _deeds(question) == ()


@pytest.mark.parametrize("question", ["बेन से अन्ना ने पूछा", "安田氏がベンに会った", "安田氏は"])
def test_a_particle_marks_the_doer(question: str) -> None:
    assert [deed for deed in _deeds(question) if deed.is_sure] == [Deed(ANN, ANYTHING, is_sure=True)]


@pytest.mark.parametrize(
    "question",
    [
        "According to Ann, what changed?",
        "As per the Ann of old",
        "What did Ann say?",
        "अन्ना के अनुसार",
        "安田氏によると",
    ],
)
def test_a_speaker_says_something(question: str) -> None:
    assert _deeds(question) == (Deed(ANN, SAYING, is_sure=True),)


def test_a_deed_is_swapped_where_only_others_do_it() -> None:
    deed = Deed(ANN, "visit", is_sure=True)

    assert is_swapped(deed, {"visit": Counter(Ben=2)})
    assert not is_swapped(deed, {"visit": Counter(Ben=2, Ann=1)})
    assert not is_swapped(deed, {"visit": Counter(Ben=1)})
    assert not is_swapped(deed, {"ride": Counter(Ben=2)})


def test_nobodys_words_are_no_persons() -> None:
    said = Deed(ANN, SAYING, is_sure=True)

    assert is_swapped(said, {})
    assert not is_swapped(said, {SAYING: Counter(Ann=1, Ben=4)})


def test_who_does_anything_at_all_must_be_told_often() -> None:
    deed = Deed(ANN, ANYTHING, is_sure=True)

    assert not is_swapped(deed, {ANYTHING: Counter(Ben=2)})
    assert is_swapped(deed, {ANYTHING: Counter(Ben=3)})
    assert is_swapped(Deed(ANN, "visit", is_sure=True), {"visit": Counter(Ben=1), ANYTHING: Counter(Ben=3)})
    assert not is_swapped(Deed(ANN, "visit", is_sure=False), {ANYTHING: Counter(Ben=3)})
