from __future__ import annotations

from dataclasses import replace

import pytest

from bot.plain import plain_text
from knowledge.model import Answered, Chat, Choice, Corrected, Kind, Language, NotCovered, Talk, Term, Unsure
from tests.bot.records import BASE, EN, HI, JA, OPENING, ROOM, SOURCE, WAITING, answer

CHOICES = (Choice(ROOM.id, "What colour is the reading room?"), Choice(WAITING.id, "How long did Hilltown wait?"))


def said(*outcomes: object, language: Language = EN) -> str:
    return plain_text(answer(*outcomes, language=language), BASE)  # type: ignore[arg-type]


def test_an_answer_gives_statement_quote_and_source() -> None:
    assert said(Answered((BASE.cite(ROOM),))) == (
        "The reading room is blue.\n  > The reading room is painted blue.\n"
        "  Valley News, 7 March 2026, paragraph 3, in English"
    )


def test_every_line_of_a_quote_is_set_as_a_quote() -> None:
    source = replace(SOURCE, text="It opened.\nIt closed.\n")
    base = replace(BASE, sources=(source,))
    text = plain_text(answer(Answered((base.cite(replace(ROOM, quote="opened.\nIt closed.")),))), base)

    assert "\n  > opened.\n  > It closed.\n  Valley News" in text


def test_an_answer_names_whose_words_are_quoted() -> None:
    assert "Mayor Ada Finch:\nHilltown waited" in said(Answered((BASE.cite(WAITING),)))


def test_related_questions_follow_a_single_answer() -> None:
    assert said(Answered((BASE.cite(OPENING),))).endswith("\n\nRelated questions:\n  - How long did Hilltown wait?")


@pytest.mark.parametrize(
    ("language", "statement", "source"),
    [
        (HI, "पुस्तकालय शनिवार को खुला।", "Valley News, 7 मार्च 2026, अनुच्छेद 1, उद्धरण अंग्रेज़ी में"),
        (JA, "図書館は土曜日に開館しました。", "Valley News、2026年3月7日、第1段落（原文：英語）"),
    ],
)
def test_the_statement_is_in_the_readers_language_and_the_quote_in_its_own(
    language: Language, statement: str, source: str
) -> None:
    lines = said(Answered((BASE.cite(OPENING),)), language=language).splitlines()

    assert lines[:3] == [statement, f"  > {OPENING.quote}", f"  {source}"]


def test_a_speaker_is_named_as_the_reader_writes() -> None:
    mayor = Term("Ada Finch", Kind.PERSON, ("Mayor Ada Finch", "エイダ・フィンチ町長"))
    base, told = replace(BASE, terms=(mayor,)), Answered((BASE.cite(WAITING),))

    assert plain_text(answer(told, language=JA), base).startswith("エイダ・フィンチ町長：\n")
    assert plain_text(answer(told, language=HI), base).startswith("Mayor Ada Finch:\n")


def test_a_correction_says_what_holds_and_quotes_it() -> None:
    text = said(Corrected(BASE.cite(OPENING), asked="Sunday", holds="Saturday"))

    assert text.startswith("The source says “Saturday”, not “Sunday”.\n\nThe library opened on a Saturday.")
    assert OPENING.quote in text


def test_a_correction_without_a_pair_of_words_still_contradicts() -> None:
    assert said(Corrected(BASE.cite(OPENING), asked="", holds="")).startswith("The source says otherwise.")


def test_doubt_lists_what_could_be_meant() -> None:
    assert said(Unsure(CHOICES)) == (
        "Which of these do you mean?\n\n  - What colour is the reading room?\n  - How long did Hilltown wait?"
    )


def test_a_refusal_names_what_is_never_mentioned_and_what_is_covered() -> None:
    assert said(NotCovered(("Tesla", "**Nokia**"), CHOICES[:1])) == (
        "The sources never mention “Tesla” or “Nokia”.\n\n"
        "What they do say nearby:\n  - What colour is the reading room?\n\n"
        "Covered: The opening of the village library in Hilltown, up to March 2026.\n\n"
        "All of it rests on one source: Valley News, 7 March 2026."
    )


def test_a_refusal_carries_no_citation() -> None:
    text = said(NotCovered(("Tesla",), CHOICES))

    assert "paragraph" not in text
    assert "  > " not in text


def test_a_term_that_is_nothing_but_markup_is_not_named() -> None:
    assert said(NotCovered(("<@1>", "https://evil.example"))).startswith("The sources do not say.")


@pytest.mark.parametrize("talk", list(Talk))
@pytest.mark.parametrize("language", [EN, HI, JA])
def test_talk_gets_a_sentence_of_its_own(talk: Talk, language: Language) -> None:
    text = said(Chat(talk), language=language)

    assert "{" not in text
    assert (BASE.title in text) is (talk not in {Talk.THANKS, Talk.FAREWELL})


def test_each_question_of_a_message_has_its_own_outcome() -> None:
    text = said(Answered((BASE.cite(ROOM),)), NotCovered(("Tesla",)))

    assert text.index("“question 1”") < text.index(ROOM.quote) < text.index("“question 2”") < text.index("Tesla")
    assert text.count("Covered:") == 1


def test_more_questions_than_fit_are_put_off_aloud() -> None:
    text = said(*[Answered((BASE.cite(fact),)) for fact in (OPENING, WAITING, ROOM, OPENING)])

    assert "“question 3”" in text
    assert "“question 4”" not in text
    assert text.endswith("Please ask the rest in another message.")
