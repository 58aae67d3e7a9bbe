"""What speaks for and against answering a question with a fact: named measures, apart from the score that ranks.

Fuzzy scores order the facts; they cannot tell that a question asks for something the fact does not hold. Each measure
here looks at one way in which that shows.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.matching.counting import Figure, figures_held
from knowledge.matching.language import commonness
from knowledge.matching.outside import Outlook, Outside
from knowledge.matching.reading import as_typed
from knowledge.matching.remembering import remembering
from knowledge.matching.sheaf import Sheaf
from knowledge.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from knowledge.figures import Kind as FigureKind
    from knowledge.matching.index import Index, Ranked
    from knowledge.matching.reading import Reader, Reading
    from knowledge.model import Fact, FactBase, FactId, Language

OPEN_KINDS = frozenset({"", "thing", "manner"})
"""What any fact can give."""

SELDOM_GIVEN = frozenset({"reason", "age", "clock"})
"""What few facts give: whoever asks for it means to be told just that."""

WORDS = "words"
"""What any fact can give that is somebody's words."""

TELLING_KINDS = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.EVENT})
"""Kinds of names that a fact concerns or does not; an office or a subject is matched as words."""

SINGULAR = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION})
"""Kinds of names of which one cannot stand for another."""

LEAST_REPEATED, OFTEN = 12, 3
"""Words of a text, and times that it says each of them, from which it is said over and over, and asks nothing."""

TELLING = 0.4
"""Weight from which an unknown word is worth naming to the reader."""

DOUBT = 5
"""Questions of all facts that are counted in where it is told what a fact is usually asked for."""
DENYING = 0.04
"""Share of a fact's questions from which it is usual to ask for it with a denial."""
FREE = 1
"""Figures that a fact does not hold, in questions for it, from which any figure will do."""

_HIRAGANA = re.compile("[\u3040-\u309f]")
_KANJI = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
PARTICLE, KANJI = 0.1, 0.5
"""Weights of pairs of Japanese characters that are no words: with hiragana in them they are mostly endings, and of
kanji there are two or three to a word."""

_EVERYDAY, _RARE = 1.5e-3, 3e-5  # shares of running text between which a word turns from filler to content


class Evidence(NamedTuple):
    """The measures for one question and one fact; all but score, lead, share and custom count against answering."""

    score: float
    """How well the fact fits, 0 to 1."""
    lead: float
    """Score over the best fact that rests on another passage."""
    share: float
    """The chance of the fact, 0 to 1, if one of them is asked for."""
    unknown: float
    """Share of the question's content that the base never mentions, 0 to 1."""
    unknown_words: tuple[str, ...]
    """Those of the words that the base never mentions that say something."""
    unexplained: float
    """Share of the question's content that this fact does not mention, 0 to 1."""
    foreign_names: tuple[str, ...]
    """Names in the question that this fact does not concern, but for those that the whole base is about."""
    absent: tuple[str, ...]
    """Persons whom the whole base is about, in the question, whom nobody names in asking for this fact."""
    strangers: tuple[str, ...]
    """What would name somebody known, but for its place, and what is written as a name and stands nowhere."""
    foreign_figures: tuple[Figure, ...]
    """Figures, months and weekdays in the question that this fact does not hold."""
    kind_missing: bool
    """Whether the question asks for a kind of thing that nobody is known to ask this fact for."""
    must_give: bool
    """Whether no other fact will do: few give that kind of thing, or the question says little beside."""
    custom: float
    """Share of the fact's questions that ask for that kind of thing, 0 to 1; speaks for answering."""
    thing_missing: bool
    """Whether the question asks for something by name ("which line") that this fact does not mention."""
    claimed_names: tuple[str, ...]
    """Names in a yes-or-no question that the fact's own words do not hold."""
    negated: bool
    """Whether the question denies something, and the fact is not usually asked for so."""
    restricted: tuple[str, ...]
    """Words such as "only" and "first" in the question that this fact does not mention."""
    outlook: Outlook
    """How the question lies between those that are refused and those that are answered."""
    content: float
    """How much there is to go on: the weight of all words, everyday ones left out."""
    least_content: float
    """With how little to go on people ask for the fact."""


