"""Writes text so that Discord shows it exactly as it is, whatever marks it holds."""

from __future__ import annotations

import re
from functools import lru_cache

# Every mark that Discord reads anything into: the @ and the < open mentions, a colon before a slash makes a link.
_MARK = re.compile(r"[\\*_~`|<>#\[\]@]|:(?=/)")
# A list opens only at the start of a line: "- item", "+ item", "1. item".
_LIST_MARK = re.compile(r"^(\s*)(?:([-+])|(\d+)(\.))(?=\s|$)", re.MULTILINE)


@lru_cache(maxsize=1024)  # the same statements and sources are shown again and again
def shown(text: str) -> str:
    """Escape plain text so that a reader sees exactly it."""
    return _LIST_MARK.sub(_escape_list_mark, _MARK.sub(r"\\\g<0>", text))


@lru_cache(maxsize=1024)
def quoted(quote: str, highlight: str | None) -> str:
    """Set a quote as a block quote, its highlight bold; not a character of it is changed or lost."""
    before, bold, after = quote.partition(highlight) if highlight else (quote, "", "")
    text = f"{shown(before)}**{shown(bold)}**{shown(after)}" if bold else shown(quote)
    return "\n".join(f"> {line}" for line in text.split("\n"))


def small(text: str) -> str:
    """Set a line, already escaped, in small letters."""
    return f"-# {text}"


def _escape_list_mark(match: re.Match[str]) -> str:
    space, bullet, number, point = match.groups()
    return f"{space}\\{bullet}" if bullet else f"{space}{number}\\{point}"
