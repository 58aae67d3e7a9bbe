"""Language data are read whole, and a language without any is matched without."""

from __future__ import annotations

import pytest

from knowledge.matching.language import LanguageData, commonness, load_language
from knowledge.matching.phrases import GAP
from knowledge.model import Language, Talk
from knowledge.text import normalise


@pytest.mark.parametrize("code", ["en", "hi", "ja"])
def test_each_data_file_is_whole(code: str) -> None:
    data = load_language(Language(code))

    assert data.asked_for
    assert data.negation
    assert set(data.talk) <= set(Talk)


@pytest.mark.parametrize("code", ["en", "hi", "ja"])
def test_phrases_are_in_normal_form(code: str) -> None:
    data = load_language(Language(code))
    phrases = [p for kinds in (data.asked_for, data.talk) for listed in kinds.values() for p in listed]
    parts = [part.strip() for phrase in phrases for part in phrase.split(GAP)]

    assert all(part and part == normalise(part) for part in parts)


def test_a_language_without_data_is_empty() -> None:
    assert load_language(Language("xx")) == LanguageData()
    assert commonness(Language("xx")) == {}


def test_common_words_are_commoner() -> None:
    assert commonness(Language("en"))["time"] > commonness(Language("en"))["airline"] > 0
