"""Finding whether any phrase of a list stands in a text, in one search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.text import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable


GAP = "~"
"""Stands in a phrase for up to two words of any kind: "which ~ city" is also "which large Indian city"."""


class Phrases:
    """A list of phrases in normal form; a phrase counts as whole words, or anywhere where it is Japanese."""

    def __init__(self, phrases: Iterable[str]) -> None:
        listed = sorted(set(phrases), key=len, reverse=True)
        whole = [_pattern(phrase) for phrase in listed if script_of(phrase) != "japanese"]
        anywhere = [re.escape(phrase) for phrase in listed if script_of(phrase) == "japanese"]
        words = rf"(?<!\S)(?:{'|'.join(whole)})(?!\S)" if whole else ""
        self._pattern = re.compile("|".join(filter(None, [words, *anywhere])) or r"(?!)")

    def stand_in(self, text: str) -> bool:
        """Tell whether one of them stands in a text, words apart by single spaces."""
        return self._pattern.search(text) is not None

    def longest_in(self, text: str) -> int:
        """Count the letters of the longest of them that stands in a text; none gives nought."""
        return max((len(found.group()) for found in self._pattern.finditer(text)), default=0)

    def left_out_of(self, text: str) -> str:
        """Give a text without them."""
        return self._pattern.sub(" ", text)


def _pattern(phrase: str) -> str:
    return r"(?: \S+){0,2} ".join(re.escape(part.strip()) for part in phrase.split(GAP))
