"""A message and one base -> an answer, with an outcome for each question. One function stands behind every surface."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.deciding import Decider
from knowledge.matching.judging import REFUSALS
from knowledge.matching.pointing import only_points, stands_by
from knowledge.matching.remembering import remembering
from knowledge.matching.splitting import Clause, clauses_that_ask, halves, offered_in, without_joiner
from knowledge.matching.suggesting import Suggester
from knowledge.matching.talk import Listener
from knowledge.matching.tongue import Tongues
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
)
from knowledge.text import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.matching.counting import Figure
    from knowledge.matching.evidence import Evidence
    from knowledge.matching.weights import Weights
    from knowledge.model import Fact, FactBase, FactId, Language, Outcome

MOST_PARTS = 3
"""Questions of one message that are answered; of the others one is kept, so that it can be said that there are more."""
KEPT = 1024
"""Answers that are kept."""
LEAST_WORDS = 3
"""Words of a question that says enough to be told apart, though it or the one before it is refused."""
LEAST_OWN = 2
"""Words that it must have beside those that merely ask or point."""


class Answerer:
    """Answers from one base, which never changes under it."""

    def __init__(self, base: FactBase, weights: Weights | None = None) -> None:
        """Learn a base's questions; `weights` overrules the figures that ship with the matcher."""
        self.base = base
        self._suggester = Suggester(base)
        self._decider = Decider(base, self._suggester, weights)
        self._reader = self._decider.reader
        self._tongues = Tongues(base)
        self._listener = Listener(base.languages)
        self._lately = remembering(self._answer, KEPT)
        self._only_points("who")  # what it needs is made once, and not while somebody waits

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
        return Answer(question, language, (self._decider.ask(question, language, before),))

    def check(self, claim: str, language: Language) -> Part:
        """Tell whether the base speaks of a claim; small talk claims nothing."""
        talk = self._listener.hear(claim)
        return self._chat(claim, talk, language) if talk else self._decider.check(claim, language)

    def language_of(self, text: str) -> Language:
        """Tell the language of a text by its script and words."""
        return self._tongues.language_of(text)

    def speaks_of_asker(self, text: str) -> bool:
        """Tell whether a text is about whoever writes it: "my exam", "we missed it"."""
        return self._reader.asking.speaks_of_asker(self._reader.read(text).words)

    def is_talk(self, text: str) -> bool:
        """Tell whether a text greets, thanks, calls for help or is about the bot; a mere "what?" may point back."""
        return self._listener.hear(text) not in (None, Talk.REMARK, Talk.EMPTY)

    def suggest(self, typed: str, language: Language | None = None, limit: int = 25) -> tuple[Choice, ...]:
        """Complete what is being typed with the base's own questions, best first; from memory."""
        return self._suggester.suggest(typed, language or self.base.default_language, limit)

    def in_place_of_doer(self, person: str, others: Sequence[str], claim: str, fact: Fact) -> list[str]:
        """Give those of others who may do what a claim says of a person; all where it says nothing done by them."""
        return self._decider.in_place_of_doer(person, others, claim, fact)

    def speaks_of_counted(self, figure: Figure, claim: str, fact: Fact) -> bool:
        """Tell whether a fact speaks of what a figure of a claim counts: not of "17th" in "the 17th floor"."""
        return self._decider.speaks_of_counted(figure, claim, fact)

    def evidence_on(self, question: str) -> list[tuple[Evidence, str]]:
        """Give the evidence on the fact that fits each clause best, with that fact's quote; for fitting weights."""
        found = map(self._decider.evidence_on, (clause.text for clause in clauses_that_ask(question, self._reader)))
        return [evidence for evidence in found if evidence]

    def _parts(self, question: str, language: Language) -> list[Part]:
        put_so = self._decider.answer_put_so(question)
        if put_so:
            return [put_so]
        talk = self._listener.hear(question)
        if talk is not None:
            return [self._chat(question, talk, language)]
        clauses = clauses_that_ask(question, self._reader)
        asking = [clause for clause in clauses if len(clauses) == 1 or self._listener.hear(clause.text) is None]
        parts = self._ask_in_turn(asking or clauses, language)
        told = _distinct([part for part in parts if self._is_worth_telling(part)])
        if not any(map(_is_spoken_to, told)):  # nothing is there to point to
            told = [part for part in told if not self._only_points(part.text)]
        return told[: MOST_PARTS + 1] or [max(parts, key=lambda part: part.confidence)]

    def _is_worth_telling(self, part: Part) -> bool:
        """Tell whether a part of a message was a question of its own, whatever else stands in the message."""
        if isinstance(part.outcome, NotCovered):
            is_marked = part.text.rstrip().endswith(("?", "？"))
            return is_marked or self._reader.asking.opens(self._reader.read(part.text).words)
        return not isinstance(part.outcome, Chat)

    def _ask_in_turn(self, clauses: Sequence[Clause], language: Language) -> list[Part]:
        """Answer clauses one after the other; one that only points may point to the question just answered."""
        parts: list[Part] = []
        most = MOST_PARTS if len(clauses) <= MOST_PARTS else 1  # what a flood could be cut into has no end
        for clause in clauses:
            before = self._pointed_to(parts) if not clause.before and self._only_points(clause.text) else None
            if before:
                parts.append(self._ask_behind(clause.text, before, language))
            else:
                parts += self._ask(clause, language, most)
        return parts

    def _pointed_to(self, parts: Sequence[Part]) -> Part | None:
        """Give the question just answered, behind which others may have pointed to it already."""
        found = next((part for part in reversed(parts) if not self._only_points(part.text)), None)
        return found if found and _is_spoken_to(found) else None

    def _ask_behind(self, text: str, before: Part, language: Language) -> Part:
        """Answer a question that only points: to the one just answered, or to what its fact is asked for or says."""
        shown = _cited(before.outcome)
        wordings = [self.base.wording(fact, language) for fact in shown]
        told = [before.text, *(text for wording in wordings for text in (*wording.questions[:1], wording.statement))]
        asked = without_joiner(text, self._reader)
        found = [self._decider.ask(asked, language, each) for each in told]
        best = max(found, key=lambda part: (_stands_by(part, shown), part.confidence))
        if _is_spoken_to(best) and not _stands_by(best, shown):
            best = replace(best, outcome=NotCovered(), trace=replace(best.trace, decided_by="pointing"))
        return replace(best, text=text)

    def _only_points(self, text: str) -> bool:
        return only_points(text, self.base.languages)

    def _chat(self, text: str, talk: Talk, language: Language) -> Part:
        """Take talk for talk, unless a fact of the base is surely asked for in such words."""
        part = self._decider.ask(text, language)
        is_sure = isinstance(part.outcome, Answered) and part.confidence >= self._decider.policy.sure
        if is_sure and self._decider.is_meant_by(text):
            return part
        return replace(part, outcome=Chat(talk), trace=replace(part.trace, decided_by="talk"))

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
        """Answer two questions of one clause, of which one may point to the other: "who rode it and when"."""
        says_enough = self._only_points(first) and self._says(self._reader.read(second).words) >= LEAST_OWN
        part = self._decider.ask(first, language, second if says_enough else "")
        named = self._decider.named_in_full(second, first)
        if named != second:
            others = self._ask(Clause(named), language, most)
            return [part, *others] if len(others) > 1 else [part, replace(others[0], text=second)]
        points = _is_spoken_to(part) and not self._decider.asks_beyond(second, _cited(part.outcome))
        return [part, *self._ask(Clause(second, first if points else ""), language, most)]

    def _stand_apart(self, parts: Sequence[Part], whole: Part) -> bool:
        """Tell whether the halves of a clause are told apart though some of them are refused.

        Each of those must ask something of its own: what the sources never mention, or else more than a pointing
        word, which makes the clause as a whole less sure of an answer than the half that has one.
        """
        if any(self._leans_on(part, before) for before, part in pairwise(parts)):
            return False
        sure = [part.confidence for part in parts if _is_spoken_to(part)]
        refused = [part for part in parts if not _is_spoken_to(part)]
        if not sure or all(map(_is_about_unknown, refused)):
            return bool(sure)
        if not _is_spoken_to(whole) and max(sure) >= self._decider.policy.sure:
            return all(len(part.trace.words) >= LEAST_WORDS for part in refused)
        is_one = _is_spoken_to(whole) and whole.confidence >= max(sure)
        return not is_one and not any(self._only_points(part.text) for part in refused)

    def _leans_on(self, part: Part, before: Part) -> bool:
        """Tell whether a question says too little without a refused one before it: "what type", "who has it"."""
        words = part.trace.words
        if _is_spoken_to(before) or self._reader.read(part.text).names:
            return False
        return len(words) < LEAST_WORDS or self._says(words) < LEAST_OWN

    def _says(self, words: Sequence[str]) -> int:
        """Count the words that do more than ask or point."""
        return sum(not self._only_points(word) for word in words)

    def _ask_whole(self, clause: Clause, language: Language) -> Part:
        """Answer a clause as one question, by itself or else behind what was told before it.

        One that only points is never read by itself there; one that names what the sources never mention is about
        that, and points to nothing.
        """
        if clause.before and self._only_points(clause.text):
            return self._decider.ask(clause.text, language, clause.before)
        part = self._ask_offered(clause.text, language)
        if not clause.before or _is_spoken_to(part) or _is_about_unknown(part):
            return part
        behind = self._decider.ask(clause.text, language, clause.before)
        return behind if isinstance(behind.outcome, Answered) else part

    def _ask_offered(self, text: str, language: Language) -> Part:
        """Answer a question; one that offers a choice also with whichever of the two the base speaks of more surely."""
        offered = offered_in(text, self._reader)
        talk = next(filter(None, map(self._listener.hear, offered)), None)
        if talk:
            return self._chat(text, talk, language)
        whole = self._decider.ask(text, language)
        if whole.trace.decided_by == REFUSALS:  # what must not be answered must not be answered by halves
            return whole
        parts = [self._decider.ask(each, language) for each in offered]
        answered = [part for part in (whole, *parts) if isinstance(part.outcome, Answered)]
        return replace(max(answered, key=lambda part: part.confidence, default=whole), text=text)


def answer_with(fact_id: FactId, language: Language, base: FactBase) -> Answer | None:
    """Answer with the very fact that a reader chose; `None` where it is no longer answered from."""
    fact = base.fact_by_id.get(fact_id)
    if fact is None or fact.status is not Status.ACTIVE:
        return None
    question = next(iter(base.wording(fact, language).questions), "")
    ranked = (Candidate(fact.id, 1.0),)
    part = Part(question, Answered((base.cite(fact),)), lambda: ranked, 1.0, Trace(decided_by="choice"))
    return Answer(question, language, (part,))


def _is_spoken_to(part: Part) -> bool:
    return isinstance(part.outcome, Answered | Corrected)


def _stands_by(part: Part, shown: Sequence[Fact]) -> bool:
    """Tell whether a part is answered with what a question may point to behind the facts shown."""
    return any(stands_by(fact, shown) for fact in _cited(part.outcome))


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
