"""The policy: a question and one base -> an outcome. One function stands behind every surface."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from knowledge.matching.counting import figures_held, figures_in
from knowledge.matching.evidence import Witness
from knowledge.matching.grasps import Grasps
from knowledge.matching.index import Index, Phrasings
from knowledge.matching.judging import REFUSALS, checks, confidence, veto, weakest
from knowledge.matching.pointing import only_points
from knowledge.matching.premise import contradiction
from knowledge.matching.reading import Reader
from knowledge.matching.remembering import remembering
from knowledge.matching.splitting import Clause, clauses_that_ask, halves, without_joiner
from knowledge.matching.suggesting import Suggester
from knowledge.matching.talk import Listener
from knowledge.matching.tongue import Tongues
from knowledge.matching.weights import load_weights
from knowledge.model import (
    Answer,
    Answered,
    Candidate,
    Chat,
    Choice,
    Corrected,
    NotCovered,
    Part,
    Status,
    Talk,
    Trace,
    Unsure,
)
from knowledge.text import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.matching.evidence import Evidence, Heard
    from knowledge.matching.index import Ranked
    from knowledge.matching.reading import Reading
    from knowledge.matching.weights import Weights
    from knowledge.model import Fact, FactBase, FactId, Language, Outcome

CANDIDATES = 5
MOST_CHOICES = 5
MOST_PARTS = 3
"""Questions of one message that are answered; of the others one is kept, so that it can be said that there are more."""
KEPT = 1024
"""Answers that are kept."""
LEAST_WORDS = 3
"""Words of a question that says enough to be told apart, though it or the one before it is refused."""
LEAST_FIT = 0.55
"""Score from which what may be talk asks for a fact all the same: "who made you" in a base about the bot."""
LEAST_CONTENT = 0.05
"""Weight of words below which even the very words of a fact's question ask nothing: "Is it?"."""


@dataclass(frozen=True, slots=True, eq=False)  # each is one of a kind: comparing evidence would only cost time
class _Contender:
    """A fact that might answer, with the evidence on it."""

    fact: Fact
    evidence: Evidence
    confidence: float
    is_put_so: bool = False
    """Whether one of the fact's questions is put in just these words."""


