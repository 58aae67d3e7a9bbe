"""Read the figures, months, weekdays and dates of a text, in digits and calendars of several languages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge import timewords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LETTER = "(?:[^\\W\\d_\u3040-\u30ff\u3400-\u9fff]|[\u0900-\u0963])"  # Devanagari vowel signs are no \w to Python
_UNIT = re.compile(
    rf"""
    (?P<dashed>(?<!\d)(?:\d{{4}}([-/.])\d{{1,2}}\2\d{{1,2}}|\d{{1,2}}([-/.])\d{{1,2}}\3\d{{4}})(?!\d))
    |(?P<month>\d{{1,2}})月
    |(?P<figure>\d+(?:[.,]\d+)*)
    |(?P<word>{_LETTER}+|十[一二]月|[一二三四五六七八九十]月|[月火水木金土日]曜|[千万億兆])
    """,
    re.VERBOSE,
)
# What may stand between the parts of one date or span of days: "15 से 17 जनवरी", "2025年8月15日から17日".
_WITHIN_DATE = re.compile(
    r"(?:[\s,.\-‐-―~〜／/'’年日、]|(?:st|nd|rd|th|of|to|and|till|until|through|the)\b"
    r"|से|और|तक|व|एवं|को|वीं|वें|から|より|まで|および|及び|と)*",
    re.IGNORECASE,
)
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|by|since|until|during|last|next|this|early|late|mid|from|to)[ -]$", re.IGNORECASE
)
_ENDING = re.compile(rf"{_LETTER}*[年日]?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}")
_FRACTION = re.compile(r"\d+[.,]\d+")
_DAYS, _YEARS = frozenset(map(Decimal, range(1, 32))), frozenset(map(Decimal, range(1000, 3000)))
_ONES, _TENS = frozenset(map(Decimal, range(1, 10))), frozenset(map(Decimal, range(20, 100, 10)))
_ALSO_WORDS = ("may", "march")  # a verb and a walk


LEAST_COUNTED = 3
"""Number words below this seldom count: "one of the two", "both"."""


class Kind(Enum):
    """What a mark stands for."""

    FIGURE = auto()
    NUMBER_WORD = auto()
    SCALE = auto()
    """A word that multiplies: "million"."""
    MONTH = auto()
    WEEKDAY = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure, number word, month or weekday, with the place where it stands in its text."""

    kind: Kind
    value: Decimal
    start: int
    end: int
    is_sure: bool = True
    """False where the word often means something else: "may", "Mar", "sun"."""
    unscaled: frozenset[Decimal] = frozenset()
    """What it was worth before "million" or the like behind it was multiplied in."""

    @property
    def values(self) -> frozenset[Decimal]:
        """Every value it may be read as."""
        return self.unscaled | {self.value}


@dataclass(frozen=True, slots=True)
class Date:
    """One date, or several days of a month, as they stand together."""

    start: int
    end: int
    months: frozenset[Decimal]
    days: frozenset[Decimal]
    years: frozenset[Decimal]
    is_sure: bool = True
    """False where its month is doubtful: "in 2027 may"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one text."""

    text: str
    """The text in the form that was read (NFKC)."""
    marks: tuple[Mark, ...]
    dates: tuple[Date, ...]
    outside_dates: frozenset[Decimal]
    """Values of the marks that are part of no date."""

    def written(self, part: Mark | Date) -> str:
        """Give a part as it is written, with what belongs to it: "18th", "8月17日"."""
        ending = _ENDING.match(self.text, part.end)
        return self.text[part.start : ending.end() if ending else part.end]


_WORDS: Sequence[tuple[Kind, Mapping[str, int], bool]] = (
    (Kind.MONTH, timewords.MONTHS, True),
    (Kind.WEEKDAY, timewords.WEEKDAYS, True),
    (Kind.MONTH, timewords.SHORT_MONTHS, False),
    (Kind.WEEKDAY, timewords.SHORT_WEEKDAYS, False),
    (Kind.NUMBER_WORD, timewords.NUMBERS, True),
    (Kind.SCALE, timewords.SCALES, True),
)


@lru_cache(maxsize=4096)
def read_figures(text: str) -> Reading:
    """Read a text; any text gives a reading."""
    text = unicodedata.normalize("NFKC", text)
    groups = [[_settled(mark, group, text) for mark in group] for group in _groups(_scaled(_marks(text), text), text)]
    counted = [mark for group in groups if not _is_date(group) for mark in group if mark.kind is not Kind.WEEKDAY]
    return Reading(
        text=text,
        marks=tuple(mark for group in groups for mark in group),
        dates=tuple(_date(group) for group in groups if _is_date(group)),
        outside_dates=frozenset(value for mark in counted for value in mark.values),
    )


