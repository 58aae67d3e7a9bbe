"""Reading a question as the base's own words: shorthand written out, spelling repaired, words stemmed, names found."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.figures import Kind as FigureKind
from knowledge.figures import read_figures
from knowledge.matching.language import commonness, load_language
from knowledge.text import LONGEST, NormalText, normalise, script_of, strip_markup, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from knowledge.model import FactBase, Language

_DEVANAGARI = re.compile("[\u0900-\u097f]")
_PAIR = re.compile("[\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff]{2}")
_REPAIRABLE = re.compile(r"[a-z\u0900-\u097f]{4,}")
_PUNCTUATION = string.punctuation + "“”‘’…।。、！？"
_ENDING = re.compile("[a-zA-Z]{2}(?![a-zA-Z])|[\u0900-\u097f]+|[年月日回]")
_POSSESSIVE = re.compile(r"'s?$")
_NEGATED_VERB = re.compile(r"n't$")

SCRIPTS = {"hi": "devanagari", "mr": "devanagari", "ne": "devanagari", "ja": "japanese"}
"""The script of each language that is not written in Latin letters."""

FOCUS = 4
"""Words behind a question word that may name what is asked for."""

COUNTED = (FigureKind.FIGURE, FigureKind.MONTH, FigureKind.WEEKDAY)
SHORT_MONTH = 3
"""Letters of "may", "mar" and "sun", which mean other things where they are typed small."""

LONG_WORD = 7
"""Letters from which a word may carry two slips; one in a shorter word."""

COMMON = 2e-6
"""A word at least this frequent in running text is a real word and is never repaired into another."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, month or weekday that a text mentions."""

    kind: FigureKind
    value: Decimal
    typed: str = field(compare=False)
    """As it stands in the text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it is matched."""

    typed: str
    text: NormalText
    words: tuple[str, ...]
    """Repaired words, in order; runs of Japanese as `tokenise` cuts them."""
    stems: tuple[str, ...]
    """One for each word."""
    names: frozenset[str]
    """Terms of the vocabulary that it mentions, by name."""
    figures: frozenset[Figure]
    asks_for: str
    """The kind of thing asked for, such as "person" or "time"; empty where nothing tells."""
    focus: tuple[str, ...]
    """The words right behind the question word, such as "building" in "which building hosted it"."""
    negated: bool
    unknown: tuple[str, ...]
    """Words that occur nowhere in the base."""


class Reader:
    """Reads text with the words of one base."""

    def __init__(self, base: FactBase) -> None:
        self._languages = [load_language(language) for language in base.languages]
        self._stem = Stemmer(base.languages)
        self._shorthand = {short: full.split() for data in self._languages for short, full in data.shorthand.items()}
        self._names = _names_by_spelling(base)
        self._longest_name = max((len(spelling) for spelling in self._names), default=0)
        self._known = frozenset(word for text in texts_of(base) for word in self._split(normalise(text)))
        self._known_stems = frozenset(map(self._stem, self._known))
        self._repair = Repairer(self._known, base.languages)
        self._auxiliaries = frozenset(word for data in self._languages for word in data.yes_no)
        self._openers = frozenset(word for data in self._languages for word in data.openers)
        self.joiners = frozenset(word for data in self._languages for word in data.joiners)
        self._languages_by_code = dict(zip(base.languages, self._languages, strict=True))
        self._default = base.default_language
        self._romanised = self._romanised_words(base)

    def language_of(self, text: str) -> Language:
        """Tell which of the base's languages a text is in, by its script and its words."""
        script = script_of(text)
        for language in self._languages_by_code:
            if SCRIPTS.get(language, "latin") == script != "latin":
                return language
        words = self._split(normalise(text))
        for language, romanised in self._romanised.items():
            if sum(word in romanised for word in words) * 3 >= max(len(words), 1):
                return language
        return self._default

    def _romanised_words(self, base: FactBase) -> Mapping[Language, frozenset[str]]:
        """For each language of another script, the Latin words that its questions alone are written with."""
        by_language = {
            language: {
                word
                for fact in base.active_facts
                if language in fact.wordings
                for question in fact.wordings[language].questions
                for word in self._split(normalise(question))
                if word.isascii() and word.isalpha()
            }
            | {w for phrases in data.asked_for.values() for p in phrases for w in p.split() if w.isascii()}
            for language, data in self._languages_by_code.items()
        }
        return {
            language: frozenset(words) - by_language[self._default]
            for language, words in by_language.items()
            if language in SCRIPTS
        }

    def read(self, text: str) -> Reading:
        """Read a text; any text gives a reading."""
        normal = normalise(text)
        words = tuple(self._without_seams([self._repair(word) for word in self._split(normal)]))
        stems = tuple(map(self._stem, words))
        return Reading(
            typed=text,
            text=normal,
            words=words,
            stems=stems,
            names=self._find_names(words),
            figures=_figures(text),
            asks_for=self._asks_for(normal, words),
            focus=self._focus(words),
            negated=self._is_negated(normal, words),
            unknown=tuple(w for w, s in zip(words, stems, strict=True) if s not in self._known_stems),
        )

    def _split(self, normal: NormalText) -> list[str]:
        words: list[str] = []
        for token in tokenise(normal):
            if _NEGATED_VERB.search(token):
                words += [_NEGATED_VERB.sub("", token), "not"]
            else:
                word = _POSSESSIVE.sub("", token)
                words += self._shorthand.get(word.replace("'", ""), [word])
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
                and _PAIR.fullmatch(word)
                and words[i - 1][-1] == word[0]
                and word[-1] == words[i + 1][0]
            )
            if not is_seam:
                yield word

    def _find_names(self, words: Sequence[str]) -> frozenset[str]:
        found: set[str] = set()
        at = 0
        while at < len(words):
            for length in range(min(self._longest_name, len(words) - at), 0, -1):
                names = self._names.get(tuple(words[at : at + length]))
                if names:
                    found |= names
                    at += length - 1
                    break
            at += 1
        return frozenset(found)

    def _asks_for(self, normal: NormalText, words: Sequence[str]) -> str:
        text = f" {' '.join(words)} "
        kinds = {kind: None for data in self._languages for kind in data.asked_for}
        for kind in kinds:
            for data in self._languages:
                if any(_holds(text, normal, phrase) for phrase in data.asked_for.get(kind, ())):
                    return kind
        return ""

    def _focus(self, words: Sequence[str]) -> tuple[str, ...]:
        """Take the words behind the last question word, up to the next verb form that opens a question."""
        openers = [i for i, word in enumerate(words) if word in self._openers]
        if not openers:
            return ()
        behind = words[openers[-1] + 1 : openers[-1] + 1 + FOCUS]
        end = next((i for i, word in enumerate(behind) if word in self._auxiliaries and i > 0), len(behind))
        return tuple(word for word in behind[:end] if word not in self._auxiliaries)

    def _is_negated(self, normal: NormalText, words: Sequence[str]) -> bool:
        text = f" {' '.join(words)} "
        return any(_holds(text, normal, phrase) for data in self._languages for phrase in data.negation)