class Answerer:
    """Answers from one base, which never changes under it."""

    def __init__(self, base: FactBase, weights: Weights | None = None) -> None:
        """Learn a base's questions; `weights` overrules the figures that ship with the matcher."""
        self.base = base
        self._weights = weights or load_weights()
        self._figures = self._weights.figures_for(base)
        self._reader = Reader(base)
        self._tongues = Tongues(base)
        phrasings, grasps = _study(base, self._reader)
        self._index = Index(base, phrasings, self._weights.score)
        self._witness = Witness(base, self._reader, self._index, grasps)
        self._listener = Listener(base.languages)
        self._suggester = Suggester(base)
        self._lately = remembering(self._answer, KEPT)
        self._reader.forget()

    def answer(self, question: str, language: Language | None = None) -> Answer:
        """Answer a message; `language` overrules the one that its script and words tell.

        The same is answered the same, so what was asked lately is not worked out again: of one question Discord shows
        the card, then why, and half a server asks it on the day of the news.
        """
        return self._lately(question, language) if len(question) <= LONGEST else self._answer(question, language)

    def _answer(self, question: str, language: Language | None) -> Answer:
        language = language or self._tongues.language_of(question)
        return Answer(question, language, tuple(self._parts(question, language)))

    def answer_behind(self, question: str, before: str, language: Language) -> Answer:
        """Answer one question that may point to what was said before it."""
        return Answer(question, language, (self._ask_one(question, language, before),))

    def language_of(self, text: str) -> Language:
        """Tell the language of a text by its script and words."""
        return self._tongues.language_of(text)

    def suggest(self, typed: str, language: Language | None = None, limit: int = 25) -> tuple[Choice, ...]:
        """Complete what is being typed with the base's own questions, best first; from memory."""
        return self._suggester.suggest(typed, language or self.base.default_language, limit)

    def evidence_on(self, question: str) -> list[tuple[Evidence, str]]:
        """Give the evidence on the fact that fits each clause best, with that fact's quote; for fitting weights."""
        readings = [self._reader.read(clause.text) for clause in clauses_that_ask(question, self._reader)]
        found = [(self._witness.hear(reading), self._index.rank(reading)) for reading in readings]
        best = [self._contender(heard, ranked, 0) for heard, ranked in found if ranked]
        return [(contender.evidence, contender.fact.quote) for contender in best]

    def _parts(self, question: str, language: Language) -> list[Part]:
        talk = self._listener.hear(question)
        if talk is not None:
            return [self._chat(question, talk, language)]
        if self._index.fact_put_so(self._reader.read(question)):
            return [self._ask_one(question, language)]
        parts = self._ask_in_turn(clauses_that_ask(question, self._reader), language)
        told = _distinct([part for part in parts if _is_worth_telling(part)])
        if not any(map(_is_spoken_to, told)):  # nothing is there to point to
            told = [part for part in told if not self._only_points(part.text)]
        return told[: MOST_PARTS + 1] or [max(parts, key=lambda part: part.confidence)]

    def _ask_in_turn(self, clauses: Sequence[Clause], language: Language) -> list[Part]:
        """Answer clauses one after the other; one that only points may point to the question just answered."""
        parts: list[Part] = []
        most = MOST_PARTS if len(clauses) <= MOST_PARTS else 1  # what a flood could be cut into has no end
        for clause in clauses:
            if not clause.before and parts and _is_spoken_to(parts[-1]) and self._only_points(clause.text):
                parts.append(self._ask_behind(clause.text, parts[-1], language))
            else:
                parts += self._ask(clause, language, most)
        return parts

    def _ask_behind(self, text: str, before: Part, language: Language) -> Part:
        """Answer a question that only points: to the one just answered, or to what its fact is asked for or says."""
        wordings = [self.base.wording(fact, language) for fact in _cited(before.outcome)]
        told = [before.text, *(text for wording in wordings for text in (*wording.questions[:1], wording.statement))]
        asked = without_joiner(text, self._reader)
        found = [self._ask_one(asked, language, each) for each in told]
        return replace(max(found, key=lambda part: (_is_spoken_to(part), part.confidence)), text=text)

    def _only_points(self, text: str) -> bool:
        return only_points(text, self.base.languages)

    def _chat(self, text: str, talk: Talk, language: Language) -> Part:
        """Take talk for talk, unless a fact of the base is surely asked for in such words."""
        part = self._ask_one(text, language)
        is_sure = isinstance(part.outcome, Answered) and part.confidence >= self._weights.policy.sure
        if is_sure and self._says_enough(text):
            return part
        return replace(part, outcome=Chat(talk), trace=replace(part.trace, decided_by="talk"))

    def _says_enough(self, text: str) -> bool:
        """Tell whether a text that may be talk says as much as those who ask for a fact, and nothing beside."""
        reading = self._reader.read(text)
        best = self._contender(self._witness.hear(reading), self._index.rank(reading), 0).evidence
        return best.score >= LEAST_FIT and not best.unexplained and best.content >= best.least_content

    def _ask(self, clause: Clause, language: Language, most: int) -> list[Part]:
        """Answer a clause as the questions, `most` of them, that stand in it where they are asked apart; or as one."""
        found = halves(clause.text, self._reader)[: most - 1] if most > 1 else ()
        cuts = [self._ask_halves(*cut, language, most - 1) for cut in found]
        spoken_to = next((parts for parts in cuts if all(map(_is_spoken_to, parts))), None)
        if spoken_to:
            parts = _distinct(spoken_to)
            return parts if len(parts) > 1 else [replace(parts[0], text=clause.text)]
        whole = self._ask_whole(clause, language)
        return next((parts for parts in cuts if self._stand_apart(parts, whole)), [whole])

    def _ask_halves(self, first: str, second: str, language: Language, most: int) -> list[Part]:
        """Answer two questions of one clause; the second may point to the first: "who rode it and when"."""
        part = self._ask_one(first, language)
        return [part, *self._ask(Clause(second, first if _is_spoken_to(part) else ""), language, most)]

    def _stand_apart(self, parts: Sequence[Part], whole: Part) -> bool:
        """Tell whether the halves of a clause are told apart though some of them are refused.

        Each of those must ask something of its own: what the sources never mention, or else more than a pointing
        word, which makes the clause as a whole less sure of an answer than the half that has one.
        """
        if any(_leans_on(part, before) for before, part in pairwise(parts)):
            return False
        sure = [part.confidence for part in parts if _is_spoken_to(part)]
        refused = [part for part in parts if not _is_spoken_to(part)]
        if not sure or all(map(_is_about_unknown, refused)):
            return bool(sure)
        if not _is_spoken_to(whole) and max(sure) >= self._weights.policy.sure:
            return all(len(part.trace.words) >= LEAST_WORDS for part in refused)
        is_one = _is_spoken_to(whole) and whole.confidence >= max(sure)
        return not is_one and not any(self._only_points(part.text) for part in refused)

    def _ask_whole(self, clause: Clause, language: Language) -> Part:
        """Answer a clause as one question, by itself or else behind what was told before it.

        One that only points is never read by itself there; one that names what the sources never mention is about
        that, and points to nothing.
        """
        if clause.before and self._only_points(clause.text):
            return self._ask_one(clause.text, language, clause.before)
        part = self._ask_one(clause.text, language)
        if not clause.before or _is_spoken_to(part) or _is_about_unknown(part):
            return part
        behind = self._ask_one(clause.text, language, clause.before)
        return behind if isinstance(behind.outcome, Answered) else part

    def _ask_one(self, text: str, language: Language, before: str = "") -> Part:
        reading = self._reader.read(text)
        if before:
            reading = replace(reading, before=self._reader.read(before))
        ranked = self._index.rank(reading)
        if not ranked:
            return _without_candidates(text, reading)
        contenders = self._contenders(self._witness.hear(reading), ranked, self._index.fact_put_so(reading))
        best = contenders[0]
        outcome, decided_by = self._decide(reading, contenders, language)
        return Part(
            text,
            outcome,
            tuple(Candidate(c.fact.id, score) for c, score in zip(contenders, _falling(contenders), strict=True)),
            best.confidence,
            Trace(reading.words, decided_by, partial(checks, reading, best.evidence)),
        )

    def _contenders(self, heard: Heard, ranked: Sequence[Ranked], put_so: FactId | None) -> list[_Contender]:
        """Weigh the evidence on the facts that fit best; surest first of those that the best fit may give way to.

        These are the ones on the same passage, and the ones that fit about as well. The best fit is sought among the
        facts that can give the kind of thing asked for, where one of them fits at least by a share. A fact that has a
        question of just these words goes before all others.
        """
        places = range(min(CANDIDATES, len(ranked)))
        found = [self._contender(heard, ranked, place, put_so) for place in places]
        least = self._weights.policy.able * ranked[0].score
        able = [one for one in found if not one.evidence.kind_missing and one.evidence.score >= least] or found
        first, enough = able[0].fact, self._weights.policy.near * able[0].evidence.score
        return sorted(
            found,
            key=lambda one: (
                not one.is_put_so,
                one not in able,
                one.evidence.score < enough and not _overlap(first, one.fact),
                -one.confidence,
            ),
        )

    def _contender(
        self, heard: Heard, ranked: Sequence[Ranked], place: int, put_so: FactId | None = None
    ) -> _Contender:
        own, facts = ranked[place], self.base.fact_by_id
        fact = facts[own.fact]
        rivals = (one.score for one in ranked if one is not own and not _overlap(fact, facts[one.fact]))
        evidence = self._witness.measure(heard, own, next(rivals, 0.0))
        return _Contender(fact, evidence, confidence(evidence, self._figures), fact.id == put_so)

    def _decide(self, reading: Reading, contenders: Sequence[_Contender], language: Language) -> tuple[Outcome, str]:
        policy = self._weights.policy
        best = contenders[0]
        barred_by = veto(best.evidence, policy.vetoes)
        if best.is_put_so and best.evidence.content >= LEAST_CONTENT and barred_by != REFUSALS:
            return Answered((self.base.cite(best.fact, best.confidence),)), "wording"
        if best.evidence.content < min(policy.content, best.evidence.least_content):
            return self._refuse(contenders, language), "content"
        if barred_by:
            return self._correct(reading, best) or (self._refuse(contenders, language), barred_by)
        if best.confidence < policy.answer:
            return self._refuse(contenders, language), weakest(best.evidence, self._figures)
        if self._is_close(best, contenders[1:]):
            return Unsure(self._choices(contenders, language)), "lead"
        return Answered((self.base.cite(best.fact, best.confidence),)), "confidence"

    def _is_close(self, best: _Contender, others: Sequence[_Contender]) -> bool:
        """Tell whether a fact on another passage could be meant just as well."""
        rivals = (other for other in others if not _overlap(best.fact, other.fact))
        return best.confidence - max((rival.confidence for rival in rivals), default=0.0) < self._weights.policy.lead

    def _correct(self, reading: Reading, best: _Contender) -> tuple[Outcome, str] | None:
        """Correct a question that the fact would answer, but for the one thing that it contradicts."""
        statement = self.base.wording(best.fact, self.base.default_language).statement
        found = contradiction(reading, best.evidence, figures_in(statement))
        if found is None or figures_in(found.holds).isdisjoint(figures_held(best.fact.quote)):
            return None  # what a statement merely derives contradicts nobody
        but_for_that = confidence(best.evidence, self._figures, without=found.check)
        if but_for_that < self._weights.policy.correct:
            return None
        return Corrected(self.base.cite(best.fact, best.confidence), found.asked, found.holds), found.check

    def _refuse(self, contenders: Sequence[_Contender], language: Language) -> NotCovered:
        unknown = (word for word in contenders[0].evidence.unknown_words if not self._only_points(word))
        return NotCovered(tuple(unknown), self._choices(contenders, language))

    def _choices(self, contenders: Sequence[_Contender], language: Language) -> tuple[Choice, ...]:
        enough = self._weights.policy.nearby * max(c.evidence.score for c in contenders)
        near = [c for c in contenders if c.evidence.score >= enough]
        return tuple(self._suggester.choice_for(c.fact.id, language) for c in near[:MOST_CHOICES])


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


