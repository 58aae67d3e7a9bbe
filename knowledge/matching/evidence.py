"""What speaks for and against answering a question with a fact: named measures, apart from the score that ranks.

Fuzzy scores order the facts; they cannot tell that a question asks for something the fact does not hold. Each measure
here looks at one way in which that shows.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from knowledge.matching.counting import figures_in
from knowledge.matching.doings import Doings
from knowledge.matching.outside import Outlook, Outside
from knowledge.matching.pointing import only_points
from knowledge.matching.typed import as_typed
from knowledge.matching.weighing import Weigher, Word
from knowledge.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.figures import Kind as FigureKind
    from knowledge.matching.counting import Figure
    from knowledge.matching.grasps import Grasp, Grasps
    from knowledge.matching.index import Index, Ranked
    from knowledge.matching.reading import Reader, Reading
    from knowledge.model import FactBase, FactId

OPEN_KINDS = frozenset({"", "thing", "manner"})
"""What any fact can give."""

SELDOM_GIVEN = frozenset({"reason", "age", "clock"})
"""What few facts give: whoever asks for it means to be told just that."""

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
    uninvolved: tuple[str, ...]
    """Those of them that are people."""
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
    equates: bool
    """Whether the question takes several people for one."""
    swapped: tuple[str, ...]
    """People in the question who do what others do in the passage that the fact rests on."""
    opposite: tuple[str, ...]
    """Stems of words that say the opposite of what this fact says, such as "cancel"."""
    added: tuple[str, ...]
    """Stems in a yes-or-no question that "and" puts beside what this fact mentions, and that it does not."""
    restricted: tuple[str, ...]
    """Words such as "only" and "first" in the question that this fact does not mention."""
    outlook: Outlook
    """How the question lies between those that are refused and those that are answered."""
    content: float
    """How much there is to go on: the weight of all words, everyday ones left out."""
    least_content: float
    """With how little to go on people ask for the fact."""


class Heard(NamedTuple):
    """A question and what can be told of it whatever fact it is held against."""

    reading: Reading
    words: tuple[Word, ...]
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
        self._read = reader.read
        self._opposites = reader.opposites
        self._weigh = Weigher(base.languages, index)
        self._outside = Outside(base, reader, self._weigh.all_in, grasps.asked)
        self._subject = reader.names.all_in(reader.read(f"{base.title} {base.scope}").words)
        self._kind_of = {term.name: term.kind for term in base.terms}
        self._places = frozenset(name for name in self._subject if self._kind_of[name] is Kind.PLACE)
        self._grasp = grasps.weighed(self._weigh)
        self.doings = Doings(base, self._grasp)
        kinds = sum((grasp.kinds for grasp in self._grasp.values()), Counter[str]())
        self._usual = {kind: DOUBT * times / kinds.total() for kind, times in kinds.items()}
        """What is counted in of each kind where it is told what a fact is usually asked for."""

    def hear(self, reading: Reading) -> Heard:
        """Take a question in, to hold it against one fact or several."""
        weights = self._weigh.all_in(reading)
        content = self._content(reading, weights)
        if reading.before:  # words that point to it say nothing by themselves
            pairs = zip(reading.words, weights, strict=True)
            weights = [0.0 if only_points(word, self._base.languages) else weight for word, weight in pairs]
        own, told = self._words(reading, weights), self._told(reading)
        words, total = (*own, *told), sum(said.weight for said in (*own, *told))
        unknown = {word: said.weight for word, said in zip(reading.words, own, strict=True) if word in reading.unknown}
        telling = [word for word, weight in unknown.items() if weight >= TELLING]
        named = as_typed((word for word in telling if word in reading.named), reading.typed)
        known = [word for word in reading.words if word not in unknown]
        return Heard(
            reading,
            words,
            total or 1.0,
            unknown=sum(unknown.values()),
            unknown_words=as_typed(telling, reading.typed, known),
            strangers=(*sorted(reading.strangers), *named),
            content=content,
            outlook=self._outside.look(reading, weights),
        )

    def measure(self, heard: Heard, ranked: Ranked, runner_up: float) -> Evidence:
        """Gather the evidence on answering a question with a fact; `runner_up` is the best score on another passage."""
        grasp, reading = self._grasp[ranked.fact], heard.reading
        unexplained = grasp.leaves_unexplained(heard.words)
        foreign_names, absent = self._foreign_names(reading, grasp)
        uninvolved = self._people_of(foreign_names)
        return Evidence(
            score=ranked.score,
            lead=ranked.score - runner_up,
            share=ranked.share,
            unknown=heard.unknown / heard.total,
            unknown_words=heard.unknown_words,
            unexplained=sum([word.weight for word in unexplained]) / heard.total,
            foreign_names=foreign_names,
            uninvolved=() if reading.offers else uninvolved,
            absent=absent,
            strangers=heard.strangers,
            foreign_figures=_foreign_figures(reading, grasp) if reading.figures else (),
            kind_missing=not self.can_give(reading, ranked.fact),
            must_give=reading.asks_for in SELDOM_GIVEN or reading.before is not None,
            custom=self._custom(reading.asks_for, grasp),
            thing_missing=bool(reading.asked) and any(word.stem in reading.asked for word in unexplained),
            claimed_names=self._names_claimed(reading, grasp) if reading.claims else (),
            negated=reading.negated and not grasp.negated,
            equates=reading.equates,
            swapped=self.doings.swapped(reading, ranked.fact) if reading.deeds else (),
            opposite=self._opposites.among(reading.stems, grasp.stems, grasp.opposed),
            added=_added(reading, heard.words, unexplained) if reading.joined else (),
            restricted=() if reading.offers else tuple(sorted(reading.restricted - grasp.restricted)),
            outlook=heard.outlook,
            content=heard.content,
            least_content=grasp.least_content,
        )

    def can_answer(self, reading: Reading, fact: FactId) -> bool:
        """Tell whether a fact can give the kind of thing asked for, and concerns whoever is named."""
        foreign_names, _ = self._foreign_names(reading, self._grasp[fact])
        return self.can_give(reading, fact) and not self._people_of(foreign_names)

    def speaks_of_counted(self, figure: Figure, text: str, fact: FactId) -> bool:
        """Tell whether a fact speaks of what a figure of a text counts: not of "17th" in "the 17th floor".

        What stands right behind it tells that, if that says anything; and money is counted by a sign before it.
        """
        before, _, behind = text.partition(figure.typed)
        if before and unicodedata.category(before[-1]) == "Sc":
            return False
        reading = self._read(behind)
        counted = self._words(reading, list(map(self._weigh.rarity, reading.words)))[:1]
        tells = any(word.weight >= TELLING for word in counted) and not figures_in(behind.split()[0])
        return not tells or not self._grasp[fact].leaves_unexplained(counted)

    def people_in(self, reading: Reading) -> tuple[str, ...]:
        """Give the people whom a text names."""
        return self._people_of(sorted(reading.names))

    def _people_of(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if self._kind_of[name] is Kind.PERSON)

    def hold_together(self, figures: frozenset[Figure]) -> bool:
        """Tell whether some fact holds several figures, all of a question's: its are meant, and no other's."""
        return len(figures) > 1 and any(figures <= grasp.figures for grasp in self._grasp.values())

    def asks_beyond(self, reading: Reading, facts: Iterable[FactId]) -> bool:
        """Tell whether a question says something that none of some facts mentions."""
        words = [word for word in self.hear(reading).words if word.weight >= TELLING]
        return bool(words) and all(self._grasp[fact].leaves_unexplained(words) for fact in facts)

    def can_give(self, reading: Reading, fact: FactId) -> bool:
        """Tell whether somebody is known to ask a fact for the kind of thing that a question asks for."""
        return reading.asks_for in OPEN_KINDS or bool(self._grasp[fact].kinds[reading.asks_for])

    @staticmethod
    def _words(reading: Reading, weights: Sequence[float]) -> list[Word]:
        """Give the words with their weights; figures weigh nothing, for a check of their own looks at them."""
        if reading.figures:
            figures = {figure.typed.casefold() for figure in reading.figures}
            words = zip(reading.words, weights, strict=True)
            weights = [0.0 if word in figures else weight for word, weight in words]
        return list(map(Word, reading.stems, reading.sounds, reading.senses, weights))

    def _told(self, reading: Reading) -> list[Word]:
        """Give the words of what was told before that the base knows; the others are another story."""
        before = reading.before
        if before is None:
            return []
        words = zip(before.words, self._words(before, self._weigh.all_in(before)), strict=True)
        return [said for word, said in words if word not in before.unknown]

    def content(self, reading: Reading) -> float:
        """Weigh what there is to go on, in what was told before, too; nothing in what is said over and over."""
        return self._content(reading, self._weigh.all_in(reading))

    def _content(self, reading: Reading, weights: Sequence[float]) -> float:
        if _is_said_over_and_over(reading):
            return 0.0
        told = self.content(reading.before) if reading.before else 0.0
        return told + sum(map(min, weights, map(self._weigh.rarity, reading.words)))

    def _foreign_names(self, reading: Reading, grasp: Grasp) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the names that a fact does not concern, and the persons of the subject that nobody asks it for."""
        if reading.names <= grasp.names:
            return (), ()
        names = sorted(name for name in reading.names - grasp.names if self._kind_of[name] in TELLING_KINDS)
        absent = (name for name in names if name in self._subject and self._kind_of[name] is Kind.PERSON)
        return tuple(name for name in names if name not in self._subject), tuple(absent)

    def _names_claimed(self, reading: Reading, grasp: Grasp) -> tuple[str, ...]:
        foreign = reading.names - grasp.own_names - self._places
        return tuple(sorted(name for name in foreign if self._kind_of[name] in SINGULAR))

    def _custom(self, kind: str, grasp: Grasp) -> float:
        """Give the share of a fact's questions that ask for a kind; of few questions the base's share tells more."""
        return (grasp.kinds[kind] + self._usual.get(kind, 0.0)) / (grasp.questions + DOUBT)


