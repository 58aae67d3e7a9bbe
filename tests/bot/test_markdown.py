from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from bot.markdown import quoted, shown

HOSTILE = st.text(alphabet="ab 1.-+*_~`|>#[]()<>@:/\\!\n", max_size=60) | st.text(max_size=60)
UNESCAPED_MARK = re.compile(r"[*_~`|<>#\[\]@]|:(?=/)")


def read(marked: str) -> str:
    """Read marked-up text as Discord does: what a backslash stands before is shown as it is."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", marked)


def without_escapes(marked: str) -> str:
    """Put a letter for every escaped character: what remains is what Discord could read marks into."""
    return re.sub(r"\\[^0-9A-Za-z\s]", "x", marked)


def split_bold(quote: str) -> tuple[str, list[str]]:
    """Read a block quote: its text, and the parts of it that are bold."""
    body = "\n".join(line.removeprefix("> ") for line in quote.split("\n"))
    pieces = re.split(r"((?:\\.|[^\\*])*)\*\*", body + "**", flags=re.DOTALL)
    texts = [read(piece) for piece in pieces[1::2]]
    return "".join(texts), texts[1::2]


@given(HOSTILE)
@example("http://a_b.example/*x* <@1> @everyone [text](http://x.example) :smile: <:a:1> <t:1:R>")
@example("- one\n+ two\n3. three\n# four\n> five\n-# six\n>>> seven")
@example("¯\\_(ツ)_/¯ ||spoiler|| ~~gone~~ ```code``` `code`")
def test_shown_text_is_read_as_what_it_was(text: str) -> None:
    assert read(shown(text)) == text


@given(HOSTILE)
def test_shown_text_holds_no_mark_that_discord_would_act_on(text: str) -> None:
    left = without_escapes(shown(text))

    assert not UNESCAPED_MARK.search(left)
    assert not re.search(r"^\s*(?:[-+]|\d+\.)(?=\s|$)", left, re.MULTILINE)


@given(HOSTILE, st.data())
def test_a_quote_reads_as_it_stands_with_its_highlight_bold(quote: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(quote)))
    highlight = quote[start : data.draw(st.integers(start, len(quote)))] or None

    text, bold = split_bold(quoted(quote, highlight))

    assert text == quote
    assert bold == ([highlight] if highlight else [])


def test_every_line_of_a_quote_stands_in_the_block() -> None:
    assert quoted("first\n\nsecond", None) == "> first\n> \n> second"


def test_a_quote_without_marks_stays_readable_in_the_raw() -> None:
    assert quoted("At 9:30 (sharp), said the well-known Ms. A.", "9:30") == (
        "> At **9:30** (sharp), said the well-known Ms. A."
    )