def answer_with(fact_id: FactId, language: Language, base: FactBase) -> Answer | None:
    """Answer with the very fact that a reader chose; `None` where it is no longer answered from."""
    fact = base.fact_by_id.get(fact_id)
    if fact is None or fact.status is not Status.ACTIVE:
        return None
    question = next(iter(base.wording(fact, language).questions), "")
    part = Part(question, Answered((base.cite(fact),)), (Candidate(fact.id, 1.0),), 1.0, Trace(decided_by="choice"))
    return Answer(question, language, (part,))


def _without_candidates(text: str, reading: Reading) -> Part:
    """Refuse a question to a base without facts in force; a text without words is none."""
    if reading.words:
        return Part(text, NotCovered(), trace=Trace(reading.words, decided_by="likeness"))
    return Part(text, Chat(Talk.EMPTY), trace=Trace(decided_by="nothing to read"))


def _leans_on(part: Part, before: Part) -> bool:
    """Tell whether a question says too little to be told without a refused one before it: "what type"."""
    return not _is_spoken_to(before) and len(part.trace.words) < LEAST_WORDS


def _is_worth_telling(part: Part) -> bool:
    """Tell whether a part of a message was a question of its own, whatever else stands in the message."""
    match part.outcome:
        case Chat():
            return False
        case NotCovered():
            return part.text.rstrip().endswith(("?", "？"))
        case _:
            return True


