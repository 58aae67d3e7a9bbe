"""Tell where the passage of a text that comes closest to a quote first differs from it."""

from __future__ import annotations

import unicodedata

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from knowledge.faults import shown

_NEAR = 70  # of 100: below this the closest passage has nothing to do with the quote
_SLACK = 40  # characters that the closest passage may be longer or shorter than the quote at either end
_WORD_LONGEST = 24
_PASSAGE_LONGEST = 400


def difference(quote: str, text: str) -> str:
    """Describe the closest passage and its first difference; "" where nothing comes near.

    The quote must not stand in the text verbatim.
    """
    passage = _closest(quote, text)
    if not passage:
        return ""
    first = next(code for code in Levenshtein.opcodes(quote, passage) if code.tag != "equal")
    here, there = (quote, first.src_start, first.src_end), (passage, first.dest_start, first.dest_end)
    look_alike = _folded(_word_at(*here)) == _folded(_word_at(*there))
    words = f"{_shown_word(*there, look_alike=look_alike)} there, {_shown_word(*here, look_alike=look_alike)} here"
    closest = f"the closest passage there is {shown(passage, _PASSAGE_LONGEST)}"
    return f"{closest}, which first differs at character {first.src_start + 1}: {words}"


def _closest(quote: str, text: str) -> str:
    """Find the part of one line that takes the fewest edits to become the quote."""
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=_NEAR)
    if found is None:
        return ""
    middle = (found.dest_start + found.dest_end) // 2
    first, last = text.rfind("\n", 0, middle) + 1, text.find("\n", middle)
    line = text[first : last if last >= 0 else None]
    start, end = max(0, found.dest_start - first), min(len(line), found.dest_end - first)
    # What was found is as long as the quote; the passage itself may begin and end somewhat before or after.
    ends = range(max(start, end - _SLACK), min(len(line), end + _SLACK) + 1)
    end = max(ends, key=lambda at: (-Levenshtein.distance(quote, line[start:at]), at))
    starts = range(max(0, start - _SLACK), min(end, start + _SLACK) + 1)
    start = min(starts, key=lambda at: (Levenshtein.distance(quote, line[at:end]), at))
    return line[_word_start(line, start) : end]


def _word_start(line: str, at: int) -> int:
    """Give where the word begins that a place stands in, so that no passage opens with half of one."""
    while 0 < at < len(line) and line[at - 1].isalnum() and line[at].isalnum() and line[at].isascii():
        at -= 1
    return at


def _word_at(text: str, start: int, end: int) -> str:
    """Give the words that a difference falls in."""
    before = text[max(0, start - _WORD_LONGEST) : start].rsplit(" ", maxsplit=1)[-1]
    after = text[end : end + _WORD_LONGEST].split(" ", maxsplit=1)[0]
    return before + text[start:end] + after


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _shown_word(text: str, start: int, end: int, *, look_alike: bool) -> str:
    """Show the words of a difference, with the code of a character that is easily taken for another."""
    char = text[start : min(end, start + 1)]
    is_sign = char != "" and not char.isalnum() and not char.isspace()
    code = f" (U+{ord(char):04X})" if char and (look_alike or is_sign) else ""
    return shown(_word_at(text, start, end), _WORD_LONGEST * 2) + code