class _Word(NamedTuple):
    stem: str
    sound: str
    senses: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class _Grasp:
    """What a fact can explain of a question."""

    stems: frozenset[str]
    sounds: frozenset[str]
    senses: frozenset[str]
    names: frozenset[str]
    own_names: frozenset[str]
    """Those that its quote and statements hold."""
    figures: frozenset[Figure]
    """Those that its quote and statements hold."""
    subject_figures: frozenset[Figure]
    """The month and year that its source is of: so is the fact, where it gives no other."""
    free_figures: frozenset[FigureKind]
    """Kinds of figures that it holds none of, and that people ask for it with: "a timer for 5 minutes"."""
    kinds: Counter[str]
    """How many of its questions ask for each kind of thing."""
    questions: int
    negated: bool
    restricted: frozenset[str]
    """Words such as "only" and "first" that it mentions."""
    least_content: float = math.inf
    """How much there is to go on in those of its questions that say the least; a few alone do not count."""

    def leaves_unexplained(self, words: Iterable[_Word]) -> list[_Word]:
        """Give the words that the fact does not have, nor any that sounds or means the same."""
        stems, sounds, senses = self.stems, self.sounds, self.senses
        return [
            word
            for word in words
            if word.stem not in stems and word.sound not in sounds and senses.isdisjoint(word.senses)
        ]


@dataclass(frozen=True, slots=True)
class Heard:
    """A question and what can be told of it whatever fact it is held against."""

    reading: Reading
    words: tuple[_Word, ...]
    total: float
    """The weight of all words."""
    unknown: float
    """That of the words that the base never mentions."""
    unknown_words: tuple[str, ...]
    """Those of them that say something, as they were typed."""
    strangers: tuple[str, ...]
    """What would name somebody known, but for its place, and those of the unknown words that are written as names."""
    content: float
    outlook: Outlook


