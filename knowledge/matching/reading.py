"""Reading a question as the base's own words: shorthand written out, spelling repaired, words stemmed, names found."""

from __future__ import annotations

import re
import sys
import textwrap
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge.matching.asking import Asking
from knowledge.matching.counting import figures_in
from knowledge.matching.initials import initials_of
from knowledge.matching.language import load_language
from knowledge.matching.names import Names, beside
from knowledge.matching.opposites import Opposites
from knowledge.matching.remembering import remembering
from knowledge.matching.roles import Roles
from knowledge.matching.senses import NOTHING, Senses
from knowledge.matching.spelling import Repairer
from knowledge.matching.stemming import Stemmer
from knowledge.matching.typed import PAIR, POSSESSIVE, named_in
from knowledge.text import LONGEST, MENTION, NormalText, normalise, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.matching.counting import Figure
    from knowledge.matching.names import Spelling
    from knowledge.matching.roles import Deed
    from knowledge.model import FactBase


KEPT = 40_000
"""The base's own texts that are kept as they were cut into words until they are read, and words with their sounds."""
KEPT_OF_ONE_MESSAGE = 32
"""A clause of a message is looked at more than once, too."""

MENTIONED = frozenset({"@"})
"""Stands for members of Discord, of whom no source tells."""

MOST_POLITE, LEAST_ASKED = 4, 3
"""Polite phrases that are left out, and words that must be left."""


class Reading(NamedTuple):
    """A question as it is matched."""

    typed: str
    text: NormalText
    words: tuple[str, ...]
    """Repaired words, in order; runs of Japanese as `tokenise` cuts them."""
    stems: tuple[str, ...]
    """One for each word."""
    sounds: tuple[str, ...]
    """One for each word: how it sounds where the base has a Hindi word that sounds so, in either script, or empty."""
    senses: tuple[frozenset[str], ...]
    """Those of each word."""
    names: frozenset[str]
    """Terms of the vocabulary that it mentions, by name; of names within names the longest."""
    strangers: frozenset[str]
    """What would name somebody known, but for its place, and stands nowhere in the base; and who is mentioned."""
    named: frozenset[str]
    """Words that are written as names, with a capital letter or in katakana, and those that name a country or city."""
    figures: frozenset[Figure]
    equates: bool
    """Whether it takes several people for one: "is Ann the mayor" where somebody else is."""
    deeds: tuple[Deed, ...]
    """Who of those named does what."""
    offers: bool
    """Whether it offers things to choose from, of which one is so: "Friday or Saturday", "Ann or Ben"."""
    asks_for: str
    """The kind of thing asked for, such as "person" or "time"; empty where nothing tells."""
    asked: tuple[str, ...]
    """Stems of the thing asked for by name, such as the line in "which line"; empty where none is named."""
    claims: bool
    """Whether it is a yes-or-no question: it claims all that it says."""
    joined: tuple[tuple[str, str], ...]
    """Stems on either side of "and", where it claims both."""
    negated: bool
    restricted: frozenset[str]
    """Phrases which claim that nothing else is so, or nothing before it or above it."""
    unknown: tuple[str, ...]
    """Words that occur nowhere in the base."""
    before: Reading | None = None
    """What was told just before the question, which it may point to."""


