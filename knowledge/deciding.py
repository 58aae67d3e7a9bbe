"""The policy: one question and one base -> an outcome."""

from __future__ import annotations

from functools import cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from knowledge.matching.counting import figures_held, figures_in
from knowledge.matching.evidence import Witness
from knowledge.matching.grasps import Grasps
from knowledge.matching.index import Index, Phrasings, Ranked
from knowledge.matching.judging import checks, confidence, veto, weakest
from knowledge.matching.pointing import only_points
from knowledge.matching.premise import contradiction
from knowledge.matching.reading import KEPT_OF_ONE_MESSAGE, Reader
from knowledge.matching.remembering import remembering
from knowledge.matching.weights import load_weights
from knowledge.model import Answered, Candidate, Chat, Corrected, NotCovered, Part, Talk, Trace, Unsure
from knowledge.text import MENTION, normalise, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.matching.counting import Figure
    from knowledge.matching.evidence import Evidence, Heard
    from knowledge.matching.reading import Reading
    from knowledge.matching.suggesting import Suggester
    from knowledge.matching.weights import Weights
    from knowledge.model import Choice, Fact, FactBase, Language, Outcome

CANDIDATES = 5
MOST_CHOICES = 5
LEAST_FIT = 0.55
"""Score from which what may be talk asks for a fact all the same: "who made you" in a base about the bot."""
CERTAIN = 1.0
LEAST_TYPED = 3
"""Words of a question that is known by how it is typed."""
LEAST_CONTENT = 0.05
"""Weight of words below which even the very words of a fact's question ask nothing: "Is it?"."""


class _Contender(NamedTuple):
    """A fact that might answer, with the evidence on it."""

    fact: Fact
    evidence: Evidence
    confidence: float


