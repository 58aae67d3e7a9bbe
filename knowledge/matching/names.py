"""Finding the vocabulary's names in a text, whichever spelling they go by."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from knowledge.text import normalise, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.model import Term


class Names:
    """Every spelling of every term."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._names: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for term in terms:
            for spelling in (term.name, *term.aliases):
                self._names[tokenise(normalise(spelling))].add(term.name)
        self._first = frozenset(spelling[0] for spelling in self._names if spelling)
        self._longest = max(map(len, self._names), default=0)

    def found_in(self, words: Sequence[str]) -> frozenset[str]:
        """Give the names of all terms that words mention; of spellings that overlap the longest counts."""
        found: set[str] = set()
        at = 0
        while at < len(words):
            if words[at] not in self._first:
                at += 1
                continue
            length = self._spelling_at(words, at)
            found |= self._names.get(tuple(words[at : at + length]), set())
            at += max(1, length)
        return frozenset(found)

    def all_in(self, words: Sequence[str]) -> frozenset[str]:
        """Give the names of all terms that words hold, names within names too: Japan in "Ambassador of Japan"."""
        spans = (tuple(words[i : i + n]) for i in range(len(words)) for n in range(1, self._longest + 1))
        return frozenset(name for span in spans for name in self._names.get(span, ()))

    def _spelling_at(self, words: Sequence[str], at: int) -> int:
        """Count the words of the longest spelling that begins at a place; none gives nought."""
        longest = min(self._longest, len(words) - at)
        return next((n for n in range(longest, 0, -1) if tuple(words[at : at + n]) in self._names), 0)
