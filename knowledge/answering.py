"""The policy: a question and one base -> an outcome. One function stands behind every surface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from knowledge.matching.index import Index
from knowledge.model import (
    Answer,
    Answered,
    Chat,
    Choice,
    FactBase,
    Language,
    NotCovered,
    Part,
    Talk,
    Trace,
    Unsure,
)
from knowledge.text import normalise, script_of, tokenise

if TYPE_CHECKING:
    from knowledge.model import Candidate, Outcome

CANDIDATES = 5


class Answerer:
    """Answers from one base, which never changes under it."""

    def __init__(self, base: FactBase) -> None:
        self.base = base
        self._index = Index(base)
        self._questions = tuple(
            Choice(fact.id, question)
            for fact in base.active_facts
            for wording in fact.wordings.values()
            for question in wording.questions
        )
        self._folded_questions = tuple(normalise(choice.question) for choice in self._questions)

    def answer(self, question: str, language: Language | None = None) -> Answer:
        """Answer a message; `language` overrules the one that its script tells."""
        language = language or self._language_of(question)
        words = tokenise(normalise(question))
        candidates = tuple(self._index.rank(words)[:CANDIDATES]) if words else ()
        outcome = self._decide(words, candidates, language)
        confidence = candidates[0].score if candidates else 0.0
        part = Part(question, outcome, candidates, confidence, Trace(words=words))
        return Answer(question, language, (part,))

    def suggest(self, typed: str, language: Language | None = None, limit: int = 25) -> tuple[Choice, ...]:
        """Complete what is being typed with the base's own questions, best first."""
        folded = normalise(typed)
        if not folded:
            return tuple(
                self.choice(fact.id, language or self.base.default_language)
                for fact in self.base.active_facts[:limit]
            )
        found = process.extract(
            folded, self._folded_questions, scorer=fuzz.WRatio, processor=None, limit=limit
        )
        return tuple(self._questions[place] for _, _, place in found)

    def choice(self, fact_id: str, language: Language) -> Choice:
        """Offer a fact by the first question that asks for it."""
        fact = self.base.fact_by_id[fact_id]  # type: ignore[index]
        return Choice(fact.id, self.base.wording(fact, language).questions[0])

    def _language_of(self, question: str) -> Language:
        code = {"devanagari": "hi", "japanese": "ja"}.get(script_of(question))
        return Language(code) if code in self.base.languages else self.base.default_language

    def _decide(
        self, words: tuple[str, ...], candidates: tuple[Candidate, ...], language: Language
    ) -> Outcome:
        if not words:
            return Chat(Talk.EMPTY)
        if not candidates or candidates[0].score < 0.4:
            return NotCovered()
        if len(candidates) > 1 and candidates[0].score - candidates[1].score < 0.02:
            return Unsure(tuple(self.choice(c.id, language) for c in candidates))
        best = candidates[0]
        return Answered((self.base.cite(self.base.fact_by_id[best.id], best.score),))