class Reader:
    """Reads text with the words of one base."""

    def __init__(self, base: FactBase) -> None:
        languages = [load_language(language) for language in base.languages]
        self._stem = Stemmer(base.languages)
        self.asking = Asking(languages, self._stem)
        self.opposites = Opposites(languages, self._stem)
        self._senses = Senses((data.senses for data in languages), self._stem)
        self._polite = frozenset(tokenise(NormalText(phrase)) for data in languages for phrase in data.polite)
        self._opening_politely = {words[0] for words in self._polite}
        self._ending_politely = {words[-1] for words in self._polite}
        self._longest_polite = max(map(len, self._polite), default=0)
        articles = frozenset(word for data in languages for word in data.articles)
        titles = [title for data in languages for title in data.titles]
        self.names = Names(base.terms, self.asking.ends, articles, titles)
        self._roles = Roles(languages, self._stem)
        self._of_names = frozenset(w for t in base.terms for s in t.spellings for w in normalise(s).split())
        self._places = frozenset(place for data in languages for place in data.places)
        self._shorthand = {short: tuple(full.split()) for data in languages for short, full in data.shorthand.items()}
        self._capitals = {name: other for data in languages for name, other in data.capitals.items()}
        self._in_capitals = re.compile(rf"\b(?:{'|'.join(map(re.escape, self._capitals)) or '(?!)'})\b")
        self._cuts: dict[str, tuple[NormalText, tuple[str, ...]]] = {}
        self.read = remembering(self._read_typed, KEPT_OF_ONE_MESSAGE)
        """Read a text; any text gives a reading."""
        self._written_out: Mapping[str, tuple[str, ...]] = self._shorthand
        counts: Counter[str] = Counter()
        met: set[str] = set()
        for text in map(self._unmistaken, texts_of(base)):
            cut = self._split(text)
            words = cut[1]
            if len(self._cuts) < KEPT:
                self._cuts[text] = cut
            counts.update(words)
            met |= self.names.strangers_in(words)
        self._met = frozenset(met)
        self._known = frozenset(counts)
        self._known_stems = frozenset(map(self._stem, self._known))
        self._known_senses = self._senses.all_of(self._known_stems)
        self._repair = Repairer(counts, base.languages)
        initials = initials_of(base.terms, self.asking.ends | self.asking.joiners, self._is_word)
        self._written_out = {**initials, **self._shorthand}
        self._sound = lru_cache(maxsize=KEPT)(self._repair.sound)

    def times_asked(self, text: str) -> int:
        """Count the phrases of a text that ask for something."""
        reading = self.read(text)
        return self.asking.times_asked(_spaced(reading.words, reading.text))

    def is_polite(self, words: tuple[str, ...]) -> bool:
        """Tell whether words are one polite phrase, and ask nothing: "any idea"."""
        return words in self._polite

    def forget(self) -> None:
        """Let go of those of the base's own texts that nobody learned from."""
        while self._cuts:
            self._cuts.popitem()  # one by one: letting go of all at once would hold up whatever else runs

    def _read_typed(self, typed: str) -> Reading:
        return self._read(self._unmistaken(typed))

    def _read(self, text: str) -> Reading:
        normal, cut = self._cuts.pop(text) if text in self._cuts else self._split(text)
        named = named_in(text)
        if not self._places.isdisjoint(cut):
            named |= self._places.intersection(cut)
        mended = [word if word in self._known else self._mended(word, named) for word in cut]
        words = tuple(mended if normal.isascii() else self._without_seams(mended))
        stems = tuple(map(self._stem, words))
        senses = self._senses.of(stems)
        spaced = _spaced(words, normal)
        asks_for = self.asking.kind_in(spaced)
        spellings = self.names.spellings_in(words)
        names = NOTHING.union(*(spelling.names for spelling in spellings)) or NOTHING
        people = [spelling for spelling in spellings if spelling.people]
        figures = self._figures_in(text, words)
        restricted = self.asking.restrictions_in(spaced)
        claims = self.asking.is_yes_or_no(words, normal, asks_for)
        return Reading(
            typed=text,
            text=normal,
            words=words,
            stems=stems,
            sounds=tuple(map(self._sound, words)),
            senses=senses,
            names=names,
            strangers=self._strangers_in(text, words),
            named=named,
            figures=figures,
            equates=len(people) > 1 and self._equates(words, people, normal),
            deeds=self._roles.deeds_in(words, people) if people else (),
            offers=bool(figures or restricted or len(people) > 1) and self.asking.offers(spaced),
            asks_for=asks_for,
            asked=self.asking.thing_in(words, stems),
            claims=claims,
            joined=self.asking.joined_in(words, stems) if claims else (),
            negated=self.asking.denies(spaced),
            restricted=restricted,
            unknown=tuple(
                word
                for word, stem, meant in zip(words, stems, senses, strict=True)
                if stem not in self._known_stems and meant.isdisjoint(self._known_senses)
            ),
        )

    def _strangers_in(self, text: str, words: tuple[str, ...]) -> frozenset[str]:
        """Find the names that stand nowhere in the base, and members mentioned in a name's place."""
        mention = MENTION.search(text)
        is_named = mention and not self.asking.is_called(tokenise(normalise(text[: mention.start()])))
        return (self.names.strangers_in(words) - self._met) | (MENTIONED if is_named else NOTHING) or NOTHING

    def _equates(self, words: tuple[str, ...], people: Sequence[Spelling], text: NormalText) -> bool:
        """Tell whether words say that somebody is somebody else, or holds an office that others hold."""
        if self.names.offices.are_mistitled(words, people, text):
            return True
        is_list = sum(spelling.end - spelling.start for spelling in people) == len(words)
        if is_list or frozenset.intersection(*(spelling.people for spelling in people)):
            return False
        return self.asking.is_being(beside(words, people))

    def _figures_in(self, text: str, words: tuple[str, ...]) -> frozenset[Figure]:
        """Find the figures, but for number words that merely count what is asked for: "which four fields"."""
        figures = figures_in(text)
        counting = self.asking.counts_in(words) if figures else NOTHING
        return frozenset(f for f in figures if not f.typed.isalpha() or f.typed.casefold() not in counting)

    def _mended(self, word: str, named: frozenset[str]) -> str:
        """Mend a word; what is written as a name is never mended into anything but a known name."""
        if self.opposites.knows(self._stem(word)):  # "worsen" is no slip of "version"
            return word
        mended = self._repair(word)
        return mended if mended == word or word not in named or mended in self._of_names else word

    def _split(self, text: str) -> tuple[NormalText, tuple[str, ...]]:
        """Give a text in normal form, and its words, shorthand written out."""
        normal = normalise(text)
        words: list[str] = []
        for token in tokenise(normal):
            full = self._written_out.get(token, self._written_out.get(token.replace("'", "")))
            if full is not None:
                words += full
            else:
                words.append(sys.intern(POSSESSIVE.sub("", token) if "'" in token else token))
        return normal, self._plainly(tuple(words))

    def _unmistaken(self, text: str) -> str:
        """Write out the names that are other words in small letters, but where all is in capitals."""
        if not self._in_capitals.search(text) or text.isupper():
            return text
        return self._in_capitals.sub(lambda name: self._capitals[name[0]], text)

    def _is_word(self, word: str) -> bool:
        return word in self._known or word in self._shorthand or self._repair.is_common(word)

    def _plainly(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out polite phrases before and behind what is asked, as long as that is a question by itself."""
        for _ in range(MOST_POLITE):
            if not words or (words[0] not in self._opening_politely and words[-1] not in self._ending_politely):
                break
            lengths = range(min(self._longest_polite, len(words) - LEAST_ASKED), 0, -1)
            before = next((n for n in lengths if words[:n] in self._polite), 0)
            behind = next((n for n in lengths if words[-n:] in self._polite), 0) if not before else 0
            if not before and not behind:
                break
            words = words[before : len(words) - behind]
        return words

    def _without_seams(self, words: Sequence[str]) -> Iterable[str]:
        """Leave out the pairs of characters that merely join two known Japanese words, such as 木外 in 茂木外相."""
        known = [word in self._known for word in words]
        for i, word in enumerate(words):
            is_seam = (
                0 < i < len(words) - 1
                and not known[i]
                and known[i - 1]
                and known[i + 1]
                and PAIR.fullmatch(word)
                and words[i - 1][-1] == word[0]
                and word[-1] == words[i + 1][0]
            )
            if not is_seam:
                yield word


def _spaced(words: Sequence[str], normal: NormalText) -> str:
    """Give repaired words for the phrases of most scripts, and uncut runs of Japanese for those of Japanese."""
    if normal.isascii():
        return " ".join(words)
    return f"{' '.join(word for word in words if not PAIR.fullmatch(word))} {normal}"


def texts_of(base: FactBase) -> Iterable[str]:
    """Give every text of a base that can explain a word of a question."""
    yield from (base.title, base.scope)
    for fact in base.active_facts:
        yield fact.quote
        yield fact.said_by or ""
        for wording in fact.wordings.values():
            yield wording.statement
            yield from wording.questions
    for source in base.sources:
        yield f"{source.publisher} {source.place}"
        # What no fact tells is mentioned all the same. No more than `LONGEST` is read of one text.
        yield from (piece for line in source.text.splitlines() for piece in textwrap.wrap(line, LONGEST))
    for term in base.terms:
        yield from term.spellings
