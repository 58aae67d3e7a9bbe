"""Words as somebody typed them: which ones are written as names, and how those of a reading stand in the question."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from knowledge.matching.senses import NOTHING
from knowledge.text import LONGEST, NormalText, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAIR = re.compile("[\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff]{2}")
"""Two neighbouring letters of Japanese, as `tokenise` cuts it."""
POSSESSIVE = re.compile(r"'s?$")
_PUNCTUATION = string.punctuation + "“”‘’…।。、！？"
_CAPITAL = re.compile(r"(?<=[\w,;:)’'] )[A-Z][\w’'-]*")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{3,}")
_ANY_WORD, _LONG_WORD = re.compile(r"\b[A-Za-z]{2,}"), re.compile(r"\b[A-Za-z]{4,}")


def named_in(text: str) -> frozenset[str]:
    """Give the words that are written as names, in normal form: with a capital letter that opens no sentence.

    In a headline, and in what is typed in capitals throughout, a capital says nothing. Japanese has katakana for names
    from abroad.
    """
    text = text[:LONGEST]
    if text.islower() and text.isascii():
        return NOTHING
    typed = _CAPITAL.findall(text)
    words = _ANY_WORD if text.rstrip().endswith("?") else _LONG_WORD
    if typed and all(word[0].isupper() for word in words.findall(text)):
        typed = []
    if not text.isascii():
        typed += _KATAKANA.findall(text)
    if not typed:
        return NOTHING
    return frozenset(POSSESSIVE.sub("", word) for name in typed for word in normalise(name).split())


def as_typed(words: Iterable[str], question: str, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Give words of a reading as they stand in the question, each once.

    Pairs of one Japanese word are joined, without the letters at its ends that belong to one of the `others`: of 台湾,
    湾問 and 問題, of which the last is known, only 台湾 is a word that is not.
    """
    words = _joined(words, question)
    if not words:
        return ()
    pairs = [other for other in others if PAIR.fullmatch(other)]
    words = [word for whole in words if (word := _trimmed(whole, pairs, question))] if pairs else words
    typed = {normalise(piece): piece.strip(_PUNCTUATION) for piece in question[:LONGEST].split()}
    return tuple(dict.fromkeys(typed.get(NormalText(word), word) for word in words))


def _joined(words: Iterable[str], text: str) -> list[str]:
    """Join pairs that overlap in a text, such as 入場 and 場料 in 入場料."""
    whole: list[str] = []
    for word in words:
        longer = f"{whole[-1]}{word[1:]}" if whole and whole[-1][-1] == word[0] and PAIR.fullmatch(word) else ""
        if longer and longer in text:
            whole[-1] = longer
        else:
            whole.append(word)
    return whole


def _trimmed(word: str, others: Sequence[str], text: str) -> str:
    """Leave out the letters at the ends of a word that another pair of a text overlaps; a lone one says nothing."""
    before = any(f"{other}{word[1:]}" in text for other in others if other[-1] == word[0])
    behind = any(f"{word[:-1]}{other}" in text for other in others if other[0] == word[-1])
    left = word[before : len(word) - behind]
    return left if len(left) > 1 or left == word else ""
