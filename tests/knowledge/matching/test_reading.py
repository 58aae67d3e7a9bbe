"""A question is read as the base's own words, with what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from knowledge.matching.reading import Reader


def test_shorthand_is_written_out(reader: Reader) -> None:
    assert reader.read("pls tell wen it's open").words == ("tell", "when", "it", "open")


def test_contractions_deny(reader: Reader) -> None:
    assert reader.read("Didn't it open?").words == ("did", "not", "it", "open")


def test_words_that_the_base_lacks_are_unknown(reader: Reader) -> None:
    assert reader.read("Did the circus open?").unknown == ("circus",)


def test_a_slip_is_not_unknown(reader: Reader) -> None:
    assert reader.read("Who cut the riboon?").unknown == ()


def test_a_pair_that_joins_two_known_words_is_a_seam(reader: Reader) -> None:
    assert "館長" in reader.read("図書館長").words
    assert "館開" not in reader.read("図書館開きましたか").words


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who cut the ribbon?", "person"),
        ("At what time did it open?", "clock"),
        ("What day did it open?", "time"),
        ("How many books are there?", "count"),
        ("How much is a ticket?", "amount"),
        ("Why did it open?", "reason"),
        ("Did it open?", ""),
        ("फ़ीता किसने काटा?", "person"),
        ("library kab khuli", "time"),
        ("本は何冊ありますか", "thing"),
        ("図書館はどこですか", "place"),
        ("library kaunse din khuli", "time"),
        ("library kis jagah pe hai bhai", "place"),
        ("पुस्तकालय कौन से दिन खुला", "time"),
        ("ドイツの本は何ですか", "thing"),
        ("会った相手とは誰", "person"),
        ("開いたのはなんでですか", "reason"),
        ("目的はなんですか", "thing"),
    ],
)
def test_what_is_asked_for_is_told(reader: Reader, question: str, kind: str) -> None:
    assert reader.read(question).asks_for == kind


@pytest.mark.parametrize("question", ["Did it not open?", "It never opened", "पुस्तकालय नहीं खुला", "開いていない"])
def test_a_denial_is_noticed(reader: Reader, question: str) -> None:
    assert reader.read(question).negated


@pytest.mark.parametrize(
    "question",
    ["Did it open?", "pata nahi kab khuli", "पता नहीं कब खुला", "わからないけど、いつ開いたの", "開いたんじゃないの？"],
)
def test_an_asking_sentence_is_no_denial(reader: Reader, question: str) -> None:
    assert not reader.read(question).negated


def test_figures_months_and_weekdays_are_read(reader: Reader) -> None:
    typed = {figure.typed for figure in reader.read("Was the 4th festival on Sunday in May 2026?").figures}

    assert typed == {"4th", "Sunday", "May", "2026"}


def test_figures_agree_across_languages(reader: Reader) -> None:
    assert reader.read("५ मई").figures == reader.read("5月5日").figures


def test_a_number_behind_which_merely_counts_what_is_asked_for(reader: Reader) -> None:
    assert not reader.read("Which four books are on the shelf?").figures
    assert reader.read("Did four books come?").figures
    assert reader.read("Which 4th festival was it?").figures


@given(st.text(st.characters(), max_size=120))
def test_any_text_gives_a_reading(reader: Reader, text: str) -> None:
    reading = reader.read(text)

    assert len(reading.words) == len(reading.stems)
    assert set(reading.unknown) <= set(reading.words)


def test_a_name_in_capitals_is_told_from_the_word_in_small_letters(reader: Reader) -> None:
    assert "usa" in reader.read("Did the US cut the ribbon?").words
    assert "us" in reader.read("Tell us who cut the ribbon").words
    assert "us" in reader.read("WHO TOLD US OF THE RIBBON").words


@pytest.mark.parametrize("question", ["Did <@12> cut the ribbon?", "hey, did the mayor meet <@!12>"])
def test_a_member_in_a_names_place_is_a_stranger(reader: Reader, question: str) -> None:
    assert reader.read(question).strangers == {"@"}


@pytest.mark.parametrize("question", ["<@12> who cut the ribbon?", "hey <@&12> who cut it", "Who cut it? <#12>"])
def test_a_member_who_is_spoken_to_is_none(reader: Reader, question: str) -> None:
    assert not reader.read(question).strangers


@pytest.mark.parametrize("question", ["On Friday or on Saturday?", "金曜日それとも土曜日？", "17 या 18?"])
def test_figures_may_be_offered_to_choose_from(reader: Reader, question: str) -> None:
    assert reader.read(question).offers


def test_a_country_is_a_name_where_no_capital_tells(reader: Reader) -> None:
    assert reader.read("चीन में क्या हुआ?").named == {"चीन"}
    assert reader.read("中国では何がありましたか").named == {"中国"}


def test_polite_words_are_left_out(reader: Reader) -> None:
    assert reader.read("Hello, could you tell me who cut the ribbon please?").words == ("who", "cut", "the", "ribbon")


@pytest.mark.parametrize(
    "question", ["すみません、開館日はいつでしたか、教えてください", "bhai library kab khuli thi bata do yaar"]
)
def test_polite_words_of_other_languages_are_left_out_as_they_are_cut(reader: Reader, question: str) -> None:
    words = reader.read(question).words

    assert {"bhai", "bata", "yaar", "すみ", "ませ", "ちょ", "教え", "くだ"}.isdisjoint(words)
    assert {"開館", "library"} & set(words)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which old library did they open?", ("old", "librari")),
        ("How many books of history are there?", ("book",)),
        ("What kind of library is it?", ()),
        ("Who cut the ribbon?", ()),
    ],
)
def test_the_thing_asked_for_is_named(reader: Reader, question: str, asked: tuple[str, ...]) -> None:
    assert reader.read(question).asked == asked


@pytest.mark.parametrize(
    "question", ["Did it open?", "is it open", "क्या वह खुला?", "kya wo khula", "開きましたか？", "開いたんですか"]
)
def test_a_question_that_wants_yes_or_no_claims_what_it_says(reader: Reader, question: str) -> None:
    assert reader.read(question).claims


@pytest.mark.parametrize("question", ["When did it open?", "opening day", "वह कब खुला?", "いつ開きましたか？", "開館"])
def test_other_questions_claim_nothing(reader: Reader, question: str) -> None:
    assert not reader.read(question).claims


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("When did Putin open the library?", {"putin"}),
        ("Putin opened it", set()),  # the first word of a sentence says nothing
        ("When Did Putin Open The Library", set()),  # nor does a headline
        ("ムンバイの図書館はいつ開きましたか", {"ムンバイ"}),
    ],
)
def test_words_that_are_written_as_names_are_told(reader: Reader, question: str, named: set[str]) -> None:
    assert reader.read(question).named == named


def test_a_name_may_own_something(reader: Reader) -> None:
    assert reader.read("who is Zorbia's mayor?").named == {"zorbia"}


def test_what_is_written_as_a_name_is_not_mended_into_a_word(reader: Reader) -> None:
    assert "ribbon" in reader.read("Who cut the ribon?").words
    assert "ribon" in reader.read("Did the Ribon open?").words


def test_a_mere_list_of_people_equates_nobody(reader: Reader) -> None:
    assert reader.read("Is Finch the same person as Reed?").equates
    assert not reader.read("Finch Reed").equates