def _marks(text: str) -> Iterator[Mark]:
    for unit in _UNIT.finditer(text):
        piece, start, end = unit.group(), unit.start(), unit.end()
        if unit.lastgroup == "dashed":
            yield from _dashed_date(piece, start)
        elif unit.lastgroup == "month" and int(unit["month"]) in timewords.MONTHS.values():
            yield Mark(Kind.MONTH, Decimal(unit["month"]), start, end)
        elif unit.lastgroup == "word":
            yield from _word(piece, start, end)
        else:
            yield from _figures(piece.rstrip("月"), start)


def _dashed_date(text: str, start: int) -> Iterator[Mark]:
    """Read "2026-01-17" or "17.01.2026"; where no month can stand in the middle it stands first, as in "01/17/2026"."""
    numbers = list(re.finditer(r"\d+", text))
    first, middle = int(numbers[0].group()), int(numbers[1].group())
    month = 1 if middle in timewords.MONTHS.values() else 0 if first in timewords.MONTHS.values() else None
    for at, number in enumerate(numbers):
        kind = Kind.MONTH if at == month else Kind.FIGURE
        yield Mark(kind, Decimal(number.group()), start + number.start(), start + number.end())


def _figures(digits: str, start: int) -> Iterator[Mark]:
    """Read "1,200" or "1,00,000" as one figure, "3.5" as one with a fraction, and "1.2.3" as three."""
    if _GROUPED.fullmatch(digits):
        yield Mark(Kind.FIGURE, Decimal(re.sub("[.,]", "", digits)), start, start + len(digits))
    elif _FRACTION.fullmatch(digits):
        yield Mark(Kind.FIGURE, Decimal(digits.replace(",", ".")), start, start + len(digits))
    else:
        for number in re.finditer(r"\d+", digits):
            yield Mark(Kind.FIGURE, Decimal(number.group()), start + number.start(), start + number.end())


def _word(word: str, start: int, end: int) -> Iterator[Mark]:
    folded = timewords.fold(word)
    for kind, words, is_full in _WORDS:
        value = words.get(folded) or words.get(folded.removesuffix("s"))  # "Mondays", "decades"
        if value is not None:
            is_name = not word.isascii() or (word[0].isupper() and folded not in _ALSO_WORDS)
            yield Mark(kind, Decimal(value), start, end, is_sure=is_full and is_name)
            return


def _scaled(marks: Iterable[Mark], text: str) -> Iterator[Mark]:
    """Join the words of one number: "twenty-five", "3.5 million", "two decades"."""
    last: Mark | None = None
    for mark in marks:
        joined = None if last is None else _join(last, mark, text[last.end : mark.start])
        if last is not None and joined is None:
            yield last
        last = joined or mark
    if last is not None:
        yield last


def _join(last: Mark, mark: Mark, gap: str) -> Mark | None:
    if gap not in ("", " ", "-") or last.kind not in (Kind.FIGURE, Kind.NUMBER_WORD):
        return None
    if mark.kind is Kind.SCALE:
        return replace(last, value=last.value * mark.value, end=mark.end, unscaled=last.values)
    if mark.kind is last.kind is Kind.NUMBER_WORD and last.value in _TENS and mark.value in _ONES:
        return replace(last, value=last.value + mark.value, end=mark.end)
    return None


def _groups(marks: Iterable[Mark], text: str) -> Iterator[list[Mark]]:
    """Put together the figures and months that may be one date."""
    group: list[Mark] = []
    for mark in marks:
        if group and not _belongs(group[-1], mark, text):
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _belongs(last: Mark, mark: Mark, text: str) -> bool:
    if not {last.kind, mark.kind} <= {Kind.FIGURE, Kind.MONTH}:
        return False
    return _WITHIN_DATE.fullmatch(text, last.end, mark.start) is not None


def _is_date(group: Sequence[Mark]) -> bool:
    return any(mark.kind is Kind.MONTH for mark in group)


def _date(group: Sequence[Mark]) -> Date:
    figures = [mark.value for mark in group if mark.kind is Kind.FIGURE]
    return Date(
        start=group[0].start,
        end=group[-1].end,
        months=frozenset(mark.value for mark in group if mark.kind is Kind.MONTH),
        days=_DAYS.intersection(figures),
        years=_YEARS.intersection(figures),
        is_sure=all(mark.is_sure for mark in group),
    )


def _settled(mark: Mark, group: Sequence[Mark], text: str) -> Mark:
    """Take a doubtful month for one after all beside a figure, or where it is a name after "in" and its like."""
    if mark.is_sure or mark.kind is not Kind.MONTH or text[mark.start : mark.end] in _ALSO_WORDS:
        return mark
    is_named = text[mark.start].isupper() and _BEFORE_MONTH.search(text, 0, mark.start) is not None
    return replace(mark, is_sure=is_named or any(other.kind is Kind.FIGURE for other in group))