def _is_spoken_to(part: Part) -> bool:
    return isinstance(part.outcome, Answered | Corrected)


def _cited(outcome: Outcome) -> list[Fact]:
    match outcome:
        case Answered(citations):
            return [citation.fact for citation in citations]
        case Corrected(citation):
            return [citation.fact]
        case _:
            return []


def _is_about_unknown(part: Part) -> bool:
    return isinstance(part.outcome, NotCovered) and bool(part.outcome.unknown_terms)


def _falling(contenders: Sequence[_Contender]) -> Iterable[float]:
    """Give their confidences; none above that of the one before, which fits so much better."""
    return accumulate((contender.confidence for contender in contenders), min)


def _distinct(parts: Sequence[Part]) -> list[Part]:
    """Join the parts that come to the same outcome: the first of them asks for all then."""
    kept: list[Part] = []
    for part in parts:
        place = next((i for i, other in enumerate(kept) if _is_same(part.outcome, other.outcome)), None)
        if place is None:
            kept.append(part)
        elif part.text not in kept[place].text:
            kept[place] = replace(kept[place], text=f"{kept[place].text} {part.text}")
    return kept


def _is_same(one: Outcome, other: Outcome) -> bool:
    """Tell whether two outcomes say the same, however sure of it each is."""
    if isinstance(one, Answered) and isinstance(other, Answered):
        return [cited.fact.id for cited in one.citations] == [cited.fact.id for cited in other.citations]
    return one == other


def _overlap(one: Fact, other: Fact) -> bool:
    """Tell whether one fact's quote holds the other's, so that either would do."""
    return one.quote in other.quote or other.quote in one.quote
