"""The promise to scripts: a line of JSON in, a line of JSON out. Changes only with the contract's version."""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from bot.echo import echo
from bot.plain import plain_text
from knowledge import NotCovered, Unsure, status_of

if TYPE_CHECKING:
    from knowledge import Answer, Answerer, Citation, FactBase, Language, Outcome, Part

CANDIDATES = 5
DIGITS = 6
TERM_LONGEST = 100
LINE_LIMIT = 32 << 20
"""Bytes in a line, so that no line fills the memory."""
FORM = '{"id": "q1", "question": "…"}'
"""What a request looks like, to be shown to whoever sends something else."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question as a script sends it; `id` is any JSON value, and comes back as it is."""

    id: Any
    question: str
    lang: str | None = None


class RequestError(Exception):
    """A line that is not a request; the text says what is wrong with it."""

    def __init__(self, message: str, request_id: Any = None) -> None:  # noqa: ANN401 - any JSON value
        self.request_id = request_id
        super().__init__(message)


def read_request(line: bytes) -> Request:
    """Parse a line such as {"id": "q1", "question": "…"}; raises `RequestError`."""
    if len(line) > LINE_LIMIT:
        _refuse(f"the line is longer than {LINE_LIMIT} bytes")
    if not line.strip():
        _refuse(f"the line is empty; write an object such as {FORM}")
    request = _parse(line)
    if not isinstance(request, dict):
        _refuse(f"the line is not an object such as {FORM}")
    request_id = _id_of(request)
    question, lang = request.get("question"), request.get("lang")
    if not isinstance(question, str):
        _refuse('"question" is missing or no text', request_id)
    if not isinstance(lang, str | None):
        _refuse('"lang" is no text; write a language code such as "en", or leave it out', request_id)
    return Request(request_id, question, lang)


def answer_request(answerer: Answerer, request: Request, language: Language | None = None) -> dict[str, Any]:
    """Answer a request as the contract lays down; `language` holds where the request names none of the base's."""
    language = answerer.base.language_for(request.lang or "") or language
    started = time.perf_counter()
    answer = answerer.answer(request.question, language)
    took = time.perf_counter() - started
    return {"id": request.id, **describe(answer, answerer.base), "took_ms": round(took * 1000, 3)}


def describe(answer: Answer, base: FactBase) -> dict[str, Any]:
    """Turn an answer into the contract's keys, in its order."""
    lead = answer.lead
    return {
        "question": answer.question,
        "language": answer.language,
        "status": status_of(lead.outcome),
        "facts": [_fact(citation, answer.language, base) for citation in answer.citations],
        "choices": _choices(lead.outcome),
        "unknown_terms": _unknown(lead.outcome) if isinstance(lead.outcome, NotCovered) else [],
        "message": plain_text(answer, base),
        "candidates": _candidates(lead, base),
        "confidence": round(lead.confidence, DIGITS),
    }


def describe_error(error: RequestError) -> dict[str, Any]:
    """Turn what is wrong with a line into the contract's error object."""
    return {"id": error.request_id, "status": "error", "message": str(error)}


def to_line(record: dict[str, Any]) -> bytes:
    """Write a record as one line of plain ASCII, in which lone surrogates are escapes like any other."""
    return json.dumps(record, ensure_ascii=True, allow_nan=False).encode("ascii") + b"\n"


def _refuse(problem: str, request_id: Any = None) -> NoReturn:  # noqa: ANN401 - any JSON value
    raise RequestError(problem, request_id)


def _id_of(request: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    """Give the id, once it is sure that it can be written again."""
    if "id" not in request:
        _refuse(f'"id" is missing; write an object such as {FORM}')
    try:
        json.dumps(request["id"], allow_nan=False)
    except ValueError:
        _refuse('"id" holds a number that is too large')
    return request["id"]


def _candidates(part: Part, base: FactBase) -> list[dict[str, Any]]:
    """Give the five best facts whatever the outcome: those that nothing speaks for come last, in the base's order."""
    scores = {candidate.id: candidate.score for candidate in part.candidates}
    scores |= {fact.id: 0.0 for fact in base.active_facts[: 2 * CANDIDATES] if fact.id not in scores}
    return [{"id": fact, "score": round(score, DIGITS)} for fact, score in list(scores.items())[:CANDIDATES]]


def _fact(citation: Citation, language: Language, base: FactBase) -> dict[str, Any]:
    fact, source = citation.fact, citation.source
    return {
        "id": fact.id,
        "statement": base.wording(fact, language).statement,
        "quote": fact.quote,
        "highlight": fact.highlight,
        "said_by": fact.said_by,
        "source": {
            "id": source.id,
            "publisher": source.publisher,
            "date": source.date.isoformat(),
            "paragraph": citation.paragraph,
        },
        "score": round(citation.score, DIGITS),
    }


def _unknown(outcome: NotCovered) -> list[str]:
    """Give the terms without what could mislead a reader, such as marks that turn the writing round."""
    return list(filter(None, (echo(term, TERM_LONGEST) for term in outcome.unknown_terms)))


def _choices(outcome: Outcome) -> list[dict[str, str]]:
    choices = outcome.choices if isinstance(outcome, Unsure | NotCovered) else ()
    return [{"id": choice.id, "question": choice.question} for choice in choices]


def _parse(line: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Read JSON with the raw control characters and half surrogate pairs that strict readers refuse."""
    try:
        text = line.decode("utf-8-sig", "surrogatepass")
        return json.loads(text, strict=False, parse_constant=_refuse_constant, parse_int=_whole)
    except UnicodeDecodeError as error:
        _refuse(f"the line is not UTF-8 text (byte {error.start})")
    except RecursionError:
        _refuse("the line is nested too deeply")
    except ValueError as error:
        _refuse(f"the line is not JSON: {error}")


def _whole(digits: str) -> int | float:
    """Read a whole number; one of more digits than Python takes counts as infinite, like 1e999."""
    try:
        return int(digits)
    except ValueError:
        return math.inf


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is no JSON number"
    raise ValueError(message)
