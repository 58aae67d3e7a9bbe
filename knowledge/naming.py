"""Whom a message names: somebody known where a fact names another, or one whom the sources never mention."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from knowledge.matching.counting import figures_in
from knowledge.matching.language import commonness, load_language
from knowledge.matching.names import Names
from knowledge.model import Answered, Kind, Language
from knowledge.text import normalise, script_of, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.answering import Answerer
    from knowledge.model import Citation, FactBase, Part, Term

_NAME = re.compile(r"(?<!\w)[A-Z][\w-]+(?: [A-Z][\w-]+)*")
ENGLISH = Language("en")
"""Whose everyday words these are in Latin letters."""
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
COMMON = 2.5e-5
"""Share of running text from which a word with a capital letter is no name, but the first of its sentence."""


class Persons:
    """The people whom a base knows by name."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self._terms = {term.name: term for term in base.terms if term.kind is Kind.PERSON}
        self._names = Names(tuple(self._terms.values()))
        self._being = frozenset(word for language in base.languages for word in load_language(language).being)
        self._subjects = self._names.found_in(_words(f"{base.title} {base.scope}"))

    def in_place_of(self, claim: str, citation: Citation, answerer: Answerer) -> tuple[str, str] | None:
        """Give whom a claim names, as it has them, and whom the fact has in their place; `None` where nothing tells.

        As many as are wrong must be missing, and whoever is said to do something gives way to one who is told to do it.
        """
        claimed = {name for name in self._names.found_in(_words(claim)) if self._goes_by_name(name, claim)}
        told = self._told_by(citation)
        quoted = self._names.found_in(_words(citation.fact.quote))
        wrong, missing = sorted(claimed - told - quoted - self._subjects), sorted(told - claimed)
        if len(wrong) == 1 and missing:
            missing = answerer.in_place_of_doer(wrong[0], missing, claim, citation.fact)
        if not wrong or len(wrong) != len(missing):
            return None
        return self._exchanged(wrong, missing, claim)

    def said_to_be(self, claim: str, citation: Citation) -> tuple[str, str] | None:
        """Give who is named as holding an office, and whom the fact tells to hold it: "the mayor is Ben"."""
        found = self._names.found_in(_words(claim))
        named = sorted(name for name in found if self._goes_by_name(name, claim))
        meant = sorted(found.difference(named) & self._told_by(citation))
        return self._exchanged(named, meant, claim) if len(named) == len(meant) == 1 else None

    def are_all_of(self, text: str) -> bool:
        """Tell whether a text names people and says no more than that they are so."""
        beside = _words(self.left_out_of(text))
        return beside != _words(text) and self._being.issuperset(beside)

    def are_named_in(self, text: str) -> bool:
        """Tell whether a text names anybody whom the base knows."""
        return bool(self._names.found_in(_words(text)))

    def are_others(self, text: str, told: Iterable[Part]) -> bool:
        """Tell whether a text names others than those of whom it was told."""
        cited = [one.fact for part in told if isinstance(part.outcome, Answered) for one in part.outcome.citations]
        beside = (fact for fact in self._base.active_facts if any(map(fact.overlaps, cited)))
        known = frozenset[str]().union(*(self._names.found_in(_words(fact.quote)) for fact in beside))
        return bool(known) and not self._names.found_in(_words(text)) <= known | self._subjects

    def _told_by(self, citation: Citation) -> frozenset[str]:
        statement = self._base.wording(citation.fact, self._base.default_language).statement
        return self._names.found_in(_words(f"{statement} {citation.fact.said_by or ''}"))

    def _exchanged(self, wrong: Sequence[str], right: Iterable[str], claim: str) -> tuple[str, str]:
        held = (spelled_like(claim, name, self._base) for name in right)
        return ", ".join(_typed(self._terms[name], claim) for name in wrong), ", ".join(held)

    def _goes_by_name(self, name: str, claim: str) -> bool:
        """Tell whether somebody is named, and not merely an office: that is what a claim gives, rightly or wrongly."""
        own = set(_words(name))
        return script_of(claim) != script_of(name) or not own.isdisjoint(_words(claim))

    def left_out_of(self, claim: str) -> str:
        """Give a claim without the people whom it names."""
        for name in self._names.found_in(_words(claim)):
            claim = claim.replace(_typed(self._terms[name], claim), " ")
        return " ".join(claim.split())