class Witness:
    """Measures a question against the facts of one base."""

    def __init__(self, base: FactBase, reader: Reader, index: Index, grasps: Grasps) -> None:
        self._base = base
        self._weigh = Weigher(base.languages, index)
        self._outside = Outside(base, reader, self._weigh.all_in, grasps.asked)
        self._subject = reader.names.all_in(reader.read(f"{base.title} {base.scope}").words)
        self._kind_of = {term.name: term.kind for term in base.terms}
        self._grasp = grasps.weighed(self._weigh)
        kinds = sum((grasp.kinds for grasp in self._grasp.values()), Counter[str]())
        self._usual = {kind: DOUBT * times / kinds.total() for kind, times in kinds.items()}
        """What is counted in of each kind where it is told what a fact is usually asked for."""

    def hear(self, reading: Reading) -> Heard:
        """Take a question in, to hold it against one fact or several."""
        weights = self._weigh.all_in(reading)
        own, told = self._words(reading, weights), self._told(reading)
        words, total = (*own, *told), sum(said.weight for said in (*own, *told))
        unknown = {word: said.weight for word, said in zip(reading.words, own, strict=True) if word in reading.unknown}
        telling = [word for word, weight in unknown.items() if weight >= TELLING]
        named = as_typed((word for word in telling if word in reading.named), reading.typed)
        return Heard(
            reading,
            words,
            total or 1.0,
            unknown=sum(unknown.values()),
            unknown_words=as_typed(telling, reading.typed),
            strangers=(*sorted(reading.strangers), *named),
            content=0.0 if _is_said_over_and_over(reading) else self._content(reading),
            outlook=self._outside.look(reading, weights),
        )

    def measure(self, heard: Heard, ranked: Ranked, runner_up: float) -> Evidence:
        """Gather the evidence on answering a question with a fact; `runner_up` is the best score on another passage."""
        grasp, reading = self._grasp[ranked.fact], heard.reading
        unexplained = grasp.leaves_unexplained(heard.words)
        foreign_names, absent = self._foreign_names(reading, grasp)
        return Evidence(
            score=ranked.score,
            lead=ranked.score - runner_up,
            share=ranked.share,
            unknown=heard.unknown / heard.total,
            unknown_words=heard.unknown_words,
            unexplained=sum([word.weight for word in unexplained]) / heard.total,
            foreign_names=foreign_names,
            absent=absent,
            strangers=heard.strangers,
            foreign_figures=_foreign_figures(reading, grasp) if reading.figures else (),
            kind_missing=reading.asks_for not in OPEN_KINDS and not grasp.kinds[reading.asks_for],
            must_give=reading.asks_for in SELDOM_GIVEN or reading.before is not None,
            custom=self._custom(reading.asks_for, grasp),
            thing_missing=bool(reading.asked) and any(word.stem in reading.asked for word in unexplained),
            claimed_names=self._names_claimed(reading, grasp) if reading.claims else (),
            negated=reading.negated and not grasp.negated,
            restricted=tuple(sorted(reading.restricted - grasp.restricted)) if reading.restricted else (),
            outlook=heard.outlook,
            content=heard.content,
            least_content=grasp.least_content,
        )

    @staticmethod
    def _words(reading: Reading, weights: Sequence[float]) -> list[_Word]:
        """Give the words with their weights; figures weigh nothing, for a check of their own looks at them."""
        if reading.figures:
            figures = {figure.typed.casefold() for figure in reading.figures}
            words = zip(reading.words, weights, strict=True)
            weights = [0.0 if word in figures else weight for word, weight in words]
        return list(map(_Word, reading.stems, reading.sounds, reading.senses, weights))

    def _told(self, reading: Reading) -> list[_Word]:
        """Give the words of what was told before that the base knows; the others are another story."""
        before = reading.before
        if before is None:
            return []
        words = zip(before.words, self._words(before, self._weigh.all_in(before)), strict=True)
        return [said for word, said in words if word not in before.unknown]

    def _content(self, reading: Reading) -> float:
        """Weigh what there is to go on, in what was told before, too."""
        told = self._content(reading.before) if reading.before else 0.0
        return told + sum(map(self._weigh.content, reading.stems, reading.words))

    def _foreign_names(self, reading: Reading, grasp: _Grasp) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the names that a fact does not concern, and the persons of the subject that nobody asks it for."""
        if reading.names <= grasp.names:
            return (), ()
        names = sorted(name for name in reading.names - grasp.names if self._kind_of[name] in TELLING_KINDS)
        absent = (name for name in names if name in self._subject and self._kind_of[name] is Kind.PERSON)
        return tuple(name for name in names if name not in self._subject), tuple(absent)

    def _names_claimed(self, reading: Reading, grasp: _Grasp) -> tuple[str, ...]:
        return tuple(sorted(name for name in reading.names - grasp.own_names if self._kind_of[name] in SINGULAR))

    def _custom(self, kind: str, grasp: _Grasp) -> float:
        """Give the share of a fact's questions that ask for a kind; of few questions the base's share tells more."""
        return (grasp.kinds[kind] + self._usual.get(kind, 0.0)) / (grasp.questions + DOUBT)


def _is_said_over_and_over(reading: Reading) -> bool:
    """Tell whether a text says the same few words again and again, as no question does."""
    words = reading.words
    return len(words) >= LEAST_REPEATED and len(words) >= OFTEN * len(set(words))


class Weigher:
    """How much a word says: by the facts it points to, or by how rare it is where the base does not have it."""

    def __init__(self, languages: Sequence[Language], index: Index) -> None:
        self._index = index
        self._common = [commonness(language) for language in languages]
        self.rarity = remembering(self._rarity, 50_000)
        """Weigh a word by how rare it is in its language, 0 to 1, whatever the base."""

    def __call__(self, stem: str, word: str) -> float:
        """Weigh a word, 0 to 1."""
        known = self._index.view.weight_of(stem)
        return self.rarity(word) if known is None else known

    def all_in(self, reading: Reading) -> list[float]:
        """Weigh each word of a reading."""
        return list(map(self, reading.stems, reading.words))

    def content(self, stem: str, word: str) -> float:
        """Weigh what a word gives to go on: no more than it would in any base."""
        return min(self(stem, word), self.rarity(word))

    def _rarity(self, word: str) -> float:
        if _HIRAGANA.search(word):
            return PARTICLE
        share = max((words.get(word, 0.0) for words in self._common), default=0.0)
        if not share:
            return KANJI if _KANJI.fullmatch(word) else 1.0
        return min(1.0, max(0.0, math.log(_EVERYDAY / share) / math.log(_EVERYDAY / _RARE)))


class Grasps:
    """What each fact can explain, put together fact by fact."""

    def __init__(self, base: FactBase, reader: Reader) -> None:
        self._base, self._reader = base, reader
        self._name_words = {
            term.name: _union(reader.read(spelling).stems for spelling in term.spellings) for term in base.terms
        }
        # What the whole base is about, and when, is no news to any of its facts.
        self._subject = [reader.read(text) for text in (base.title, base.scope)]
        self._date_of = {source.id: reader.read(f"{source.date:%B %Y}") for source in base.sources}
        self._of: dict[FactId, _Grasp] = {}
        self._words = Sheaf()
        """Those of all questions."""
        self._stem_of: dict[str, str] = {}
        self._asked: list[int] = []
        """The number of questions of each fact."""
        self.asked: list[Reading] = []
        """The questions themselves, where there are others that must be refused."""

    def take_in(self, fact: Fact, questions: Sequence[Reading]) -> None:
        """Add a fact, with its questions."""
        asked = [reading for reading in questions if reading.words]
        for reading in asked:
            self._words.add(reading.words)
            self._stem_of.update(zip(reading.words, reading.stems, strict=True))
        self._asked.append(len(asked))
        if self._base.refusals:
            self.asked += asked
        own = [
            self._reader.read(text)
            for text in (fact.quote, fact.said_by or "", *(wording.statement for wording in fact.wordings.values()))
        ]
        date = self._date_of[fact.source]
        everything = [*questions, *own, *self._subject, date]
        all_in = self._reader.names.all_in
        names = _union(all_in(reading.words) for reading in [*questions, *own])
        figures = frozenset(figure for reading in own for figure in figures_held(reading.typed))
        subject_figures = figures_held(date.typed)
        stated = {figure.kind for figure in figures}
        asked_figures = frozenset[Figure]().union(*(reading.figures for reading in questions))
        kinds = Counter(reading.asks_for for reading in questions) + Counter({WORDS: 1 if fact.said_by else 0})
        asked_with = Counter(figure.kind for figure in asked_figures - figures - subject_figures)
        self._of[fact.id] = _Grasp(
            stems=_union(reading.stems for reading in everything) | _union(self._name_words[name] for name in names),
            sounds=_union(reading.sounds for reading in everything) - {""},
            senses=_union(senses for reading in everything for senses in reading.senses),
            names=names,
            own_names=_union(all_in(reading.words) for reading in own),
            figures=figures,
            subject_figures=subject_figures,
            free_figures=frozenset(kind for kind, times in asked_with.items() if times >= FREE) - stated,
            kinds=kinds,
            questions=kinds.total(),
            negated=sum(reading.negated for reading in questions) >= DENYING * len(questions),
            restricted=_union(reading.restricted for reading in everything),
        )

    def weighed(self, weigh: Weigher) -> dict[FactId, _Grasp]:
        """Give them all, told with how little to go on people ask for each fact."""
        number, lengths = self._words.number, self._words.lengths
        says = np.fromiter((weigh.content(self._stem_of[word], word) for word in number), np.float64, len(number))
        contents = np.add.reduceat(says[self._words.features], np.cumsum(lengths) - lengths) if number else says
        ends = accumulate(self._asked)
        return {
            fact: replace(grasp, least_content=_least_but_few(contents[end - asked : end]))
            for (fact, grasp), end, asked in zip(self._of.items(), ends, self._asked, strict=True)
        }


def _least_but_few(contents: NDArray[np.float64]) -> float:
    """Give the least content of a fact's questions, but for those few that say less by chance."""
    return float(np.partition(contents, DOUBT - 1)[DOUBT - 1]) if len(contents) >= DOUBT else math.inf


def _foreign_figures(reading: Reading, grasp: _Grasp) -> tuple[Figure, ...]:
    """Give the figures of a question that a fact does not hold, and that it is not asked with."""
    given = {_form_of(figure) for figure in grasp.figures}
    shared = {_form_of(figure) for figure in reading.figures & grasp.figures}
    foreign = [
        figure
        for figure in reading.figures - grasp.figures
        if figure.kind not in grasp.free_figures
        and (figure not in grasp.subject_figures or (_form_of(figure) in given and _form_of(figure) not in shared))
    ]
    return tuple(sorted(foreign, key=lambda figure: figure.typed))


def _form_of(figure: Figure) -> tuple[FigureKind, bool]:
    """Tell what a figure may be set against: months, weekdays, years, other numbers."""
    return figure.kind, figure.may_be_year


def _union(sets: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(item for items in sets for item in items)
