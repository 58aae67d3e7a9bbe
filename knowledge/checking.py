"""What a message claims, held against the sources."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from knowledge.matching.counting import figures_held, figures_in
from knowledge.matching.judging import IDENTITY, NEGATION, STRANGERS
from knowledge.matching.language import load_language
from knowledge.model import Answer, Answered, Chat, Corrected, NotCovered, Part, Talk, Unsure
from knowledge.naming import persons_of, strangers_in
from knowledge.text import RAW_LONGEST, strip_markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.answering import Answerer
    from knowledge.matching.counting import Figure
    from knowledge.model import Citation, FactBase, Language, Outcome
    from knowledge.naming import Persons

MOST_CLAIMS = 8
"""Sentences of a message, and pieces of a sentence, that are looked at."""
MOST_SHOWN = 3
LIKELY = 0.25
"""How sure it must be that a claim means a fact, 0 to 1, where the two differ."""

_STOPS = " .!?…।。！？"
# A full stop ends a sentence only behind a longer word, so that "S. Jaishankar" and "H.E." stay whole.
_END = re.compile(r"(?<=[?？!！。।\n])|(?<=\w{3}[.…])(?=\s)")


def check(message: str, answerer: Answerer, language: Language | None = None) -> Answer:
    """Find the facts that a message's sentences speak of, and where they differ.

    Each sentence that the base speaks of is a part of the answer: `Answered` where nothing in it differs from the
    fact, `Corrected` where a figure, a date or a name does. Where the base speaks of none, the one part is the sentence
    that came nearest.
    """
    language = language or answerer.language_of(message)
    parts = [part for sentence in _sentences(message) for part in _checked(sentence, language, answerer)]
    spoken_of = [part for part in parts if _is_spoken_of(part.outcome)]
    return Answer(message, language, _distinct(spoken_of)[:MOST_SHOWN] or (_nearest(parts),))


def _sentences(message: str) -> list[str]:
    pieces = [" ".join(piece.split()) for piece in _END.split(strip_markup(message[:RAW_LONGEST]))]
    return [piece for piece in pieces if any(map(str.isalnum, piece))][:MOST_CLAIMS]


def _checked(sentence: str, language: Language, answerer: Answerer) -> list[Part]:
    """Check a sentence as a whole, or, where the base does not speak of that, each of its pieces."""
    whole = _compared(sentence, language, answerer)
    pieces = [] if isinstance(whole.outcome, Answered) else _pieces(sentence, answerer.base)
    if len(pieces) <= 1 or _is_about_somebody_else(whole, sentence, answerer):
        return [whole]  # whoever is taken for somebody else in one piece does something in the next
    bare = [piece for piece in pieces if persons_of(answerer).are_all_of(piece)]
    apart = [_compared(piece.strip(), language, answerer) for piece in pieces if piece not in bare]
    if _is_spoken_of(whole.outcome) and not _is_named_rightly(whole.outcome, apart):
        return [whole]
    spoken_of = [part for part in apart if _is_spoken_of(part.outcome)]
    if any(persons_of(answerer).are_others(piece, spoken_of) for piece in bare):
        return [whole]
    strangers = _strangers_beside(apart, sentence, answerer)
    if spoken_of and strangers and isinstance(spoken_of[0].outcome, Answered):
        citation = spoken_of[0].outcome.citations[0]
        spoken_of[0] = _corrected(spoken_of[0], sentence, Corrected(citation, ", ".join(strangers), ""))
    return spoken_of or [whole]


def _is_about_somebody_else(whole: Part, sentence: str, answerer: Answerer) -> bool:
    """Tell whether a sentence takes somebody for somebody else, or calls them by an office that nobody holds."""
    by = whole.trace.decided_by
    return by == IDENTITY or (by == STRANGERS and not strangers_in(sentence, answerer))


def _is_named_rightly(outcome: Outcome, apart: Iterable[Part]) -> bool:
    """Tell whether whoever a sentence names in another's place does something else in it, as the sources tell."""
    if not isinstance(outcome, Corrected) or not outcome.holds or figures_in(outcome.asked):
        return False
    named = [part.outcome for part in apart if outcome.asked in part.text]
    return bool(named) and all(isinstance(each, Answered) for each in named)


