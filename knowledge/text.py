"""The only place that folds text: what was typed -> one plain form, and its words.

Folding is for comparing, never for showing. It undoes what people and pranksters do to text (case, accents piled on
letters, fullwidth and mathematical letters, look-alikes from other scripts, invisible and bidirectional characters,
markup) and leaves whole what belongs to a word, such as Devanagari vowel signs and Japanese voicing marks.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import NewType

NormalText = NewType("NormalText", str)
"""Text as `normalise` returns it: folded, words and digits only, one space between them."""

LONGEST = 1000
"""Characters that are read of a message, white space folded; nobody asks in more, and cost stays bounded."""

KEPT = 32
"""Texts whose normal form is kept: one message is folded for more than one purpose."""

RAW_LONGEST = 40_000
"""Characters of a message that are looked at before white space is folded."""

_MARKED_UP_LONGEST = 4000  # a bound for the regular expressions below

_MARKED_UP = re.compile(r"[<\]&/\\|]|www\.", re.IGNORECASE)  # finds out at once about most texts that there is none
_SPOILER = "||"
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>")
_DISCORD_TOKEN = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:|/[\w -]+:)[\d:a-zA-Z-]*>")
MENTION = re.compile(r"<@[!&]?\d+>")
"""A member or a role, as Discord writes them into a message."""
_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# A path begins with its slash, for "Ann/Ben/Cem" and "16/01/2026" are words.
_PATH = re.compile(r"(?<!\S)(?:\.{1,2}|~|[A-Za-z]:)?[/\\]{1,2}[\w.~-][^\s/\\]*[/\\]\S*")
# Shorthand of two letters: "b/w" is one word, with an apostrophe for its slash; "and/or" is two.
_SLASHED = re.compile(r"\b([a-z])/([a-z])\b", re.IGNORECASE)
# The combining blocks that pile onto letters, and the points of Hebrew and Arabic, which are typed or left out at will;
# marks of Indic scripts and of kana stand outside them.
_PILED_MARK = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
TYPED_AT_WILL = str.maketrans({"\u093c": None, "\u0901": "\u0902"})
"""Devanagari that is typed either way: with a dot below or without, क़ and क, and पाँच beside पांच."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´＇", "'"))
# Vowel signs are no \w to Python, and who and what may differ by nothing else: those of India and Sri Lanka, Thailand,
# Laos, Tibet, Burma and Cambodia.
_SIGNS = (
    "\u0900-\u0963\u0971-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u0f8d-\u0fbc"
    "\u102b-\u103e\u1056-\u109d\u17b4-\u17d3"
)
_WORD = re.compile(rf"[\w{_SIGNS}]+(?:'\w+)?")
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)?")
_PLAIN = re.compile(r"[a-zA-Z0-9 .,:;?!'\"()-]*")
_LATIN = re.compile(r"[a-z]")
_CYRILLIC_OR_GREEK = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁɡһӏьαβγεηικνορτυχωѵ",
    "abekmhopctyxijsdghlbabyenikvoptuxwv",
)
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff々]")
_JAPANESE_RUN = re.compile(
    "(?P<katakana>[\u30a0-\u30ff]+)|(?P<other>[\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff々]+)|(?P<rest>[^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff々]+)"
)


def strip_markup(text: str) -> str:
    """Take out mentions, addresses, paths, link targets and tags, and keep the words that they dress."""
    if not _MARKED_UP.search(text):
        return text
    text = _DISCORD_TOKEN.sub(" ", text).replace(_SPOILER, " ")
    text = _LINK_TARGET.sub("] ", text)
    text = _TAG.sub(" ", _ADDRESS.sub(" ", text))
    return html.unescape(_PATH.sub(" ", text))


def strip_markup_around_mentions(text: str) -> str:
    """Strip markup, but leave the mentions of members where they stand."""
    stripped = [strip_markup(piece) for piece in MENTION.split(text)]
    mentions = [*MENTION.findall(text), ""]
    return "".join(map("".join, zip(stripped, mentions, strict=True)))


@lru_cache(maxsize=KEPT)
def normalise(text: str) -> NormalText:
    """Fold any text, a lone surrogate or a megabyte of accents included, into words and digits.

    Normalising twice changes nothing. What cannot be read as a letter or a digit becomes a space.
    """
    text = " ".join(text[:RAW_LONGEST].split())[:_MARKED_UP_LONGEST]
    if _PLAIN.fullmatch(text):  # most of what is typed, and ten times faster
        return NormalText(" ".join(_PLAIN_WORD.findall(text[:LONGEST].lower())))
    text = _SLASHED.sub(r"\1'\2", "".join(map(_visible, strip_markup(text))))
    text = unicodedata.normalize("NFKD", text)
    text = _PILED_MARK.sub("", text).translate(TYPED_AT_WILL)
    text = unicodedata.normalize("NFC", text).casefold().translate(_APOSTROPHES)[:LONGEST]
    words = (_unmask(word) for word in _WORD.findall(text.replace("_", " ")))
    return NormalText(" ".join(words))


@lru_cache(maxsize=4096)
def _visible(char: str) -> str:
    """Give a character as it counts: digits in ASCII, nothing for the invisible, a space for the unreadable."""
    match unicodedata.category(char):
        case "Nd":
            return str(unicodedata.decimal(char))
        case "Cf":
            return ""
        case "Mn" if "\ufe00" <= char <= "\ufe0f":
            return ""
        case "Cc" | "Cs" | "Co" | "Cn" | "So":
            return unicodedata.normalize("NFKC", char) if char.isalnum() else " "
        case _:
            return char


def _unmask(word: str) -> str:
    """Read Cyrillic and Greek look-alikes as Latin in a word that has Latin letters too."""
    if _CYRILLIC_OR_GREEK.search(word) and _LATIN.search(word):
        return word.translate(_LOOKALIKES)
    return word


@lru_cache(maxsize=KEPT)
def tokenise(text: NormalText) -> tuple[str, ...]:
    """Split normal text into the units that are matched.

    Words stand as they are. Japanese is written without spaces, so a run of it gives its katakana words whole and
    every two neighbouring characters of its kanji and hiragana.
    """
    if text.isascii():
        return tuple(text.split())
    tokens: list[str] = []
    for word in text.split():
        if not word.isascii() and _JAPANESE.search(word):
            tokens.extend(_japanese_tokens(word))
        else:
            tokens.append(word)
    return tuple(tokens)


def _japanese_tokens(word: str) -> list[str]:
    tokens: list[str] = []
    for run in _JAPANESE_RUN.finditer(word):
        piece = run.group()
        if run.lastgroup == "other" and len(piece) > 1:
            tokens.extend(piece[i : i + 2] for i in range(len(piece) - 1))
        else:
            tokens.append(piece)
    return tokens


def script_of(text: str) -> str:
    """Tell the script that most letters are of: "devanagari", "japanese", or "latin" for all else."""
    if text.isascii():
        return "latin"
    counts = {
        "latin": sum(char.isalpha() and char.isascii() for char in text) / 2,  # a syllable takes about two
        "devanagari": len(_DEVANAGARI.findall(text)),
        "japanese": len(_JAPANESE.findall(text)),
    }
    return max(counts, key=lambda script: counts[script])
