from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering import Answerer
from knowledge.checking import check
from knowledge.folder import load_folder, shipped_folder
from knowledge.model import Answered, Chat, Corrected, NotCovered


@cache
def answerer() -> Answerer:
    return Answerer(load_folder(shipped_folder()))


@pytest.mark.parametrize(
    ("message", "asked", "holds"),
    [
        ("Motegi rode the Delhi Metro on Friday!", "Friday", "Saturday"),
        ("Motegi and Jaishankar held the 17th Strategic Dialogue.", "17th", "18th"),
        ("Motegi visited India in February.", "February", "January"),
        ("茂木外相は金曜日にデリーメトロに乗りました。", "金曜日", "土曜日"),
    ],
)
def test_a_claim_with_another_figure_is_told_the_facts_own(message: str, asked: str, holds: str) -> None:
    [part] = check(message, answerer()).parts

    assert isinstance(part.outcome, Corrected)
    assert (part.outcome.asked, part.outcome.holds) == (asked, holds)


@pytest.mark.parametrize(
    ("message", "asked", "holds"),
    [
        ("Jaishankar rode the Delhi Metro with Motegi.", "Jaishankar", "Keiichi Ono"),
        ("Modi rode the Delhi Metro on Saturday.", "Modi", "Toshimitsu Motegi"),
        ("Motegi paid a courtesy call on Jaishankar.", "Jaishankar", "Narendra Modi"),
        ("Keiichi Ono met Narendra Modi.", "Keiichi Ono", "Toshimitsu Motegi"),
        ("The external affairs minister of India is Modi", "Modi", "S. Jaishankar"),
        ("Putin rode the Delhi Metro with Motegi.", "Putin", ""),
        ("Motegi visited Tokyo.", "Tokyo", ""),
        ("Motegi met with Amit Shah and also participated in the Strategic Dialogue.", "Amit Shah", ""),
        ("Rajnath Singh and Motegi launched the AI Dialogue.", "Rajnath Singh", ""),
        ("Motegi met Modi and Macron.", "Macron", ""),
        ("Motegi met Narendra Modi and Rahul Gandhi in Delhi.", "Rahul Gandhi", ""),
    ],
)
def test_a_claim_with_another_name_is_not_confirmed(message: str, asked: str, holds: str) -> None:
    [part] = check(message, answerer()).parts

    assert isinstance(part.outcome, Corrected)
    assert (part.outcome.asked, part.outcome.holds) == (asked, holds)


@pytest.mark.parametrize(
    "message",
    [
        "Motegi rode the Delhi Metro and met Modi.",
        "Motegi, who met Modi, rode the Delhi Metro on Saturday.",
        "मोतेगी ने दिल्ली मेट्रो में सफर किया और मोदी से मिले।",
        "motegi metro me baithe aur modi se mile",
    ],
)
def test_whoever_does_something_else_in_the_same_sentence_is_in_nobodys_place(message: str) -> None:
    parts = check(message, answerer()).parts

    assert [type(part.outcome) for part in parts] == [Answered, Answered]


@pytest.mark.parametrize(
    "message",
    [
        "Motegi met Modi; a $10 billion deal followed.",
        "Motegi met Modi and Jaishankar; the two sides signed a $68bn deal.",
        "The 18th Strategic Dialogue came after the 15th Annual Summit of August 2025.",
    ],
)
def test_a_figure_of_something_else_is_not_set_against_the_facts_own(message: str) -> None:
    parts = check(message, answerer()).parts

    assert not any(isinstance(part.outcome, Corrected) for part in parts)


def test_a_comma_within_a_number_is_no_joint() -> None:
    [part] = check("Zorblatt grew 4,000 pumpkins, and Motegi rode the Delhi Metro.", answerer()).parts

    assert part.text == "Motegi rode the Delhi Metro."


@pytest.mark.parametrize(
    "message",
    [
        "India rejected the Special Strategic and Global Partnership with Japan.",
        "The ministers decided to dissolve the Joint Working Group on Critical Minerals.",
        "Motegi said India attaches great priority to Japan.",
        "Jaishankar posted on X.",
        "The AI Dialogue was launched by the Prime Ministers.",
        "Jaishankar, India's finance minister, met Motegi.",
        "Motegi rode the metro with Ono and Jaishankar.",
        "मोतेगी प्रधानमंत्री मोदी से नहीं मिले।",
        "i took the metro with my boss on friday",
        "The ministers held talks from Jan 15-17.",
        "India attaches no priority to Japan, Jaishankar said.",
        "S. Jaishankar, the Prime Minister of India, said India attaches great priority to Japan.",
    ],
)
def test_a_claim_of_the_opposite_or_of_anothers_words_is_not_confirmed(message: str) -> None:
    [part] = check(message, answerer()).parts

    assert isinstance(part.outcome, NotCovered)


def test_a_day_is_not_set_against_a_number_in_a_row() -> None:
    [part] = check("Motegi met Jaishankar on 20 January.", answerer()).parts

    assert not isinstance(part.outcome, Corrected) or part.outcome.holds != "18th"


def test_a_claim_that_holds_is_shown_its_quote() -> None:
    [part] = check("Lovely day. Motegi rode the Delhi Metro with the Japanese ambassador.", answerer()).parts

    assert isinstance(part.outcome, Answered)
    assert "rode the Delhi Metro" in part.outcome.citations[0].fact.quote


def test_two_wrong_claims_in_one_sentence_are_told_apart() -> None:
    parts = check("Motegi visited India in February 2026, and he took the Delhi Metro on Friday!", answerer()).parts

    assert [(part.outcome.asked, part.outcome.holds) for part in parts if isinstance(part.outcome, Corrected)] == [
        ("February", "January"),
        ("Friday", "Saturday"),
    ]


def test_two_claims_in_one_sentence_are_checked_apart() -> None:
    parts = check("Motegi visited India in February 2026, and he rode the Delhi Metro", answerer()).parts

    assert [type(part.outcome) for part in parts] == [Corrected, Answered]


def test_a_message_about_something_else_is_not_covered() -> None:
    [part] = check("Zorblatt won the cup in Brazil.", answerer()).parts

    assert isinstance(part.outcome, NotCovered)


@pytest.mark.parametrize("message", ["thank you!", "hi, how are you?"])
def test_small_talk_to_the_bot_is_small_talk_here_too(message: str) -> None:
    assert isinstance(check(message, answerer()).parts[0].outcome, Chat)


@pytest.mark.parametrize("message", ["", "  \n ", "🙂🙂"])
def test_a_message_without_words_says_nothing(message: str) -> None:
    assert isinstance(check(message, answerer()).parts[0].outcome, Chat)


@given(st.text(max_size=300))
def test_any_message_gets_an_outcome(message: str) -> None:
    assert 1 <= len(check(message, answerer()).parts) <= 3