def _strangers_beside(apart: Sequence[Part], sentence: str, answerer: Answerer) -> tuple[str, ...]:
    """Give whom claims name beside people whom the base knows, or alone; a story of others is their business."""
    persons, named = persons_of(answerer), strangers_in(sentence, answerer)
    claims = [(part.text.rstrip(_STOPS), place) for place, part in enumerate(apart) if not _is_spoken_of(part.outcome)]
    found: list[str] = []
    for claim, place in claims:
        if persons.are_named_in(claim):
            found += strangers_in(claim, answerer)
        found += [name for name in named if claim == name or (place and claim.startswith(name))]
    return tuple(dict.fromkeys(found))


def _pieces(sentence: str, base: FactBase) -> list[str]:
    """Cut a sentence where two claims may be joined, but never within a name."""
    names = (spelling for term in base.terms for spelling in term.spellings)
    joints = _joints(base.languages)
    taken = [place for name in names if joints.search(name) for place in _places_of(name, sentence)]
    cuts = [(0, 0), *(joint.span() for joint in joints.finditer(sentence) if joint.start() not in taken)]
    ends = [*(start for start, _ in cuts[1:]), len(sentence)]
    pieces = (sentence[end:start] for (_, end), start in zip(cuts, ends, strict=True))
    return [piece for piece in pieces if piece.strip()][:MOST_CLAIMS]


def _places_of(name: str, text: str) -> Iterable[int]:
    return (place for found in re.finditer(re.escape(name), text, re.IGNORECASE) for place in range(*found.span()))


@lru_cache
def _joints(languages: tuple[Language, ...]) -> re.Pattern[str]:
    """Match what joins two claims: a comma, or a word such as "and"."""
    words = {re.escape(word) for language in languages for word in load_language(language).joiners}
    return re.compile(rf"[;，、]|,(?!\d)|(?<!\S)(?:{'|'.join(sorted(words)) or '(?!)'})(?!\S)", re.IGNORECASE)


def _compared(claim: str, language: Language, answerer: Answerer) -> Part:
    """Ask for a claim; one that fits a fact but for its figures, dates and names is told those of the fact."""
    part = answerer.check(claim, language)
    persons = persons_of(answerer)
    if isinstance(part.outcome, Answered):
        correction = _misnamed(claim, part.outcome, answerer)
        return _corrected(part, claim, correction) if correction else part
    is_own = answerer.speaks_of_asker(claim) and not persons.are_named_in(claim)
    if is_own and isinstance(part.outcome, Corrected):
        return replace(part, outcome=NotCovered())  # whoever writes took the metro on another day
    if is_own or not isinstance(part.outcome, NotCovered) or part.trace.decided_by == NEGATION:
        return part
    by_figures = partial(_correction, claim, answerer=answerer, language=language)
    by_names = partial(_exchange, claim, answerer=answerer)
    by_offices = partial(_said_to_be, claim, persons=persons)
    if part.trace.decided_by == IDENTITY:
        correction = _first(by_offices, _meant(part, answerer.base))
        return _corrected(part, claim, correction) if correction else part
    strangers = strangers_in(claim, answerer)
    known = " ".join(word for word in claim.split() if not any(stranger in word for stranger in strangers))
    tries = (
        (_without(figures_in(claim), claim), by_figures),
        (persons.left_out_of(claim), by_names),
        (known, partial(Corrected, asked=", ".join(strangers), holds="")),
    )
    found = (_retried(bare, claim, correct, language, answerer) for bare, correct in tries if bare != claim)
    return next(filter(None, found), part)


def _retried(
    bare: str, claim: str, correct: Callable[[Citation], Corrected | None], language: Language, answerer: Answerer
) -> Part | None:
    """Ask again for what is left of a claim, and correct it by the first of the facts that this may mean."""
    part = answerer.check(bare, language)
    correction = _first(correct, _meant(part, answerer.base))
    return _corrected(part, claim, correction) if correction else None


def _first(correct: Callable[[Citation], Corrected | None], meant: Iterable[Citation]) -> Corrected | None:
    return next(filter(None, map(correct, meant)), None)


def _corrected(part: Part, claim: str, correction: Corrected) -> Part:
    """Put a correction in the place of an outcome, with the check that decided on it."""
    by_names = "claimed names" if correction.holds else "coverage"
    decided_by = "figures" if figures_in(correction.asked) else by_names
    return replace(part, text=claim, outcome=correction, trace=replace(part.trace, decided_by=decided_by))