def _figures(text: str) -> frozenset[Figure]:
    """Find the figures of a text; number words are left to be matched as words, for "two" seldom counts."""
    figures = read_figures(strip_markup(text[:LONGEST]))
    return frozenset(
        Figure(mark.kind, mark.value, _whole_word(figures.text, mark.start, mark.end))
        for mark in figures.marks
        if mark.kind in COUNTED and (mark.is_sure or mark.end - mark.start > SHORT_MONTH)
    )


def _whole_word(text: str, start: int, end: int) -> str:
    """Take a figure with its ending, such as the "th" of "18th"."""
    ending = _ENDING.match(text, end)
    return text[start : ending.end() if ending else end]


def as_typed(words: Iterable[str], question: str) -> tuple[str, ...]:
    """Give words of a reading as they stand in the question, each once."""
    typed = {normalise(piece): piece.strip(_PUNCTUATION) for piece in question[:LONGEST].split()}
    return tuple(dict.fromkeys(typed.get(NormalText(word), word) for word in words))


def _holds(text: str, normal: NormalText, phrase: str) -> bool:
    """Tell whether a phrase stands in a text: as whole words, or anywhere where the phrase is Japanese."""
    if phrase.isascii() or _DEVANAGARI.search(phrase):
        return f" {phrase} " in text
    return phrase in normal


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
    for term in base.terms:
        yield from (term.name, *term.aliases)


def _names_by_spelling(base: FactBase) -> Mapping[tuple[str, ...], set[str]]:
    spellings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for term in base.terms:
        for spelling in (term.name, *term.aliases):
            spellings[tokenise(normalise(spelling))].add(term.name)
    spellings.pop((), None)
    return dict(spellings)


class Stemmer:
    """Cuts inflections with Snowball's rules (Porter 2001), by the script of the word."""

    def __init__(self, languages: Sequence[Language]) -> None:
        names = {
            "en": "english",
            "hi": "hindi",
            "de": "german",
            "fr": "french",
            "es": "spanish",
            "it": "italian",
        }
        latin = next((names[code] for code in languages if code in names and code != "hi"), "english")
        self._latin = snowballstemmer.stemmer(latin)
        self._devanagari = snowballstemmer.stemmer("hindi")
        self._cached = lru_cache(maxsize=50_000)(self._cut)

    def __call__(self, word: str) -> str:
        """Give the stem of a normal word."""
        return self._cached(word)

    def _cut(self, word: str) -> str:
        stemmer = self._devanagari if _DEVANAGARI.search(word) else self._latin
        return str(stemmer.stemWord(word))


class Repairer:
    """Mends a misspelt word to the nearest one of the base, and leaves real words alone."""

    def __init__(self, known: frozenset[str], languages: Sequence[Language]) -> None:
        self._known = known
        self._common = [commonness(language) for language in languages]
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(known):
            if _REPAIRABLE.fullmatch(word):
                by_length[len(word)].append(word)
        self._near_length = {
            n: [word for m in range(n - 2, n + 3) for word in by_length.get(m, ())] for n in range(4, 24)
        }
        self._cached = lru_cache(maxsize=10_000)(self._mend)

    def __call__(self, word: str) -> str:
        """Give the base's word that was meant, or the word itself."""
        if word in self._known or not _REPAIRABLE.fullmatch(word) or self._is_real(word):
            return word
        return self._cached(word)

    def _is_real(self, word: str) -> bool:
        return any(words.get(word, 0.0) >= COMMON for words in self._common)

    def _mend(self, word: str) -> str:
        allowed = 1 if len(word) < LONG_WORD else 2
        near = process.extract(
            word,
            self._near_length.get(len(word), ()),
            scorer=OSA.distance,
            processor=None,
            score_cutoff=allowed,
            limit=5,
        )
        same_start = [(distance, found[0] != word[0], found) for found, distance, _ in near]
        return min(same_start)[2] if same_start else word