class Decider:
    """Decides what a question asks for, and whether the base answers it."""

    def __init__(self, base: FactBase, suggester: Suggester, weights: Weights | None = None) -> None:
        """Learn a base's questions; `weights` overrules the figures that ship with the matcher."""
        weights = weights or load_weights()
        self.base = base
        self.policy = weights.policy
        self.reader = Reader(base)
        self._figures = weights.figures_for(base)
        self._suggester = suggester
        phrasings, grasps = _study(base, self.reader)
        self._index = Index(base, phrasings, weights.score)
        self._witness = Witness(base, self.reader, self._index, grasps)
        self._fact_put_so = remembering(self._find_put_so, KEPT_OF_ONE_MESSAGE)
        self.reader.forget()

    def ask(self, text: str, language: Language, before: str = "") -> Part:
        """Answer one question, which may point to what was said before it."""
        put_so = self.answer_put_so(text)
        if put_so:
            return put_so
        reading = self.reader.read(text)
        if before:
            reading = reading._replace(before=self.reader.read(before))
        return self._weigh(text, reading, language)

    def answer_put_so(self, text: str) -> Part | None:
        """Answer with the fact that is asked for in its own words; how others fit is told only if somebody asks.

        What is typed just as it stands in the base, as whoever picks a question does, is not even read.
        """
        found = self._fact_put_so(text)
        if not found:
            return None
        fact, words = found
        weighed = cache(partial(self._found_for, text, fact))
        cited = Answered((self.base.cite(fact, CERTAIN),))
        trace = Trace(words, "wording", lambda: checks(self.reader.read(text), weighed()[0].evidence))
        return Part(text, cited, lambda: _candidates(weighed()), CERTAIN, trace)

    def check(self, text: str, language: Language) -> Part:
        """Answer one claim as the question whether it is so."""
        return self._weigh(text, self.reader.read(text)._replace(claims=True), language)

    def is_meant_by(self, text: str) -> bool:
        """Tell whether a text that may be talk says as much as those who ask for a fact, and nothing beside."""
        reading = self.reader.read(text)
        best = self._contender(self._witness.hear(reading), self._index.rank(reading), 0).evidence
        return best.score >= LEAST_FIT and not best.unexplained and best.content >= best.least_content

    def evidence_on(self, text: str) -> tuple[Evidence, str] | None:
        """Give the evidence on the fact that fits best, with that fact's quote; nothing in a base without facts."""
        reading = self.reader.read(text)
        ranked = self._index.rank(reading)
        if not ranked:
            return None
        best = self._contender(self._witness.hear(reading), ranked, 0)
        return best.evidence, best.fact.quote

    def speaks_of_counted(self, figure: Figure, text: str, fact: Fact) -> bool:
        """Tell whether a fact speaks of what a figure of a text counts: not of "17th" in "the 17th floor"."""
        return self._witness.speaks_of_counted(figure, text, fact.id)

    def named_in_full(self, text: str, before: str) -> str:
        """Put the one person who was named before a text in the place of its "he" or "she", where it names nobody."""
        people = self._witness.people_in(self.reader.read(before))
        if len(people) != 1 or self._witness.people_in(self.reader.read(text)):
            return text
        return self.reader.asking.named_in_full(text, people[0])

    def asks_beyond(self, text: str, facts: Iterable[Fact]) -> bool:
        """Tell whether a question says something that none of some facts mentions."""
        return self._witness.asks_beyond(self.reader.read(text), [fact.id for fact in facts])

    def in_place_of_doer(self, person: str, others: Sequence[str], text: str, fact: Fact) -> list[str]:
        """Give those of others who may do what a text says of a person; all where it says nothing done by them."""
        return self._witness.doings.in_place_of(person, others, self.reader.read(text), fact.id)

    def _find_put_so(self, text: str) -> tuple[Fact, tuple[str, ...]] | None:
        """Give the fact that has a question of just these words, if they ask anything at all and of nobody else."""
        normal = normalise(text)
        words = tokenise(normal)
        found = self._index.fact_typed_so(normal) if len(words) >= LEAST_TYPED and not MENTION.search(text) else None
        if found:
            return self.base.fact_by_id[found], words
        reading = self.reader.read(text)
        found = self._index.fact_put_so(reading)
        if not found or reading.strangers or self._witness.content(reading) < LEAST_CONTENT:
            return None
        return self.base.fact_by_id[found], reading.words

    def _found_for(self, text: str, fact: Fact) -> list[_Contender]:
        """Weigh the evidence, on which nothing hung; first that on the fact that is asked for in its own words."""
        reading = self.reader.read(text)
        ranked = self._index.rank(reading)
        own = next((one for one in ranked if one.fact == fact.id), Ranked(fact.id, 0.0, 0.0))
        heard, found = self._witness.hear(reading), [own, *(one for one in ranked if one is not own)]
        return [self._contender(heard, found, 0)._replace(confidence=CERTAIN), *self._others(heard, found, [0])]

    def _weigh(self, text: str, reading: Reading, language: Language) -> Part:
        ranked = self._index.rank(reading)
        if not ranked:
            return _without_candidates(text, reading)
        heard, near = self._witness.hear(reading), self._near(reading, ranked)
        found = sorted((self._contender(heard, ranked, place) for place in near), key=lambda one: -one.confidence)
        best = found[0]
        outcome, decided_by = self._decide(reading, found, ranked, language)
        trace = Trace(reading.words, decided_by, partial(checks, reading, best.evidence))
        return Part(
            text, outcome, lambda: _candidates([*found, *self._others(heard, ranked, near)]), best.confidence, trace
        )

    def _near(self, reading: Reading, ranked: Sequence[Ranked]) -> list[int]:
        """Give the places of the best fit and of the facts that it may give way to.

        These are the ones on the same passage, and the ones that fit about as well. The best fit is sought among the
        facts that can give the kind of thing asked for, where one of them fits at least by a share.
        """
        facts, places = self.base.fact_by_id, range(min(CANDIDATES, len(ranked)))
        fitting = (place for place in places if ranked[place].score >= self.policy.able * ranked[0].score)
        able = [place for place in fitting if self._witness.can_answer(reading, ranked[place].fact)] or list(places)
        first, enough = facts[ranked[able[0]].fact], self.policy.near * ranked[able[0]].score
        return [p for p in able if ranked[p].score >= enough or first.overlaps(facts[ranked[p].fact])]

    def _others(self, heard: Heard, ranked: Sequence[Ranked], near: Sequence[int]) -> list[_Contender]:
        """Weigh the evidence on the facts beside those that may answer, in the order in which they fit."""
        places = (place for place in range(min(CANDIDATES, len(ranked))) if place not in near)
        return [self._contender(heard, ranked, place) for place in places]

    def _contender(self, heard: Heard, ranked: Sequence[Ranked], place: int) -> _Contender:
        own, facts = ranked[place], self.base.fact_by_id
        fact = facts[own.fact]
        rivals = (one.score for one in ranked if one is not own and not fact.overlaps(facts[one.fact]))
        evidence = self._witness.measure(heard, own, next(rivals, 0.0))
        return _Contender(fact, evidence, confidence(evidence, self._figures))

    def _decide(
        self, reading: Reading, contenders: Sequence[_Contender], ranked: Sequence[Ranked], language: Language
    ) -> tuple[Outcome, str]:
        policy = self.policy
        best = contenders[0]
        barred_by = veto(best.evidence, policy.vetoes)
        refuse = partial(self._refuse, best, ranked, language)
        if best.evidence.content < min(policy.content, best.evidence.least_content):
            return refuse(), "content"
        if barred_by:
            return self._correct(reading, contenders, language) or (refuse(), barred_by)
        if best.confidence < policy.answer:
            return refuse(), weakest(best.evidence, self._figures)
        if self._is_close(best, contenders[1:]):
            return Unsure(self._choices(best, ranked, language)), "lead"
        return Answered((self.base.cite(best.fact, best.confidence),)), "confidence"

    def _is_close(self, best: _Contender, others: Sequence[_Contender]) -> bool:
        """Tell whether a fact on another passage could be meant just as well."""
        rivals = (other for other in others if not best.fact.overlaps(other.fact))
        return best.confidence - max((rival.confidence for rival in rivals), default=0.0) < self.policy.lead

    def _correct(
        self, reading: Reading, contenders: Sequence[_Contender], language: Language
    ) -> tuple[Outcome, str] | None:
        """Correct a question that a fact on the best one's passage would answer, but for what it contradicts."""
        if self._witness.hold_together(reading.figures):
            return None
        near = (contender for contender in contenders if contenders[0].fact.overlaps(contender.fact))
        return next(filter(None, (self._correct_by(contender, reading, language) for contender in near)), None)

    def _correct_by(self, contender: _Contender, reading: Reading, language: Language) -> tuple[Outcome, str] | None:
        """Correct by one fact: by its statement as the reader reads it, or else as all its wordings follow it."""
        fact, evidence = contender.fact, contender.evidence
        wordings = (self.base.wording(fact, one) for one in (language, self.base.default_language))
        tries = (contradiction(reading, evidence, figures_in(wording.statement)) for wording in wordings)
        found = next(filter(None, tries), None)
        if found is None or figures_in(found.holds).isdisjoint(figures_held(fact.quote)):
            return None  # what a statement merely derives contradicts nobody
        if not self.speaks_of_counted(evidence.foreign_figures[0], reading.typed, fact):
            return None
        if confidence(evidence, self._figures, without=found.check) < self.policy.correct:
            return None
        return Corrected(self.base.cite(fact, contender.confidence), found.asked, found.holds), found.check

    def _refuse(self, best: _Contender, ranked: Sequence[Ranked], language: Language) -> NotCovered:
        unknown = (word for word in best.evidence.unknown_words if not only_points(word, self.base.languages))
        return NotCovered(tuple(unknown), self._choices(best, ranked, language))

    def _choices(self, best: _Contender, ranked: Sequence[Ranked], language: Language) -> tuple[Choice, ...]:
        """Offer the fact that might have answered, and those that fit nearly as well as any does."""
        enough = self.policy.nearby * ranked[0].score
        near = dict.fromkeys([best.fact.id, *(one.fact for one in ranked[:CANDIDATES] if one.score >= enough)])
        return tuple(self._suggester.choice_for(fact, language) for fact in list(near)[:MOST_CHOICES])


def _study(base: FactBase, reader: Reader) -> tuple[Phrasings, Grasps]:
    """Read every question once, for all that is learned from it, and keep none.

    Kept, they would be most of the memory that learning takes, and looking for garbage among them would hold up the
    whole process.
    """
    phrasings, grasps = Phrasings(), Grasps(base, reader)
    for fact in base.active_facts:
        questions = [reader.read(question) for question in fact.questions]
        phrasings.take_in(questions)
        grasps.take_in(fact, questions)
    return phrasings, grasps


def _without_candidates(text: str, reading: Reading) -> Part:
    """Refuse a question to a base without facts in force; a text without words is none."""
    if reading.words:
        return Part(text, NotCovered(), trace=Trace(reading.words, decided_by="likeness"))
    return Part(text, Chat(Talk.EMPTY), trace=Trace(decided_by="nothing to read"))


def _candidates(contenders: Sequence[_Contender]) -> tuple[Candidate, ...]:
    """Give them with their confidences; none is above that of the one before, which fits so much better."""
    falling = accumulate((contender.confidence for contender in contenders), min)
    return tuple(Candidate(c.fact.id, score) for c, score in zip(contenders, falling, strict=True))
