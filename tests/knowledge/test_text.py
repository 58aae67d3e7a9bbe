"""Folding undoes disguises and leaves words whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import LONGEST, NormalText, normalise, script_of, strip_markup, tokenise

ANY_TEXT = st.text(st.characters(), max_size=200)  # lone surrogates included


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Who Rode The METRO?", "who rode the metro"),
        ("w\u200be\u200ba\u200bther", "weather"),
        ("\u202eright to left\u202c", "right to left"),
        ("@everyonе frее", "everyone free"),  # Cyrillic е
        ("Ｗｈｉｃｈ　ａｉｒｌｉｎｅ？", "which airline"),
        ("𝓜𝓸𝓽𝓮𝓰𝓲", "motegi"),
        ("z\u0301\u0302\u0303\u0304algo", "zalgo"),
        ("café naïve", "cafe naive"),
        ("१५वां सम्मेलन", "15वां सम्मेलन"),
        ("ज़ोर", "जोर"),
        ("पाँच", "पांच"),
        ("ties b/w towns and/or trade w/ them", "ties b'w towns and or trade w them"),
        ("メトロ・ガイド", "メトロ ガイド"),
        ("ﾒﾄﾛ", "メトロ"),
        ("🇮🇳🤝🇯🇵", ""),
        ("\x07\x00\ufffe\ud83d", ""),
        ("", ""),
    ],
)
def test_disguises_are_undone(typed: str, folded: str) -> None:
    assert normalise(typed) == folded


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("<@123> who rode", "who rode"),
        ("[the label](http://example.org/x)", "the label"),
        ("see https://example.org/a?b=c now", "see now"),
        ("<b>Which</b>&nbsp;dialogue<!-- no -->", "which dialogue"),
        ("<:smile:42> hi <a:wave:43>", "hi"),
        ("../../etc/passwd /a/b C:\\Windows\\x ~/a/b who", "who"),
        ("on 16/01/2026, Ann/Ben/Cem, 2026/1/15に", "on 16 01 2026 ann ben cem 2026 1 15に"),
    ],
)
def test_markup_gives_way_to_the_words_it_dresses(typed: str, words: str) -> None:
    assert normalise(typed) == words


@pytest.mark.parametrize(
    ("who", "what"),
    [("কে এসেছে?", "কী এসেছে?"), ("யார் வந்தார்?", "யாரு வந்தாரு?"), ("ใครมาเยี่ยม", "ใครมาเยียม"), ("កី", "កា"), ("ကိ", "ကာ")],
)
def test_vowel_signs_tell_words_apart_in_any_script(who: str, what: str) -> None:
    assert normalise(who) != normalise(what)
    assert normalise(who) == who.rstrip("?")


@pytest.mark.parametrize(
    ("pointed", "plain"),
    [("מָתַי בא", "מתי בא"), ("مَنْ أَتَى؟", "من أتى"), ("कौन आया।", "कौन आया"), ("कौन आया॥", "कौन आया")],
)
def test_points_and_stops_are_no_part_of_words(pointed: str, plain: str) -> None:
    assert normalise(pointed) == normalise(plain) == plain


def test_a_whole_cyrillic_word_stays_cyrillic() -> None:
    assert normalise("метро") == "метро"


def test_japanese_is_cut_into_katakana_words_and_pairs() -> None:
    assert tokenise(normalise("茂木外相がメトロに")) == ("茂木", "木外", "外相", "相が", "メトロ", "に")


def test_latin_and_devanagari_are_cut_at_spaces() -> None:
    assert tokenise(normalise("G20 में कौन")) == ("g20", "में", "कौन")


@pytest.mark.parametrize(
    ("text", "script"),
    [("who", "latin"), ("मोदी जी AI", "devanagari"), ("AI対話とは", "japanese"), ("?!", "latin"), ("", "latin")],
)
def test_the_script_of_most_letters_counts(text: str, script: str) -> None:
    assert script_of(text) == script


def test_a_megabyte_is_read_only_as_far_as_a_question_goes() -> None:
    assert len(normalise("a b" * 400_000)) <= LONGEST


def test_white_space_before_a_question_does_not_eat_it() -> None:
    assert normalise(" " * 5_000 + "who rode") == "who rode"


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once


@given(ANY_TEXT)
def test_normal_text_is_words_with_single_spaces(text: str) -> None:
    folded = normalise(text)

    assert folded == " ".join(folded.split())
    assert folded.isprintable()
    folded.encode()


@given(ANY_TEXT)
def test_no_character_is_lost_in_cutting(text: str) -> None:
    folded = normalise(text)

    assert set("".join(tokenise(folded))) == set(folded.replace(" ", ""))


@given(ANY_TEXT)
def test_markup_is_taken_out_of_any_text(text: str) -> None:
    assert "<@1>" not in strip_markup(text + "<@1>")


def test_words_need_not_be_normal_to_be_typed() -> None:
    assert tokenise(NormalText("")) == ()
