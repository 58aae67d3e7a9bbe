"""The figures of a question: numbers, months and weekdays, as far as they count in what is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge import timewords
from knowledge.figures import LEAST_COUNTED, read_figures
from knowledge.figures import Kind as FigureKind
from knowledge.text import LONGEST, strip_markup

if TYPE_CHECKING:
    from decimal import Decimal

    from knowledge.figures import Mark
    from knowledge.figures import Reading as Figures

_LATIN_LETTER = re.compile("[a-zA-Z]")
_ENDING = re.compile("[a-zA-Z]{2}(?![a-zA-Z])|[\u0900-\u097f]+|[年月日回]")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$|first$|second$|third$|[a-z]{2}th$|(?:व[ींांाँें]+|[लरथ][ाीे])$|回$", re.IGNORECASE)
_UNITS = frozenset(("", "年", "月", "日"))
"""What stands behind a number and multiplies nothing."""
_COUNTS_THINGS = re.compile(r" +[^\W\d_]|[人つ国者]")
"""What stands behind a number that counts things: "2 ministers", but not "2nd"."""
_FRACTION = re.compile(r"[ -](?:quarter|third|fourth|fifth|half|halves)", re.IGNORECASE)

_CALENDAR = (timewords.MONTHS, timewords.WEEKDAYS, timewords.SHORT_MONTHS, timewords.SHORT_WEEKDAYS)
_CALENDAR_WORDS = frozenset(form for words in _CALENDAR for word in words for form in (word, f"{word}s"))
_NUMBER_WORDS = frozenset(word for word, number in timewords.NUMBERS.items() if number >= LEAST_COUNTED)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+")
_COUNTING_WORDS = _CALENDAR_WORDS | _NUMBER_WORDS
_FOREIGN = re.compile("|".join(sorted(word for word in _COUNTING_WORDS if not word.isascii())))

FIRST_YEAR, LAST_YEAR = 1000, 3000
COUNTED = (FigureKind.FIGURE, FigureKind.MONTH, FigureKind.WEEKDAY)
SHORT_MONTH = 3
"""Letters of "may", "mar" and "sun", which mean other things where they are typed small."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, month or weekday that a text mentions."""

    kind: FigureKind
    value: Decimal
    typed: str = field(compare=False)
    """As it stands in the text."""

    @property
    def form(self) -> str:
        """What it may be set against: "year", "ordinal", "number", or what multiplies it, such as "decades" or "bn"."""
        if self.kind is not FigureKind.FIGURE:
            return ""
        if self.may_be_year:
            return "year"
        if _ORDINAL.search(self.typed):
            return "ordinal"
        unit = timewords.fold(self.typed).split()[-1].lstrip("0123456789.,")
        return "number" if unit in timewords.NUMBERS or unit in _UNITS else unit

    @property
    def may_be_year(self) -> bool:
        """Whether its value is one that years have."""
        return FIRST_YEAR <= self.value < LAST_YEAR


NO_FIGURES: frozenset[Figure] = frozenset()


def figures_in(text: str) -> frozenset[Figure]:
    """Find the figures of a text; "one" and "two" are left to be matched as words, for they seldom count."""
    text = text[:LONGEST]
    if not _may_count(text):
        return NO_FIGURES
    figures = read_figures(strip_markup(text))
    counted = (mark for mark in figures.marks if _counts(mark, figures.text) and not _is_small_count(mark, figures))
    return frozenset(
        Figure(_kind_of(mark), mark.value, _whole_word(figures.text, mark.start, mark.end)) for mark in counted
    )


def figures_held(text: str) -> frozenset[Figure]:
    """Find all that a text holds in the way of figures: "two decades" holds 2 and 20."""
    marks = read_figures(text).marks
    return frozenset(Figure(_kind_of(mark), value, str(value)) for mark in marks for value in mark.values)


def _counts(mark: Mark, text: str) -> bool:
    """Tell whether a mark counts: "18th", "seventeenth", "five decades"; hardly "two", "three quarters", "B12"."""
    if mark.kind not in COUNTED and not _is_counted_word(mark, text):
        return False
    is_within_word = _LATIN_LETTER.match(text, mark.start - 1 if mark.start else len(text)) is not None
    return (mark.is_sure or mark.end - mark.start > SHORT_MONTH) and not is_within_word


def _is_small_count(mark: Mark, figures: Figures) -> bool:
    """Tell whether a digit merely says that there are one or two of something, as the words for it do."""
    if mark.kind is not FigureKind.FIGURE or mark.value >= LEAST_COUNTED:
        return False
    is_dated = any(date.start <= mark.start < date.end for date in figures.dates)
    return not is_dated and _COUNTS_THINGS.match(figures.text, mark.end) is not None


def _is_counted_word(mark: Mark, text: str) -> bool:
    is_word = mark.kind is FigureKind.NUMBER_WORD and mark.value >= LEAST_COUNTED
    return is_word and not _FRACTION.match(text, mark.end)


def _kind_of(mark: Mark) -> FigureKind:
    return mark.kind if mark.kind in COUNTED else FigureKind.FIGURE


def _whole_word(text: str, start: int, end: int) -> str:
    """Take a figure with its ending, such as the "th" of "18th"."""
    ending = _ENDING.match(text, end)
    return text[start : ending.end() if ending else end]


def _may_count(text: str) -> bool:
    """Find out at once about most texts that they hold no figure."""
    if _DIGIT.search(text) or not _COUNTING_WORDS.isdisjoint(_WORD.findall(text.lower())):
        return True
    return not text.isascii() and _FOREIGN.search(text.casefold()) is not None
