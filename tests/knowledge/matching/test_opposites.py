"""To cancel what was agreed is the opposite of what the fact tells."""

from __future__ import annotations

import pytest

from knowledge.matching.language import LanguageData, load_language
from knowledge.matching.opposites import Opposites
from knowledge.matching.stemming import Stemmer
from knowledge.model import Language

LANGUAGES = [Language(language) for language in ("en", "hi", "ja")]
stem = Stemmer(LANGUAGES)
OPPOSITES = Opposites(
    [LanguageData(undoing=("cancel",), opposites=((("open", "begin"), ("close",)), (("high",), ("low",))))], stem
)


def _among(strange: str, own: str, known: Opposites = OPPOSITES) -> tuple[str, ...]:
    stems, said = [stem(word) for word in strange.split()], frozenset(map(stem, own.split()))
    return known.among(stems, said, known.of(said))


def test_what_undoes_is_the_opposite_of_anything() -> None:
    assert _among("cancelled the picnic", "the tour began") == ("cancel",)


@pytest.mark.parametrize(("strange", "own"), [("closing", "opened"), ("begins", "closed"), ("low", "a high tower")])
def test_of_a_pair_one_is_the_opposite_of_the_other_in_whatever_form(strange: str, own: str) -> None:
    assert _among(strange, own) == (stem(strange),)


def test_a_word_whose_opposite_the_fact_does_not_say_is_none() -> None:
    assert _among("closing high", "the picnic was cancelled") == ()


def test_a_phrase_of_two_words_undoes_only_as_a_whole() -> None:
    known = Opposites([LanguageData(undoing=("call off",))], stem)

    assert _among("called off the fair", "what is it called", known) == ("call off",)
    assert _among("called the fair off", "the fair", known) == ()
    assert known.phrases_in(["call", "off"]) == ["call off"]


@pytest.mark.parametrize(
    ("strange", "own"),
    [
        ("rejected", "agreed"),
        ("closing", "opening"),
        ("reducing", "cooperation"),
        ("縮小", "協力"),
        ("घटाने", "सहयोग"),
        ("रद्द", "बैठक"),
        ("radd", "baithak"),
        ("延期", "会談"),
    ],
)
def test_each_language_has_its_own(strange: str, own: str) -> None:
    assert _among(strange, own, Opposites(list(map(load_language, LANGUAGES)), stem))
