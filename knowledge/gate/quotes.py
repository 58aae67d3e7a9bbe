"""Tell where the passage of a text that comes closest to a quote first differs from it."""

from __future__ import annotations

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
    here = _around(quote, first.src_start, first.src_end)
    there = _around(passage, first.dest_start, first.dest_end)
    closest = f"the closest passage there is {shown(passage, _PASSAGE_LONGEST)}"
    return f"{closest}, which first differs at character {first.src_start + 1}: {there} there, {here} here"


def _closest(quote: str, text: str) -> str:
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=_NEAR)
    if found is None:
        return ""
    start, end = found.dest_start, found.dest_end
    # That window is as long as the quote; the passage itself begins and ends where the fewest edits are left.
    ends = range(max(start, end - _SLACK), min(len(text), end + _SLACK) + 1)
    end = max(ends, key=lambda at: (-Levenshtein.distance(quote, text[start:at]), at))
    starts = range(max(0, start - _SLACK), min(start + _SLACK, end) + 1)
    start = min(starts, key=lambda at: (Levenshtein.distance(quote, text[at:end]), at))
    return text[start:end]


def _around(text: str, start: int, end: int) -> str:
    """Show the words that a difference falls in, and the code of a character that is easily taken for another."""
    before = text[max(0, start - _WORD_LONGEST) : start].rsplit(" ", maxsplit=1)[-1]
    after = text[end : end + _WORD_LONGEST].split(" ", maxsplit=1)[0]
    char = text[start : start + 1]
    code = "" if not char or char.isalnum() or char == " " else f" (U+{ord(char):04X})"
    return shown(before + text[start:end] + after, _WORD_LONGEST * 2) + code
