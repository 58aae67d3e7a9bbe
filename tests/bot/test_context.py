from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.context import in_context
from bot.markdown import shown
from bot.wording import sentences_in
from tests.bot.records import BASE, OPENING, SOURCE

SENTENCES = sentences_in("en")


def context(text: str, quote: str) -> str:
    base = replace(BASE, sources=(replace(SOURCE, text=text),))
    return "\n".join(in_context(base.cite(replace(OPENING, quote=quote)), SENTENCES))


def test_the_paragraph_stands_around_the_bold_quote() -> None:
    assert context("Before.\nOne *two* three.\nAfter.", "*two*") == (
        "> One **\\*two\\*** three.\n-# Valley News, 7 March 2026, paragraph 2, in English"
    )


def test_a_quote_over_two_paragraphs_is_shown_whole() -> None:
    assert context("a b\nc d", "b\nc").startswith("> a **b**\n> **c** d\n")


def test_a_long_paragraph_gives_way_around_the_quote_never_in_it() -> None:
    quote = "q" * 320
    text = context("word " * 500 + quote + " word" * 500, quote)

    assert f"**{quote}**" in text
    assert text.startswith("> … word ")
    assert " …\n-# " in text
    assert len(text) <= 4000


@given(st.text(max_size=3000), st.text(min_size=1, max_size=320).filter(str.strip), st.text(max_size=3000))
def test_any_paragraph_fits_into_a_message(before: str, quote: str, after: str) -> None:
    text = context(before + quote + after, quote)

    assert len(text) <= 4000
    assert all(f"**{shown(line)}**" in text for line in quote.split("\n"))
