"""The records that pass between the rooms: facts and their sources, and what came of a question.

All are frozen: a `FactBase` is one immutable snapshot, and an answer is made from one of them.
"""

from __future__ import annotations

# The store reads these records' types while it runs, so their names must be there then.
import datetime as dt  # noqa: TC003 - see above
from collections.abc import Callable, Iterable, Iterator, Mapping  # noqa: TC003 - see above
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NewType

FactId = NewType("FactId", str)
SourceId = NewType("SourceId", str)
TopicId = NewType("TopicId", str)
Language = NewType("Language", str)
"""A language code as base.toml writes it: "en", "hi", "ja"."""


class Status(StrEnum):
    """Whether a fact is answered from; `REVIEW` and `RETIRED` are kept but never shown as answers."""

    ACTIVE = "active"
    REVIEW = "review"
    RETIRED = "retired"


class Kind(StrEnum):
    """What a term of the vocabulary names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    EVENT = "event"
    DOCUMENT = "document"
    DATE = "date"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Source:
    """A text that facts are quoted from, with what is known about it."""

    id: SourceId
    file: str
    sha256: str
    publisher: str
    place: str
    date: dt.date
    language: Language
    text: str
    """The file's whole text, as received."""
    title: str | None = None
    author: str | None = None
    url: str | None = None

    def paragraph_of(self, quote: str) -> int:
        """Tell which paragraph (line) of the text the quote starts in, counted from 1."""
        return self.text.count("\n", 0, self.text.index(quote)) + 1


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of facts, one file of the folder."""

    id: TopicId
    titles: Mapping[Language, str]
    """By language; the base's first language is always there."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A fact in one language: the answer, and how people ask for it."""

    statement: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of a source, with the passage that proves it."""

    id: FactId
    topic: TopicId
    source: SourceId
    quote: str
    wordings: Mapping[Language, Wording]
    """By language; the base's first language is always there."""
    highlight: str | None = None
    said_by: str | None = None
    related: tuple[FactId, ...] = ()
    status: Status = Status.ACTIVE

    @property
    def questions(self) -> Iterator[str]:
        """How people ask for it, in whatever language."""
        return (question for wording in self.wordings.values() for question in wording.questions)

    def overlaps(self, other: Fact) -> bool:
        """Tell whether one's quote holds the other's, so that either would do."""
        return self.quote in other.quote or other.quote in self.quote


@dataclass(frozen=True, slots=True)
class Term:
    """A name of the vocabulary with its other spellings, in any language."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """All that it goes by: its name first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class FactBase:
    """A whole fact base: what a folder holds, what the store keeps, what answers are made from."""

    id: str
    title: str
    scope: str
    languages: tuple[Language, ...]
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    """Questions that the sources leave open, in the order of their texts."""

    @property
    def default_language(self) -> Language:
        """The language that every fact and topic is worded in."""
        return self.languages[0]

    @cached_property
    def fact_by_id(self) -> Mapping[FactId, Fact]:
        """Every fact, whatever its status."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def source_by_id(self) -> Mapping[SourceId, Source]:
        """Every source."""
        return {source.id: source for source in self.sources}

    @cached_property
    def topic_by_id(self) -> Mapping[TopicId, Topic]:
        """Every topic."""
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def active_facts(self) -> tuple[Fact, ...]:
        """The facts that may be answered from, in the base's order."""
        return tuple(fact for fact in self.facts if fact.status is Status.ACTIVE)

    @property
    def facts_in_review(self) -> tuple[Fact, ...]:
        """The facts that wait for somebody to look at them, and are not answered from meanwhile."""
        return tuple(fact for fact in self.facts if fact.status is Status.REVIEW)

    def language_for(self, tag: str) -> Language | None:
        """Find the language of the base that a tag such as "hi-Latn" or "en_GB" means, if it has it."""
        folded = tag.replace("_", "-").casefold() + "-"
        return next((code for code in self.languages if folded.startswith(f"{code.casefold()}-")), None)

    def wording(self, fact: Fact, language: Language) -> Wording:
        """Word a fact in a language, or in the default language where it lacks that one."""
        return fact.wordings.get(language) or fact.wordings[self.default_language]

    def cite(self, fact: Fact, score: float = 1.0) -> Citation:
        """Join a fact with its source, ready to be shown."""
        source = self.source_by_id[fact.source]
        return Citation(fact, source, source.paragraph_of(fact.quote), score)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A question that must be refused, and others that are put like it with it."""

    text: str
    language: Language


def in_order(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Put refusals into the order in which a base holds them, each text once."""
    by_text = {refusal.text: refusal for refusal in refusals}
    return tuple(by_text[text] for text in sorted(by_text))


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact as an answer shows it: with its source and the paragraph its quote stands in."""

    fact: Fact
    source: Source
    paragraph: int
    score: float
    """How sure it is that the fact answers the question, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A fact offered to choose from, by the question that asks for it."""

    id: FactId
    question: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that a question might ask for."""

    id: FactId
    score: float
    """How sure it is that the fact answers the question, 0 to 1; orders the candidates."""


