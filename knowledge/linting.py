"""What could be tidied up in a base that is sound: nothing here forbids anything."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from knowledge.matching.asking import Asking
from knowledge.matching.language import load_language
from knowledge.matching.stemming import Stemmer
from knowledge.model import Kind
from knowledge.rehearsing import rehearse
from knowledge.text import normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from knowledge.answering import Answerer
    from knowledge.model import FactBase, FactId, Language, SourceId

LONG_QUOTE = 240
"""Characters from which a quote is long to read on a telephone."""
CLASHING = 95.0
"""From 0 to 100: questions of two facts that are more alike than this are hard to tell apart."""


def lint(answerer: Answerer, asked: Collection[FactId] = ()) -> tuple[str, ...]:
    """List what could be tidied up, in plain sentences; takes about a millisecond for each stored question.

    `asked` are the facts that members' questions have reached.
    """
    base = answerer.base
    quotes, reached = (*_quotes(base), *_overlaps(base)), (*_unreached(answerer), *_never_asked(base, asked))
    return (
        *_waiting(base),
        *_vocabulary(base),
        *_denials(base),
        *_clashes(base),
        *quotes,
        *_silent_languages(base),
        *reached,
        *_uncited(base),
    )


def _waiting(base: FactBase) -> Iterator[str]:
    """Name the facts that wait for somebody to look at them."""
    if base.facts_in_review:
        yield f"In review, and not answered from: {', '.join(fact.id for fact in base.facts_in_review)}."


def _vocabulary(base: FactBase) -> Iterator[str]:
    """Tell where nobody can be told from anybody else: without names, or by a name that two people share."""
    if base.facts and not base.terms:
        yield "There is no vocabulary: name people, places and bodies in vocabulary.toml, or one is taken for another."
    people = [term for term in base.terms if term.kind is Kind.PERSON]
    for one, other in combinations(people, 2):
        shared = sorted(set(map(normalise, one.spellings)).intersection(map(normalise, other.spellings)))
        if shared:
            yield f"{one.name} and {other.name} share a name in vocabulary.toml: {', '.join(shared)}."


def _denials(base: FactBase) -> Iterator[str]:
    """Name the statements that deny something where their quotes do not: the gate knows figures and names alone."""
    for fact in base.active_facts:
        denied = _denies(fact.quote, base.source_by_id[fact.source].language)
        for language, wording in fact.wordings.items():
            if not denied and _denies(wording.statement, language):
                yield f"{fact.id} denies something in {language} that its quote does not deny: “{wording.statement}”"


def _denies(text: str, language: Language) -> bool:
    return _asking_in(language).denies(normalise(text))


@lru_cache
def _asking_in(language: Language) -> Asking:
    return Asking([load_language(language)], Stemmer([language]))


def _clashes(base: FactBase) -> Iterator[str]:
    """Find questions of different facts that nearly say the same."""
    asked = [
        (fact.id, fact.quote, question, normalise(question))
        for fact in base.active_facts
        for question in fact.questions
    ]
    folded = [text for *_, text in asked]
    for place, (fact, quote, question, text) in enumerate(asked):
        behind = folded[place + 1 :]
        for _, _, distance in process.extract(text, behind, scorer=fuzz.ratio, score_cutoff=CLASHING, limit=None):
            other, other_quote, other_question, _ = asked[place + 1 + distance]
            if other != fact and other_quote != quote:
                yield f"{fact} and {other} have nearly the same question: “{question}” and “{other_question}”."


def _quotes(base: FactBase) -> Iterator[str]:
    for fact in base.active_facts:
        if len(fact.quote) > LONG_QUOTE:
            yield f"{fact.id} has a long quote ({len(fact.quote)} characters): a shorter one may prove as much."
    for one, other in combinations(base.active_facts, 2):
        if one.quote == other.quote and one.highlight == other.highlight:
            yield f"{one.id} and {other.id} show the same words: give each a highlight of its own, or join them."


def _overlaps(base: FactBase) -> Iterator[str]:
    """Find quotes that share a part of their passage, neither being the whole of it."""
    holders: dict[tuple[SourceId, str], list[str]] = {}
    for fact in base.active_facts:
        holders.setdefault((fact.source, fact.quote), []).append(fact.id)
    for (one, other), text in _overlapping(base, holders):
        yield f"{', '.join(holders[one])} and {', '.join(holders[other])} have quotes that overlap at “{text}”."


def _overlapping(
    base: FactBase, passages: Iterable[tuple[SourceId, str]]
) -> Iterator[tuple[tuple[tuple[SourceId, str], tuple[SourceId, str]], str]]:
    placed = [(base.source_by_id[one[0]].text.find(one[1]), one) for one in passages]
    for (start, one), (begin, other) in combinations(sorted(placed), 2):
        first, last = max(start, begin), min(start + len(one[1]), begin + len(other[1]))
        is_part = one[1] in other[1] or other[1] in one[1]
        if one[0] == other[0] and first < last and not is_part:
            yield (one, other), base.source_by_id[one[0]].text[first:last]


def _silent_languages(base: FactBase) -> Iterator[str]:
    for language in base.languages:
        silent = [f.id for f in base.active_facts if language not in f.wordings or not f.wordings[language].questions]
        if silent:
            yield f"Without questions in {language}: {', '.join(silent)}."


def _unreached(answerer: Answerer) -> Iterator[str]:
    """Find facts that hardly any of their own questions reach."""
    lost = [lost.fact for lost in rehearse(None, answerer).lost]
    for fact in answerer.base.active_facts:
        questions = len(list(fact.questions))
        missed = lost.count(fact.id)
        if questions and missed == questions:
            yield f"{fact.id} is reached by none of its questions: word them after what people ask for."


def _never_asked(base: FactBase, asked: Collection[FactId]) -> Iterator[str]:
    """Name the facts that no member has asked for, where members have asked at all."""
    never = [fact.id for fact in base.active_facts if fact.id not in asked]
    if asked and never:
        yield f"No member's question has reached: {', '.join(never)}."


def _uncited(base: FactBase) -> Iterator[str]:
    cited = {fact.source for fact in base.facts}
    for source in base.sources:
        if source.id not in cited:
            yield f"The source {source.id} is cited by no fact."
