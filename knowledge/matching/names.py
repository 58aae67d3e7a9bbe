"""Finding the vocabulary's names in a text, whichever spelling they go by, and names that only look like them."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from knowledge.matching.offices import NOBODY, Offices
from knowledge.model import Kind
from knowledge.text import normalise, script_of, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.model import Term

HELD = frozenset({Kind.PERSON, Kind.ORGANISATION})
"""Kinds that go by a place, such as the mayor of a town."""

MOST_PIECES = 5
"""Pieces that a spelling is cut into by two places; the ways of putting more in their place would be too many."""

PAIR = 2
"""Letters of the units that Japanese is cut into."""

_LETTER = "[\\w\u0900-\u097f]"
_POSSESSIVE = re.compile(r"['’]s\b")


class Spelling(NamedTuple):
    """What stands for one or more terms in a text, and where, from and to."""

    names: frozenset[str]
    people: frozenset[str]
    """Whom it may mean, if anybody: a person, or who holds an office, and the office itself."""
    start: int
    end: int


class Names:
    """Every spelling of every term."""

    def __init__(
        self,
        terms: Sequence[Term],
        particles: frozenset[str] = NOBODY,
        articles: frozenset[str] = NOBODY,
        titles: Iterable[str] = (),
    ) -> None:
        """Know terms; `particles` are words that say nothing between a place and what goes by it.

        An article stands between a name and an office: "Ann, the mayor". `titles` are offices: by one that no term goes
        by a stranger is called.
        """
        self._names: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for term in terms:
            for spelling in term.spellings:
                self._names[_words_of(spelling)].add(term.name)
        strangers = ((_words_of(stranger), stranger) for stranger in (*_strangers(terms, particles), *titles))
        self._strangers = {words: stranger for words, stranger in strangers if words not in self._names}
        self.offices = Offices(terms, self._names, particles, articles)
        self._longest: dict[str, int] = {}
        """The words that names and strangers begin with, and how many words the longest has."""
        for words in filter(None, (*self._names, *self._strangers)):
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def spellings_in(self, words: tuple[str, ...]) -> list[Spelling]:
        """Find the names of all terms that words mention; of spellings that overlap the longest counts."""
        found: list[Spelling] = []
        end = 0
        for start in self._starts_in(words):
            span = self._spelling_at(words, start) if start >= end else ()
            if span:
                end = start + len(span)
                found.append(Spelling(frozenset(self._names[span]), self.offices.people_of(span), start, end))
        return found

    def found_in(self, words: tuple[str, ...]) -> frozenset[str]:
        """Give the names of all terms that words mention."""
        return NOBODY.union(*(spelling.names for spelling in self.spellings_in(words)))

    def all_in(self, words: tuple[str, ...]) -> frozenset[str]:
        """Give the names of all terms that words hold, names within names too: Japan in "Ambassador of Japan"."""
        return frozenset(name for span in self._spans(words) for name in self._names.get(span, ()))

    def strangers_in(self, words: tuple[str, ...]) -> frozenset[str]:
        """Give what would name somebody known, but for its place: "Mayor of Upton" beside "Mayor of Hilltown"."""
        return frozenset(self._strangers[span] for span in self._spans(words) if span in self._strangers) or NOBODY

    def _starts_in(self, words: tuple[str, ...]) -> list[int]:
        if self._longest.keys().isdisjoint(words):  # so it is with most texts
            return []
        return [start for start, word in enumerate(words) if word in self._longest]

    def _spans(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for start in self._starts_in(words):
            for end in range(start + 1, min(start + self._longest[words[start]], len(words)) + 1):
                yield words[start:end]

    def _spelling_at(self, words: tuple[str, ...], start: int) -> tuple[str, ...]:
        """Give the longest spelling that begins at a word; nothing where there is none."""
        for end in range(min(start + self._longest[words[start]], len(words)), start, -1):
            if words[start:end] in self._names:
                return words[start:end]
        return ()


def beside(words: tuple[str, ...], spellings: Iterable[Spelling]) -> list[str]:
    """Give the words beside names."""
    named = {place for spelling in spellings for place in range(spelling.start, spelling.end)}
    letters = {letter for place in named for letter in words[place]}
    return [word for place, word in enumerate(words) if place not in named and not _joins(word, letters)]


def _joins(word: str, letters: set[str]) -> bool:
    """Tell whether a pair of Japanese letters is where a name meets its particle: 氏は behind 茂木氏."""
    return len(word) == PAIR and any(map(_is_hiragana, word)) and all(_is_hiragana(c) or c in letters for c in word)


def _is_hiragana(letter: str) -> bool:
    return "\u3040" <= letter <= "\u309f"


def _words_of(spelling: str) -> tuple[str, ...]:
    return tokenise(normalise(_POSSESSIVE.sub("", spelling)))


def _strangers(terms: Sequence[Term], particles: frozenset[str]) -> Iterator[str]:
    """Put every place that a name goes by in every other one's place."""
    places = {spelling: term.name for term in terms if term.kind is Kind.PLACE for spelling in term.spellings}
    whole = _any_of(places)
    cut = [whole.split(spelling) for term in terms if term.kind in HELD for spelling in term.spellings]
    # Of what is cut, every second piece is a place.
    cut = [pieces for pieces in cut if 1 < len(pieces) <= MOST_PIECES and any(pieces[::2])]
    known = {_shape(pieces, places, particles) for pieces in cut}
    named = {places[place] for pieces in cut for place in pieces[1::2]}
    for pieces in cut:
        script = script_of("".join(pieces))
        fitting = [place for place, name in places.items() if name in named and script_of(place) == script]
        for moved in product(fitting, repeat=len(pieces) // 2):
            other = [moved[i // 2] if i % 2 else piece for i, piece in enumerate(pieces)]
            if _shape(other, places, particles) not in known:
                yield "".join(other)


def _any_of(places: Iterable[str]) -> re.Pattern[str]:
    """Find any of the places, the longest first: as whole words, or anywhere where they are Japanese."""
    longest = sorted(places, key=len, reverse=True)
    parts = [
        rf"{re.escape(p)}" if script_of(p) == "japanese" else rf"(?<!{_LETTER}){re.escape(p)}(?!{_LETTER})"
        for p in longest
    ]
    return re.compile(f"({'|'.join(parts) or '(?!)'})")


def _shape(pieces: Sequence[str], places: Mapping[str, str], particles: frozenset[str]) -> tuple[frozenset[str], str]:
    """Give what a cut spelling comes to: the Mayor of Upton is Upton's Mayor."""
    said = normalise(_POSSESSIVE.sub("", " ".join(pieces[::2])))
    words = said.split() if script_of(said) != "japanese" else "".join(c for c in said if c not in particles).split()
    return frozenset(words) - particles, " ".join(places[piece] for piece in pieces[1::2])
