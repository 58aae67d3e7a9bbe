"""Makes a member's own words fit to be shown again: no markup, no mention, no link, nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ELLIPSIS = "…"

_RAW_LONGEST = 2000  # more is never shown; a bound for the expressions below
_PLAIN = re.compile(r"[a-zA-Z0-9 ,;?!'\"%&+-]*")
_DISCORD_TOKEN = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:|id:|/[^<>]*:)[^<>\s]*>")
_LINK = re.compile(r"(?:\b\w+://|www\.|discord\.gg/)\S*", re.IGNORECASE)  # from a word's start: long ones stay cheap
_MARKUP = re.compile(r"[\\*_~`|<>#\[\](){}@]+")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters that are drawn as nothing: Hangul's fillers, and Braille's pattern without dots."""
_ACCENT = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE = re.compile(f"({_ACCENT}{{2}}){_ACCENT}+")
"""Accents on accents, which hide the lines above; the vowel signs of scripts are others."""


@lru_cache(maxsize=32)  # a question is echoed for more than one purpose
def echo(text: str, limit: int) -> str:
    """Give what is left of a member's text when all that could dress, ping or mislead is gone; may be empty."""
    text = text[:_RAW_LONGEST]
    if _PLAIN.fullmatch(text):  # most of what is typed, and many times faster
        return shorten(" ".join(text.split()), limit)
    text = "".join(map(_as_seen, unicodedata.normalize("NFC", text)))
    for pattern in (_DISCORD_TOKEN, _LINK, _MARKUP):
        text = pattern.sub(" ", text)
    text = _PILE.sub(r"\1", text)
    return shorten(" ".join(text.split()), limit)


def shorten(text: str, limit: int) -> str:
    """Cut a text to at most `limit` characters, the last of them a mark that something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


@lru_cache(maxsize=4096)
def _as_seen(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in _UNSEEN or char in _BLANK else char
