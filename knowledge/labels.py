"""A file of labelled questions -> records, or every faulty line of it named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


LARGEST = 32 * 2**20
"""Bytes of a file that are read."""


class QuestionsError(KnowledgeError):
    """A file of labelled questions that cannot be used; names every faulty line."""


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question with what a good answer to it is."""

    id: str
    language: str
    """As labelled, which may be narrower than the base's languages: "hi-Latn"."""
    question: str
    must_answer: bool
    """Whether the base answers it; otherwise it must be refused."""
    kind: str
    """Why it has no answer, such as "false_premise"; the style where no kind is told."""
    style: str
    """How it is asked, such as "keywords"; the kind where no style is told."""
    needs_all: bool = False
    """Whether every group of the evidence must be shown, or any one of them."""
    evidence: tuple[tuple[str, ...], ...] = ()
    """Groups of passages; within a group, any one will do."""
    reason: str = ""
    """Why it must be refused."""


def read_questions(file: Path) -> tuple[LabelledQuestion, ...]:
    """Read a JSON Lines file of labelled questions; raises `QuestionsError` that names each faulty line."""
    questions, faults = [], []
    for number, line in enumerate(_lines_of(file), start=1):
        try:
            if line.strip():
                questions.append(_parse(line))
        except ValueError as error:
            faults.append(f"{file}: line {number}: {error}")
    if not questions and not faults:
        faults.append(f"{file}: holds no question; write one JSON object a line")
    if faults:
        raise QuestionsError("\n".join(faults))
    return tuple(questions)


def _lines_of(file: Path) -> list[str]:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
        if len(data) <= LARGEST:
            return data.decode("utf-8-sig", "surrogatepass").split("\n")
        message = f"{file}: is larger than {LARGEST // 2**20} MiB; split it into smaller files"
    except OSError as error:
        message = f"{file}: cannot be read ({error.strerror})"
    except UnicodeDecodeError as error:
        message = f"{file}: is not UTF-8 text (byte {error.start})"
    raise QuestionsError(message)


def _parse(line: str) -> LabelledQuestion:
    """Turn a line into a question; raises `ValueError` that says what is wrong with the line."""
    try:
        label = json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        _refuse(f"is not JSON: {error}")
    if not isinstance(label, dict):
        _refuse('is not an object such as {"id": "q1", "lang": "en", "question": "…", …}')
    expect = _text(label, "expect")
    if expect not in {"answer", "abstain"}:
        _refuse(f'"expect" is {expect!r}; write "answer" or "abstain"')
    return LabelledQuestion(
        id=_text(label, "id"),
        language=_text(label, "lang"),
        question=_text(label, "question"),
        must_answer=expect == "answer",
        kind=_text(label, "kind" if "kind" in label else "style"),
        style=_text(label, "style" if "style" in label else "kind"),
        needs_all=expect == "answer" and _needs_all(label),
        evidence=_evidence(label) if expect == "answer" else (),
        reason=str(label.get("why") or label.get("must") or ""),
    )


def _refuse(problem: str) -> NoReturn:
    raise ValueError(problem)


def _text(label: Mapping[str, Any], key: str) -> str:
    if not isinstance(label.get(key), str):
        _refuse(f'"{key}" is missing or no text')
    return str(label[key])


def _needs_all(label: Mapping[str, Any]) -> bool:
    need = _text(label, "need")
    if need not in {"any", "all"}:
        _refuse(f'"need" is {need!r}; write "any" (one group of the evidence will do) or "all"')
    return need == "all"


def _evidence(label: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    groups = label.get("evidence")
    if not isinstance(groups, list) or not groups or not all(_is_group(group) for group in groups):
        _refuse('"evidence" is missing; write groups of verbatim passages, such as [["one way", "or another"]]')
    return tuple(tuple(group) for group in groups)


def _is_group(group: object) -> bool:
    return isinstance(group, list) and bool(group) and all(isinstance(passage, str) for passage in group)
