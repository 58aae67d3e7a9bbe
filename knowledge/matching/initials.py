"""What the initials of the vocabulary's names stand for, so that nobody need list them: "SD" is Strategic Dialogue."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from knowledge.model import Kind
from knowledge.text import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from knowledge.model import Term

NOT_SHORTENED = frozenset({Kind.PERSON, Kind.DATE})
"""Kinds of names that nobody shortens to their initials."""
_WORD = re.compile("[a-z]+")


def initials_of(
    terms: Iterable[Term], small: frozenset[str], is_word: Callable[[str], bool]
) -> Mapping[str, tuple[str, ...]]:
    """Give the words that each set of initials stands for.

    `small` are words that initials leave out; what `is_word` knows as a word is never taken for initials, nor is what
    could stand for two names, but that one written with capitals goes before one that is not.
    """
    named = [(spelling, term.name) for term in terms if term.kind not in NOT_SHORTENED for spelling in term.spellings]
    proper = [(spelling, name) for spelling, name in named if spelling.istitle()]
    found = _of_one_name(named, small) | _of_one_name(proper, small)
    sure = {short: words for short, words in found.items() if not is_word(short)}
    return {f"{short}s": words for short, words in sure.items()} | sure


def _of_one_name(named: Iterable[tuple[str, str]], small: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Give the words of spellings by their initials, where those of no other name have the same."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for spelling, name in named:
        words = tuple(word for word in normalise(spelling).split() if _WORD.fullmatch(word))
        for short in _shortened(words, small):
            found[short].setdefault(name, words)
    return {short: words for short, names in found.items() if len(names) == 1 for words in names.values()}


def _shortened(words: tuple[str, ...], small: frozenset[str]) -> Iterable[str]:
    """Give the initials of a name, with and without its small words."""
    spans = (words, tuple(word for word in words if word not in small))
    return ("".join(word[0] for word in span) for span in spans if len(span) > 1)
