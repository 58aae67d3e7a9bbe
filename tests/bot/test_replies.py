from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.markdown import quoted, shown
from bot.replies import TEXT_LONGEST, Card, render
from bot.speech import speak
from bot.views.answer import AnswerView
from bot.views.drawn import walk
from knowledge.model import (
    Answer,
    Answered,
    Chat,
    Choice,
    Corrected,
    Fact,
    FactBase,
    FactId,
    NotCovered,
    Outcome,
    Part,
    Talk,
    Unsure,
    Wording,
)
from tests.bot.records import BASE, EN, JA, OPENING, ROOM, SOURCE, WAITING, answer

COMPONENTS_MOST = 40
MARKS = st.text(alphabet="*_`>a\n", min_size=1, max_size=4)


def texts_of(longest: int) -> st.SearchStrategy[str]:
    """Give any text, and those that do most harm: as long as can be, and full of marks."""
    short = st.text(min_size=1, max_size=longest)
    return short | (MARKS | short).map(lambda text: (text * longest)[:longest])


ANY_TEXT = texts_of(700)
QUOTES = texts_of(320)


def card(*outcomes: Outcome, base: FactBase = BASE) -> Card:
    return render(speak(answer(*outcomes), base), base)


def texts(card: Card) -> list[str]:
    return [text for section in card.sections for text in section.all_texts]


@st.composite
def cited_facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    quotes = draw(st.lists(QUOTES, min_size=1, max_size=3))
    return tuple(
        replace(
            OPENING,
            id=FactId(f"fact-{number}"),
            quote=quote,
            highlight=quote[: draw(st.integers(1, len(quote)))],
            said_by=draw(ANY_TEXT),
            wordings={EN: Wording(draw(ANY_TEXT), (draw(ANY_TEXT),))},
        )
        for number, quote in enumerate(quotes)
    )


@st.composite
def answers(draw: st.DrawFn) -> tuple[Answer, FactBase]:
    """Any answer, with the base that it is made from."""
    facts = draw(cited_facts())
    source = replace(SOURCE, text="\n".join(fact.quote for fact in facts), publisher=draw(ANY_TEXT))
    base = replace(BASE, facts=facts, sources=(source,), scope=draw(ANY_TEXT), title=draw(ANY_TEXT))
    citations = tuple(base.cite(fact) for fact in facts)
    choices = st.lists(st.builds(Choice, st.sampled_from([fact.id for fact in facts]), ANY_TEXT), max_size=7).map(tuple)
    outcomes: st.SearchStrategy[Outcome] = st.one_of(
        st.just(Answered(citations)),
        st.builds(Corrected, st.sampled_from(citations), ANY_TEXT, ANY_TEXT),
        st.builds(Unsure, choices),
        st.builds(NotCovered, st.lists(ANY_TEXT, max_size=6).map(tuple), choices),
        st.builds(Chat, st.sampled_from(Talk)),
    )
    parts = st.lists(st.builds(Part, ANY_TEXT, outcomes), min_size=1, max_size=6).map(tuple)
    return Answer("", EN, draw(parts)), base


@given(answers())
def test_any_answer_fits_into_a_message_with_every_quote_whole(case: tuple[Answer, FactBase]) -> None:
    given_answer, base = case
    speech = speak(given_answer, base)
    shown_card = render(speech, base)
    view = AnswerView(shown_card, speech.sentences, language=EN, asker=2**63)

    whole = "\n".join(texts(shown_card))
    drawn = list(walk(view.to_components()))
    assert sum(len(part.get("content", "")) for part in drawn) <= shown_card.length <= TEXT_LONGEST
    assert all(texts(shown_card))
    assert len(drawn) <= COMPONENTS_MOST
    for turn in speech.turns:
        for citation in turn.citations:
            assert quoted(citation.fact.quote, citation.fact.highlight) in whole


def test_the_worst_that_there_can_be_fits_with_every_quote_whole() -> None:
    marks = "*" * 700
    fact = replace(OPENING, quote=marks[:320], highlight="*", said_by=marks, wordings={EN: Wording(marks, (marks,))})
    source = replace(SOURCE, text=fact.quote, publisher=marks)
    base = replace(BASE, facts=(fact,), sources=(source,), scope=marks)
    wrong = Corrected(base.cite(fact), asked="a" * 700, holds="b" * 700)
    silent = NotCovered(("c" * 700,) * 9, (Choice(fact.id, marks),) * 9)
    parts = tuple(Part("d" * 700, outcome) for outcome in (wrong, wrong, wrong, silent, silent))

    shown_card = render(speak(Answer("", EN, parts), base), base)

    assert shown_card.length <= TEXT_LONGEST
    assert "\n".join(texts(shown_card)).count(quoted(fact.quote, fact.highlight)) == 3


@given(answers())
def test_every_button_has_a_short_label_and_an_id_of_its_own(case: tuple[Answer, FactBase]) -> None:
    given_answer, base = case
    view = AnswerView.of_answer(given_answer, base, asker=2**63)

    buttons = [part for part in walk(view.to_components()) if "custom_id" in part]
    ids = [button["custom_id"] for button in buttons]
    assert len(ids) == len(set(ids))
    assert all(len(id_) <= 100 for id_ in ids)
    assert all(0 < len(button["label"]) <= 80 for button in buttons if "label" in button)


def test_a_card_shows_statement_quote_speaker_and_source() -> None:
    assert texts(card(Answered((BASE.cite(WAITING),)))) == [
        "-# “question 1”",
        (
            "Mayor Ada Finch:\nHilltown waited ten years, said the mayor.\n"
            "> “We waited ten years for this,” Mayor Ada Finch said."
        ),
        "-# Valley News, 7 March 2026, paragraph 2, in English",
    ]


def test_the_highlight_is_bold() -> None:
    text = texts(card(Answered((BASE.cite(OPENING),))))[1]

    assert text.endswith("\n> The village library opened **on Saturday** with 4,000 books.")


def test_a_statement_of_usual_length_is_never_cut() -> None:
    long = "The library " + "and the reading room " * 18 + "opened."
    fact = replace(ROOM, wordings={EN: Wording(long, ("?",))})
    base = replace(BASE, facts=(fact,))

    assert texts(card(Answered((base.cite(fact),) * 3), base=base))[1].startswith(long + "\n")


def test_marks_in_a_statement_are_shown_not_obeyed() -> None:
    fact = replace(ROOM, wordings={EN: Wording("*Blue* <@1> @everyone", ("?",))})
    base = replace(BASE, facts=(fact,))

    assert texts(card(Answered((base.cite(fact),)), base=base))[1].startswith(shown("*Blue* <@1> @everyone"))


def test_a_refusal_shows_no_quote_and_no_source() -> None:
    refusal = card(NotCovered(("Tesla",), (Choice(ROOM.id, "What colour is it?"),)))

    assert texts(refusal)[1:] == ["The sources never mention “Tesla”.", "What they do say nearby:"]
    assert refusal.closing == (
        "-# Covered: The opening of the village library in Hilltown, up to March 2026.\n"
        "-# All of it rests on one source: Valley News, 7 March 2026."
    )


def test_a_reply_is_worded_in_the_language_of_the_question() -> None:
    speech = speak(answer(Answered((BASE.cite(OPENING),)), language=JA), BASE)

    _, text, note, *_ = texts(render(speech, BASE))
    assert text.startswith("図書館は土曜日に開館しました。\n> The village library")
    assert note.endswith("-# Valley News、2026年3月7日、第1段落（原文：英語）")
