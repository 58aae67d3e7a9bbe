"""A quote where it stands: its paragraph, with the quote bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.echo import ELLIPSIS
from bot.markdown import shown, small
from bot.speech import source_line

if TYPE_CHECKING:
    from bot.wording import Sentences
    from knowledge import Citation

# The quote has at most 320 characters, each of which may need an escape: all fits into one message's 4000.
BESIDE_LONGEST = 800
"""Characters of the source that are shown on either side of a quote."""


def in_context(citation: Citation, sentences: Sentences) -> tuple[str, str]:
    """Set the paragraph that a quote stands in, as a block quote, and the line that names its source.

    The quote is never cut. The two are texts apart, so that no reader's screen draws the one into the other.
    """
    text, quote = citation.source.text, citation.fact.quote
    start = text.index(quote)
    end = start + len(quote)
    before = _tail(text[text.rfind("\n", 0, start) + 1 : start])
    after = _head(text[end:].partition("\n")[0])
    bold = "\n".join(f"**{shown(line)}**" for line in quote.split("\n"))
    paragraph = f"{shown(before)}{bold}{shown(after)}"
    quoted = "\n".join(f"> {line}" for line in paragraph.split("\n"))
    return quoted, small(shown(source_line(citation, sentences)))


def _tail(text: str) -> str:
    """Keep the end of what comes before, from the start of a word."""
    if len(text) <= BESIDE_LONGEST:
        return text
    return f"{ELLIPSIS} {text[-BESIDE_LONGEST:].partition(' ')[2]}"


def _head(text: str) -> str:
    """Keep the start of what comes after, to the end of a word."""
    if len(text) <= BESIDE_LONGEST:
        return text
    return f"{text[:BESIDE_LONGEST].rpartition(' ')[0]} {ELLIPSIS}"
