"""Taking a message apart: which of its clauses ask something, and where two questions stand in one."""

from __future__ import annotations

import re
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
_PAUSE = re.compile(r"(?<=[,:–—])\s+")


def clauses_that_ask(text: str, reader: Reader) -> list[str]:
    """Give the clauses of a message that ask something; the whole message where none can be told apart."""
    text = _SPACES.sub(" ", text[:RAW_LONGEST]).strip()[:LONGEST]
    clauses = [clause.strip() for clause in _END.split(strip_markup(text))]
    clauses = [clause for clause in clauses if any(map(str.isalnum, clause))][:MOST_CLAUSES]
    asking = [clause for clause in clauses if _QUESTION_MARK.search(clause) or reader.read(clause).asks_for]
    return [_without_lead_in(clause, reader) for clause in asking] or [text]


def _without_lead_in(clause: str, reader: Reader) -> str:
    """Leave out what comes before the question itself: "I could not find it, so: when did it open?"."""
    pieces = _PAUSE.split(clause)
    for i in range(len(pieces) - 1, max(0, len(pieces) - 1 - MOST_CUTS), -1):
        first = next(iter(reader.read(pieces[i]).words), "")
        if first in reader.openers and not reader.read(" ".join(pieces[:i])).asks_for:
            return " ".join(pieces[i:])
    return clause


def halves(clause: str, reader: Reader) -> list[tuple[str, str]]:
    """Give the ways of cutting a clause at a joining word so that a question stands on either side."""
    words = clause.split()
    joints = [i for i in range(1, len(words) - 1) if words[i].strip(",").casefold() in reader.joiners]
    cuts = [(" ".join(words[:i]).rstrip(","), " ".join(words[i + 1 :])) for i in joints[:MOST_CUTS]]
    return [(left, right) for left, right in cuts if reader.read(left).asks_for and reader.read(right).asks_for]
