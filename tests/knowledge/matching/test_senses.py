from __future__ import annotations

import pytest

from knowledge.matching.language import load_language
from knowledge.matching.senses import Senses
from knowledge.matching.stemming import Stemmer
from knowledge.model import Language
from knowledge.text import normalise, tokenise

EN = Language("en")
stem = Stemmer([EN])


def senses_of(text: str, **senses: tuple[str, ...]) -> list[set[str]]:
    known = Senses([senses], stem)
    return [set(found) for found in known.of(tuple(map(stem, tokenise(normalise(text)))))]


def test_words_said_for_one_another_share_a_sense_in_whatever_form_they_stand() -> None:
    begin = ("begin", "start", "launch")

    assert senses_of("launching starts beginnings", begin=begin) == [{"begin"}] * 3


def test_each_word_of_a_phrase_has_its_sense_and_what_stands_beside_it_has_not() -> None:
    found = senses_of("they took part there", attend=("attend", "took part"))

    assert found == [set(), {"attend"}, {"attend"}, set()]


def test_a_part_of_a_phrase_alone_has_no_sense() -> None:
    assert senses_of("took it", attend=("took part",)) == [set(), set()]


def test_a_word_may_have_several_senses() -> None:
    assert senses_of("head", leader=("head", "boss"), top=("top", "head")) == [{"leader", "top"}]


def test_a_japanese_phrase_is_cut_as_questions_are() -> None:
    found = senses_of("昨日話し合った", discuss=("話し合", "議論"))

    assert found == [set(), set(), {"discuss"}, {"discuss"}, set(), set()]


def test_a_japanese_phrase_in_pieces_is_found_where_the_pair_that_joins_them_is_left_out() -> None:
    known = Senses([{"diplomat": ("外務 大臣", "外交官")}], stem)

    assert set(known.of(("外務", "大臣"))) == {frozenset({"diplomat"})}


def test_the_same_sense_of_two_languages_is_one() -> None:
    known = Senses([{"meet": ("meet",)}, {"meet": ("मिले", "mulakat")}, {"meet": ("会談",)}], stem)

    assert set(known.of(tuple(map(stem, ("meeting", "मिलना", "mulakat", "会談"))))) == {frozenset({"meet"})}


def test_nothing_has_no_senses() -> None:
    assert senses_of("", begin=("begin",)) == []


@pytest.mark.parametrize("language", ["en", "hi", "ja"])
def test_a_sense_of_a_shipped_language_joins_at_least_two_words(language: str) -> None:
    assert all(len(set(phrases)) > 1 for phrases in load_language(Language(language)).senses.values())


@pytest.mark.parametrize("language", ["hi", "ja"])
def test_every_sense_of_another_language_is_one_of_english(language: str) -> None:
    assert set(load_language(Language(language)).senses) <= set(load_language(EN).senses)


@pytest.mark.parametrize("language", ["hi", "ja"])
def test_a_sense_of_another_language_takes_no_english_function_word(language: str) -> None:
    words = {phrase for phrases in load_language(Language(language)).senses.values() for phrase in phrases}
    data = load_language(EN)

    assert words.isdisjoint(data.openers | data.yes_no | data.ends)