def _added(reading: Reading, words: Iterable[Word], unexplained: Iterable[Word]) -> tuple[str, ...]:
    """Give what a question claims beside something that a fact mentions, and the fact does not mention."""
    telling = {word.stem for word in words if word.weight >= TELLING}
    strange = telling.intersection(word.stem for word in unexplained)
    pairs = (pair for pair in reading.joined if telling.issuperset(pair))
    return tuple(stem for pair in pairs for stem in pair if stem in strange and not strange.issuperset(pair))


def _is_said_over_and_over(reading: Reading) -> bool:
    """Tell whether a text says the same few words again and again, as no question does."""
    words = reading.words
    return len(words) >= LEAST_REPEATED and len(words) >= OFTEN * len(set(words))


def _foreign_figures(reading: Reading, grasp: Grasp) -> tuple[Figure, ...]:
    """Give a question's figures that a fact does not hold, is not asked with, and has none of its own beside."""
    given = {_rough_form(figure) for figure in grasp.figures}
    shared = {_rough_form(figure) for figure in reading.figures & grasp.figures}
    foreign = [
        figure
        for figure in reading.figures - grasp.figures - grasp.settled_figures
        if figure.kind not in grasp.free_figures
        and not (reading.offers and _rough_form(figure) in shared)
        and (
            figure not in grasp.subject_figures or (_rough_form(figure) in given and _rough_form(figure) not in shared)
        )
    ]
    return tuple(sorted(foreign, key=lambda figure: figure.typed))


def _rough_form(figure: Figure) -> tuple[FigureKind, bool]:
    """Tell roughly what a figure may be set against, for "17" may be the "17th": months, weekdays, years, others."""
    return figure.kind, figure.may_be_year
