"""How a fault is worded: what a file says shown in one line, and the nearest of the words it may say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from knowledge.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIKE = 60  # of 100: below this a suggestion reads as a joke
_FEW = 16
_LONGEST_NAME = 60
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a fact-base folder, and the list that takes down what is wrong there."""

    file: str
    place: str
    faults: list[Fault]

    def note(self, problem: str, remedy: str) -> None:
        """Take down one fault."""
        self.faults.append(Fault(self.file, self.place, problem, remedy))

    def at(self, place: str) -> Spot:
        """Go to a fact, source or term of the same file."""
        return Spot(self.file, place, self.faults)


def shown(text: str, longest: int = 100) -> str:
    """Quote a text of a file for a message: one line, the invisible spelled out, cut after `longest` characters."""
    return f'"{_visible(text, longest)}"'


def _visible(text: str, longest: int) -> str:
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(char if char.isprintable() else _ESCAPES.get(char, f"\\u{ord(char):04x}") for char in cut)


def in_short(faults: Sequence[Fault]) -> str:
    """Give the first fault, and how many there are."""
    return f"{len(faults)} faults, the first: {faults[0]}" if len(faults) > 1 else str(faults[0])


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Name the known word that was likely meant, or the few that there are."""
    nearest = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_LIKE)
    if nearest is not None:
        return f"did you mean {shown(nearest[0])}?"
    if len(known) <= _FEW:
        return f"known here: {', '.join(_visible(name, _LONGEST_NAME) for name in known) or 'none'}"
    return f"it is none of the {len(known)} known here"
