"""Taking a message apart: which of its clauses ask something, and where two questions stand in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.text import LONGEST, RAW_LONGEST, strip_markup

if TYPE_CHECKING:
    from knowledge.matching.reading import Reader

MOST_CLAUSES = 12
MOST_CUTS = 3
"""Clauses of a message, and joining words of a clause, that are looked at; more is no question but a flood."""

# A full stop ends a clause only behind a longer word, so that "S. Jaishankar" and "H.E." stay whole.
_END = re.compile(r"(?<=[?？!！।。\n;{}|])|(?<=\w{3}[.…])(?=\s)")
_QUESTION_MARK = re.compile(r"[?？]")
_SPACES = re.compile(r"[^\S\n]+")
_WHOLE = re.compile(r"[^?？!！।。\n;{}|.…,:–—<>\[\]&/\\]*[?？]?")
"""Most of what is asked: one clause without a pause or markup."""
_PAUSE = re.compile(r"(?<=[,:–—])\s+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a message that asks something."""

    text: str
    before: str = ""
    """What was told just before it, which it may point to: "There was a third man. Who was he?"."""


def clauses_that_ask(text: str, reader: Reader) -> list[Clause]:
    """Give the clauses of a message that ask something; the whole message where none can be told apart."""
    text = _SPACES.sub(" ", text[:RAW_LONGEST]).strip()[:LONGEST]
    if _WHOLE.fullmatch(text):
        return [Clause(text)]
    clauses = [clause.strip() for clause in _END.split(strip_markup(text))]
    clauses = [clause for clause in clauses if any(map(str.isalnum, clause))][:MOST_CLAUSES]
    asking = [i for i, clause in enumerate(clauses) if _asks(clause, reader)]
    told = ["" if i in asking else clause for i, clause in enumerate(clauses)]
    return [_without_lead_in(clauses[i], told[i - 1] if i else "", reader) for i in asking] or [Clause(text)]


def _asks(clause: str, reader: Reader) -> bool:
    return bool(_QUESTION_MARK.search(clause) or reader.read(clause).asks_for)


def _without_lead_in(clause: str, before: str, reader: Reader) -> Clause:
    """Set what comes before the question itself apart: "I could not find it, so: when did it open?"."""
    pieces = _PAUSE.split(clause)
    for i in range(len(pieces) - 1, max(0, len(pieces) - 1 - MOST_CUTS), -1):
        lead_in = " ".join(pieces[:i])
        opens = reader.asking.opens(reader.read(pieces[i]).words) and not reader.read(lead_in).asks_for
        if opens and not _is_put_between(lead_in, pieces[i], reader):
            return Clause(" ".join(pieces[i:]), f"{before} {lead_in}".strip())
    return Clause(clause, before)


def _is_put_between(start: str, end: str, reader: Reader) -> bool:
    """Tell whether one question goes on behind what was put in it: "Did not the two, Ann and Ben, have a talk?"."""
    return reader.asking.opens(reader.read(start).words) and reader.read(end).claims


def halves(clause: str, reader: Reader) -> list[tuple[str, str]]:
    """Give the ways of cutting a clause at a joining word so that a question stands on either side."""
    if reader.asking.joiners.isdisjoint(reader.read(clause).words):
        return []
    words = clause.split()
    joints = [i for i in range(1, len(words) - 1) if words[i].strip(",").casefold() in reader.asking.joiners]
    if not joints or reader.times_asked(clause) < 2:  # noqa: PLR2004 - two halves
        return []
    cuts = [(" ".join(words[:i]).rstrip(","), " ".join(words[i + 1 :])) for i in joints[:MOST_CUTS]]
    return [(left, right) for left, right in cuts if reader.read(left).asks_for and reader.read(right).asks_for]
