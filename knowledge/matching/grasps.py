"""What each fact can explain of a question: the words, names and figures that it holds, and how people ask for it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching.counting import Figure, figures_held
from knowledge.matching.roles import ANYTHING, SAYING
from knowledge.matching.sheaf import Sheaf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.figures import Kind as FigureKind
    from knowledge.matching.reading import Reader, Reading
    from knowledge.matching.weighing import Weigher, Word
    from knowledge.model import Fact, FactBase, FactId

WORDS = "words"
"""What any fact can give that is somebody's words."""

DENYING = 0.04
"""Share of a fact's questions from which it is usual to ask for it with a denial."""
OFTEN = 4
"""Questions of a fact from which a name or word in them is taken for one that the fact is about."""
FEW = 5
"""Questions of a fact that say little by chance, and tell nothing of how it is asked for."""


@dataclass(frozen=True, slots=True)
class Grasp:
    """What a fact can explain of a question."""

    stems: frozenset[str]
    sounds: frozenset[str]
    senses: frozenset[str]
    names: frozenset[str]
    own_names: frozenset[str]
    """Those that its quote and statements hold, or that several people ask for it with."""
    figures: frozenset[Figure]
    """Those that its quote and statements hold."""
    subject_figures: frozenset[Figure]
    """The month and year that its source is of: so is the fact, where it gives no other."""
    settled_figures: frozenset[Figure]
    """Those that several people, and nobody with another, ask for it with: "the four fields"."""
    free_figures: frozenset[FigureKind]
    """Kinds of figures that it holds none of, and that people ask for it with: "a timer for 5 minutes"."""
    kinds: Counter[str]
    """How many of its questions ask for each kind of thing."""
    questions: int
    negated: bool
    restricted: frozenset[str]
    """Words such as "only" and "first" that it mentions."""
    opposed: frozenset[str]
    """Stems that say the opposite of what its quote and statements say, or of what several people ask it with."""
    doers: Mapping[str, Counter[str]]
    """Who does something by its text and questions, by the verb's stem, and how often they tell so."""
    least_content: float = math.inf
    """How much there is to go on in those of its questions that say the least; a few alone do not count."""

    def leaves_unexplained(self, words: Iterable[Word]) -> list[Word]:
        """Give the words that the fact does not have, nor any that sounds or means the same."""
        stems, sounds, senses = self.stems, self.sounds, self.senses
        return [
            word
            for word in words
            if word.stem not in stems and word.sound not in sounds and senses.isdisjoint(word.senses)
        ]


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
        self._of: dict[FactId, Grasp] = {}
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
        self._of[fact.id] = self._grasp(fact, questions)

    def _grasp(self, fact: Fact, questions: Sequence[Reading]) -> Grasp:
        own = [
            self._reader.read(text)
            for text in (fact.quote, fact.said_by or "", *(wording.statement for wording in fact.wordings.values()))
        ]
        everything = [*questions, *own, *self._subject, self._date_of[fact.source]]
        all_in = self._reader.names.all_in
        names = _union(all_in(reading.words) for reading in [*questions, *own])
        figures = frozenset(figure for reading in own for figure in figures_held(reading.typed))
        subject_figures = figures_held(self._date_of[fact.source].typed)
        settled, free = _asked_with(questions, figures, subject_figures)
        kinds = Counter(reading.asks_for for reading in questions) + Counter({WORDS: 1 if fact.said_by else 0})
        return Grasp(
            stems=_union(reading.stems for reading in everything)
            | _union(self._name_words[name] for name in names)
            | _union(self._reader.opposites.phrases_in(reading.stems) for reading in everything),
            sounds=_union(reading.sounds for reading in everything) - {""},
            senses=_union(senses for reading in everything for senses in reading.senses),
            names=names,
            own_names=_union(all_in(reading.words) for reading in own) | _often(reading.names for reading in questions),
            figures=figures,
            subject_figures=subject_figures,
            settled_figures=settled,
            free_figures=free,
            kinds=kinds,
            questions=kinds.total(),
            negated=sum(reading.negated for reading in questions) >= DENYING * len(questions),
            restricted=_union(reading.restricted for reading in everything),
            opposed=self._reader.opposites.of(
                _union(reading.stems for reading in own) | _often(reading.stems for reading in questions)
            ),
            doers=_doers(everything, self._reader.read(fact.said_by or "").names),
        )

    def weighed(self, weigh: Weigher) -> dict[FactId, Grasp]:
        """Give them all, told with how little to go on people ask for each fact."""
        number, lengths = self._words.number, self._words.lengths
        says = np.fromiter((weigh.content(self._stem_of[word], word) for word in number), np.float64, len(number))
        contents = np.add.reduceat(says[self._words.features], np.cumsum(lengths) - lengths) if number else says
        ends = accumulate(self._asked)
        return {
            fact: replace(grasp, least_content=_least_but_few(contents[end - asked : end]))
            for (fact, grasp), end, asked in zip(self._of.items(), ends, self._asked, strict=True)
        }


def _doers(readings: Iterable[Reading], speakers: Iterable[str]) -> Mapping[str, Counter[str]]:
    doers: dict[str, Counter[str]] = defaultdict(Counter)
    for deed in (deed for reading in readings for deed in reading.deeds if deed.is_sure):
        doers[deed.verb].update(deed.doers)
        doers[ANYTHING].update(deed.doers)
    if speakers:
        doers[SAYING].update(speakers)
    return dict(doers)


def _often(sets: Iterable[Iterable[str]]) -> frozenset[str]:
    """Give what stands in several of the sets, each counted once."""
    times = Counter(item for items in sets for item in set(items))
    return frozenset(item for item, often in times.items() if often >= OFTEN)


def _asked_with(
    questions: Sequence[Reading], own: frozenset[Figure], subject: frozenset[Figure]
) -> tuple[frozenset[Figure], frozenset[FigureKind]]:
    """Give the figures that people ask for a fact with though neither it nor its source holds them.

    The first are those that several people name, all the same of their kind: it is settled which one is meant. Of the
    other kinds that it holds none of, here by name, any will do: "a timer for 5 minutes".
    """
    times = Counter(figure for reading in questions for figure in reading.figures - subject - own)
    kinds = Counter(figure.kind for figure in times)
    settled = frozenset(figure for figure, often in times.items() if kinds[figure.kind] == 1 < often)
    return settled, frozenset(kinds) - {figure.kind for figure in settled | own}


def _least_but_few(contents: NDArray[np.float64]) -> float:
    """Give the least content of a fact's questions, but for those few that say less by chance."""
    return float(np.partition(contents, FEW - 1)[FEW - 1]) if len(contents) >= FEW else math.inf


def _union(sets: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(item for items in sets for item in items)