def spelled_like(text: str, name: str, base: FactBase) -> str:
    """Spell a name in the script of a text: as the first spelling of the vocabulary does, where it has one."""
    script = script_of(text)
    if script_of(name) == script:
        return name
    terms = sorted(base.terms, key=lambda term: term.name != name)  # an alias may be somebody else's name
    spellings = next((term.spellings for term in terms if name in term.spellings), ())
    return next((spelling for spelling in spellings if script_of(spelling) == script), name)


@lru_cache(maxsize=2)
def persons_of(answerer: Answerer) -> Persons:
    """Give the people of an answerer's base; each is asked many times in a row."""
    return Persons(answerer.base)


def strangers_in(claim: str, answerer: Answerer) -> tuple[str, ...]:
    """Give the names in a claim that the sources never mention.

    In Latin letters these are words with a capital; elsewhere, words that the base does not know.
    """
    if script_of(claim) != "latin":
        unknown = (word for evidence, _ in answerer.evidence_on(claim) for word in evidence.unknown_words)
        return tuple(dict.fromkeys(unknown))
    if all(word[0].isupper() or word in _small_words() for word in _LONG_WORD.findall(claim)):
        return ()  # a headline: its capitals tell nothing
    figures = (word for figure in figures_in(claim) for word in _words(figure.typed))
    known = _known_words(answerer).union(figures)
    return tuple(dict.fromkeys(name for run in _NAME.finditer(claim) for name in _unknown(run, known)))


@lru_cache
def _small_words() -> frozenset[str]:
    """Give the English words that a headline has small letters for."""
    data = load_language(ENGLISH)
    return data.ends | data.articles | frozenset(data.joiners) | frozenset(data.linking)


def _unknown(run: re.Match[str], known: frozenset[str]) -> Iterator[str]:
    """Give the stretches of a run of words with capitals that the base does not know."""
    pieces = run[0].split()
    if _is_opening(run) and commonness(ENGLISH).get(pieces[0].lower(), 0) >= COMMON:
        known = known | {pieces[0].lower()}
    stretches = groupby(pieces, lambda piece: known.isdisjoint(_words(piece)))
    yield from (" ".join(stretch) for is_unknown, stretch in stretches if is_unknown)


def _is_opening(run: re.Match[str]) -> bool:
    """Tell whether a sentence begins there, which takes a capital for any word."""
    before = run.string[: run.start()].rstrip()
    return not before or not (before[-1].isalnum() or before[-1] == ",")


@lru_cache(maxsize=2)
def _known_words(answerer: Answerer) -> frozenset[str]:
    """Give the words of the sources and statements, and of the names that they mention, in any spelling."""
    base = answerer.base
    told = frozenset(word for text in _texts(base) for word in _words(text))
    mentioned, never = set[str](), set[str]()
    for term in base.terms:
        spelled = [_words(spelling) for spelling in term.spellings]
        (mentioned if any(map(told.issuperset, spelled)) else never).update(*spelled)
    return told | (mentioned - never)


def _texts(base: FactBase) -> Iterator[str]:
    yield from (source.text for source in base.sources)
    yield from (wording.statement for fact in base.active_facts for wording in fact.wordings.values())


def _typed(term: Term, claim: str) -> str:
    """Give the longest spelling of a name that a claim holds, as it stands there."""
    spellings = sorted(term.spellings, key=len, reverse=True)
    found = (re.search(re.escape(spelling), claim, re.IGNORECASE) for spelling in spellings)
    return next((match[0] for match in found if match), term.name)


def _words(text: str) -> tuple[str, ...]:
    return tokenise(normalise(text))