@dataclass(frozen=True, slots=True)
class Check:
    """One named piece of evidence for or against answering, and what it saw."""

    name: str
    passed: bool
    saw: str


@dataclass(frozen=True, slots=True)
class Trace:
    """How an outcome came about, for `ask --why`."""

    words: tuple[str, ...] = ()
    """The question as it was matched: normalised, spelling repaired."""
    decided_by: str = ""
    """The name of the check that decided."""
    look: Callable[[], tuple[Check, ...]] = tuple
    """Spells out the checks; few readers ask for them."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """All evidence for and against, check by check."""
        return self.look()


@dataclass(frozen=True, slots=True)
class Answered:
    """The base answers the question: the answer first, then further passages it needs."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """The question takes for granted what a source contradicts."""

    citation: Citation
    asked: str
    """What the question says, such as "17th"."""
    holds: str
    """What the source says in its place, such as "18th"; empty where there is no such pair of words."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """Several facts could be meant; the reader chooses."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NotCovered:
    """The sources do not say."""

    unknown_terms: tuple[str, ...] = ()
    """Words of the question that the base never mentions, as they were typed."""
    choices: tuple[Choice, ...] = ()
    """What is covered nearby."""


class Talk(StrEnum):
    """What somebody means who asks nothing about the subject."""

    GREETING = "greeting"
    FAREWELL = "farewell"
    THANKS = "thanks"
    HELP = "help"
    ABOUT_BOT = "about_bot"
    REMARK = "remark"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Chat:
    """No question about the subject."""

    talk: Talk


Outcome = Answered | Corrected | Unsure | NotCovered | Chat


def status_of(outcome: Outcome) -> str:
    """Name an outcome as the contract does."""
    match outcome:
        case Answered():
            return "answered"
        case Corrected():
            return "corrected"
        case Unsure():
            return "unsure"
        case NotCovered():
            return "not_covered"
        case Chat():
            return "chat"


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message and what came of it."""

    text: str
    outcome: Outcome
    rank: Callable[[], tuple[Candidate, ...]] = tuple
    """Ranks the facts; most readers only want the outcome."""
    confidence: float = 0.0
    """0 to 1: how sure the policy is that the base answers this question."""
    trace: Trace = field(default_factory=Trace)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The five best facts, best first, whatever the outcome."""
        return self.rank()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a message: one part for each question in it, at least one."""

    question: str
    language: Language
    """The language of the question, in which the reply is worded."""
    parts: tuple[Part, ...]

    @property
    def lead(self) -> Part:
        """The part that gives the whole its status: the one that helps the reader most."""
        rank = (Answered, Corrected, Unsure, NotCovered, Chat)
        return min(self.parts, key=lambda part: rank.index(type(part.outcome)))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The facts that the parts cite, the leading part's first, each once, at most three."""
        cited: dict[FactId, Citation] = {}
        for part in (self.lead, *self.parts):
            match part.outcome:
                case Answered(citations):
                    cited |= {citation.fact.id: citation for citation in citations}
                case Corrected(citation):
                    cited[citation.fact.id] = citation
                case _:
                    pass
        return tuple(cited.values())[:3]