def _misnamed(claim: str, answered: Answered, answerer: Answerer) -> Corrected | None:
    """Tell where a claim that fits a fact names somebody, or something, that neither fact nor sources do."""
    citation = answered.citations[0]
    strangers = strangers_in(claim, answerer)
    if strangers:
        return Corrected(citation, ", ".join(strangers), "")
    return _exchange(claim, citation, answerer)


def _exchange(claim: str, citation: Citation, answerer: Answerer) -> Corrected | None:
    names = persons_of(answerer).in_place_of(claim, citation, answerer)
    return Corrected(citation, *names) if names else None


def _said_to_be(claim: str, citation: Citation, persons: Persons) -> Corrected | None:
    names = persons.said_to_be(claim, citation)
    return Corrected(citation, *names) if names else None


def _meant(part: Part, base: FactBase) -> Iterable[Citation]:
    """Give the facts that a claim without its figures may mean, the likeliest first: those that fit, and no others."""
    if isinstance(part.outcome, Chat) or not part.candidates:
        return
    if isinstance(part.outcome, NotCovered) and part.candidates[0].score < LIKELY:
        return
    best = base.fact_by_id[part.candidates[0].id]
    for candidate in part.candidates:
        fact = base.fact_by_id[candidate.id]
        if candidate.score >= LIKELY or fact.overlaps(best):
            yield base.cite(fact, candidate.score)


def _correction(claim: str, citation: Citation, answerer: Answerer, language: Language) -> Corrected | None:
    """Correct by a fact's statement as the claim's readers read it, or else as all its wordings follow it."""
    base = answerer.base
    wordings = (base.wording(citation.fact, one) for one in (language, base.default_language))
    tries = (_differing(claim, citation, wording.statement, answerer) for wording in wordings)
    return next(filter(None, tries), None)


def _differing(claim: str, citation: Citation, statement: str, answerer: Answerer) -> Corrected | None:
    """Set the claimed figures that a fact does not hold against its own of the same kinds, as they are written."""
    fact = citation.fact
    own = f"{fact.quote} {statement} {citation.source.date:%B %Y} {_names_in(claim, answerer.base)}"
    differing = figures_in(claim) - figures_held(own)
    sorts = set(map(_sort, differing))
    held = {figure for figure in figures_in(statement) if _sort(figure) in sorts}
    if not differing or set(map(_sort, held)) != sorts:  # the claim is about something else as well
        return None
    if held.isdisjoint(figures_held(fact.quote)):  # what a statement merely derives contradicts nobody
        return None
    if not all(answerer.speaks_of_counted(figure, claim, fact) for figure in differing):
        return None
    return Corrected(citation, _listed(differing, claim), _listed(held, statement))


def _names_in(claim: str, base: FactBase) -> str:
    """Give the names in a claim: a figure in one of them is no other than the fact's, but part of that name."""
    spellings = (spelling for term in base.terms for spelling in term.spellings)
    return " ".join(spelling for spelling in spellings if spelling.casefold() in claim.casefold())


def _sort(figure: Figure) -> tuple[str, str]:
    """Tell which figures may be set against each other: months, weekdays, years, numbers, and numbers in a row."""
    return figure.kind.name, figure.form


def _listed(figures: Iterable[Figure], text: str) -> str:
    """Give figures as a text has them, in its order."""
    return " ".join(figure.typed for figure in sorted(figures, key=lambda figure: text.find(figure.typed)))


def _without(figures: Iterable[Figure], claim: str) -> str:
    for figure in figures:
        claim = claim.replace(figure.typed, " ")
    return " ".join(claim.split())


def _is_spoken_of(outcome: Outcome) -> bool:
    return isinstance(outcome, Answered | Corrected)


def _distinct(parts: list[Part]) -> tuple[Part, ...]:
    """Keep the first of the parts that come to the same outcome."""
    kept: list[Part] = []
    for part in parts:
        if all(part.outcome != other.outcome for other in kept):
            kept.append(part)
    return tuple(kept)


def _nearest(parts: list[Part]) -> Part:
    """Give the sentence that came nearest to a fact, refused before it is unsure."""
    kinds: tuple[type[Outcome], ...] = (NotCovered, Unsure)
    for kind in kinds:
        found = [part for part in parts if isinstance(part.outcome, kind)]
        if found:
            return max(found, key=lambda part: part.confidence)
    return parts[0] if parts else Part("", Chat(Talk.EMPTY))
