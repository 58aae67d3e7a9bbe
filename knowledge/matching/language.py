"""What is known of a language, whatever a base is about: shorthand, question words, talk, and which words are real.

The first three are data files beside the code, one a language; a language without a file is matched without them. How
common a word is comes from the package wordfreq (Speer 2022), whose small lists hold words that occur at least once in
a million.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import wordfreq

from knowledge.matching.phrases import GAP
from knowledge.text import TYPED_AT_WILL, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.model import Language


@dataclass(frozen=True, slots=True)
class LanguageData:
    """One language's data file, its phrases in normal form."""

    shorthand: Mapping[str, str] = field(default_factory=dict)
    capitals: Mapping[str, str] = field(default_factory=dict)
    """Names in capitals that are other words in small letters, such as "US", and how else they are written."""
    places: frozenset[str] = frozenset()
    """Countries and cities, in a script that has no capital letters to tell names from other words."""
    irregular: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Forms of a word that its stem is not cut from: "हैं" of "है"."""
    negation: frozenset[str] = frozenset()
    no_denial: frozenset[str] = frozenset()
    """Phrases with such a word that deny nothing."""
    restricting: tuple[str, ...] = ()
    """Phrases that claim that nothing else is so, or nothing before it or above it."""
    alternatives: tuple[str, ...] = ()
    """Words between things of which one is to be chosen: "or"."""
    being: frozenset[str] = frozenset()
    """Words of a question whether somebody is somebody: "is", "the"."""
    undoing: tuple[str, ...] = ()
    """Words that make the opposite of whatever is told: "cancel", "reject"."""
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    """Words that mean the opposite of each other, group against group."""
    titles: tuple[str, ...] = ()
    """Offices of people: whoever is called by one that a base never mentions is a stranger to it."""
    doer_leads: frozenset[str] = frozenset()
    """Words that whoever does something stands right behind: "did Ann open the fair"."""
    agent_leads: frozenset[str] = frozenset()
    """Words that stand between what is done and whoever does it: "opened by Ann"."""
    doer_marks: tuple[str, ...] = ()
    """Particles right behind whoever does something."""
    speaker_leads: tuple[str, ...] = ()
    """Phrases before whoever says something: "according to Ann"."""
    speaker_marks: tuple[str, ...] = ()
    """Phrases behind whoever says something."""
    saying: frozenset[str] = frozenset()
    """Verbs for saying something."""
    verb_forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Forms of verbs by which it is told who does something, "rode" of "ride"; how alike questions are is not."""
    passing: frozenset[str] = frozenset()
    """Words that may stand between whoever does something and the verb: "also", "who"."""
    articles: frozenset[str] = frozenset()
    """Words between a name and an office: "Ann, the mayor"."""
    name_joiners: tuple[str, ...] = ()
    """Words between the names of those who do something together."""
    yes_no: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    """Words that a question opens with and that what it asks for follows."""
    joiners: tuple[str, ...] = ()
    linking: frozenset[str] = frozenset()
    """Words that open what belongs to the question behind the next comma: "according to them, when"."""
    speaking: frozenset[str] = frozenset()
    """Words of whoever tells about themselves: "after my exam, I wondered"."""
    told_endings: tuple[str, ...] = ()
    """What a story of the asker's ends with before the question, in a script that sets no spaces: "ですが、"."""
    personal: frozenset[str] = frozenset()
    """Words for one person who was spoken of, in whose place the name may stand: "she"."""
    pointers: tuple[str, ...] = ()
    """Words that, beside question words, only point to what was said before."""
    polite: tuple[str, ...] = ()
    """Phrases around a question that add nothing to it."""
    which: frozenset[str] = frozenset()
    """Words that the thing asked for is named behind: "which line", "how many stops"."""
    ends: frozenset[str] = frozenset()
    """Words that the name of the thing asked for ends before."""
    classes: frozenset[str] = frozenset()
    """Names of things asked for that are true of anything: "what kind", "which topics"."""
    senses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words and phrases that are said for one another, by the sense that they share."""
    asked_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrases by the kind of thing that they ask for."""
    talk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrases by the kind of talk (the values of `Talk`)."""


@lru_cache
def load_language(language: Language) -> LanguageData:
    """Read a language's data; empty where there is no file for it."""
    file = resources.files("knowledge") / "languages" / f"{language}.toml"
    if not file.is_file():
        return LanguageData()
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    question, roles = data["question"], data["roles"]
    return LanguageData(
        shorthand=data["shorthand"],
        capitals=data.get("capitals", {}),
        places=frozenset(_folded(data.get("places", {}).get("names", ()))),
        irregular={word: _folded(forms) for word, forms in data.get("irregular", {}).items()},
        negation=frozenset(_folded(question["negation"])),
        no_denial=frozenset(_folded(question["no_denial"])),
        restricting=_folded(question["restricting"]),
        alternatives=_folded(question["alternatives"]),
        being=frozenset(_folded(question["being"])),
        undoing=_folded(question["undoing"]),
        opposites=tuple((_folded(one), _folded(other)) for one, other in question["opposites"]),
        titles=_folded(roles.get("titles", ())),
        doer_leads=frozenset(_folded(roles.get("doer_leads", ()))),
        agent_leads=frozenset(_folded(roles.get("agent_leads", ()))),
        doer_marks=_folded(roles.get("doer_marks", ())),
        speaker_leads=_folded(roles.get("speaker_leads", ())),
        speaker_marks=_folded(roles.get("speaker_marks", ())),
        saying=frozenset(_folded(roles.get("saying", ()))),
        verb_forms={verb: _folded(forms) for verb, forms in roles.get("verb_forms", {}).items()},
        passing=frozenset(_folded(roles.get("passing", ()))),
        articles=frozenset(_folded(roles.get("articles", ()))),
        name_joiners=_folded(roles["name_joiners"]),
        yes_no=frozenset(_folded(question["yes_no"])),
        openers=frozenset(_folded(question["openers"])),
        joiners=_folded(question["joiners"]),
        linking=frozenset(_folded(question.get("linking", ()))),
        speaking=frozenset(_folded(question.get("speaking", ()))),
        told_endings=tuple(question.get("told_endings", ())),
        personal=frozenset(_folded(question.get("personal", ()))),
        pointers=_folded(question["pointers"]),
        polite=_folded(question["polite"]),
        which=frozenset(_folded(question["which"])),
        ends=frozenset(_folded(question["ends"])),
        classes=frozenset(_folded(question["classes"])),
        senses={sense: _folded(phrases) for sense, phrases in data.get("senses", {}).items()},
        asked_for={kind: _folded(phrases) for kind, phrases in data["asked_for"].items()},
        talk={kind: _folded(phrases) for kind, phrases in data["talk"].items()},
    )


def _folded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(f" {GAP} ".join(normalise(part) for part in phrase.split(GAP)) for phrase in phrases)


@lru_cache
def commonness(language: Language) -> Mapping[str, float]:
    """Give each real word of a language with its share of running text; empty for a language without a list."""
    if language not in wordfreq.available_languages("small"):
        return {}
    # The lists are in small letters already; all that is left of folding is what is typed one way or the other.
    shares = wordfreq.get_frequency_dict(language, "small")
    return {word.translate(TYPED_AT_WILL): share for word, share in shares.items()}
