"""What a fact's quote and its source's metadata hold of figures and dates, and what of a statement they do not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from knowledge.figures import LEAST_COUNTED, Date, Kind, Mark, read_figures

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence


class Held:
    """The figures and dates that prove, in whatever language they are written."""

    def __init__(self, texts: Iterable[str], date: dt.date, *, can_read_months: bool = True) -> None:
        """Take the texts that prove and the source's date.

        Where the source's language has months and numbers that are not known here, only plain figures are asked for.
        """
        readings = [read_figures(text) for text in texts]
        marks = [mark for reading in readings for mark in reading.marks]
        day, month, year = Decimal(date.day), Decimal(date.month), Decimal(date.year)
        published = Date(0, 0, frozenset({month}), frozenset({day}), frozenset({year}))
        self._can_read_months = can_read_months
        self._dates = [*(found for reading in readings for found in reading.dates), published]
        self._outside_dates = {value for reading in readings for value in reading.outside_dates}
        self._year = year
        self._months = {mark.value for mark in marks if mark.kind is Kind.MONTH} | {month}
        self._weekdays = {mark.value for mark in marks if mark.kind is Kind.WEEKDAY} | {Decimal(date.isoweekday())}
        counted = (mark for mark in marks if mark.kind not in (Kind.MONTH, Kind.WEEKDAY))
        self._figures = {value for mark in counted for value in mark.values} | {year}
        self._day = day

    def strays(self, statement: str) -> list[str]:
        """Name the figures and dates of a statement that are not held, each once, as they are written there."""
        said = read_figures(statement)
        # On the day of the source nothing happened for the seventeenth time: it proves a date, and no other figure.
        dated = {mark for mark in said.marks for date in said.dates if date.start <= mark.start < date.end}
        is_day = {mark for mark in dated if mark.kind is Kind.FIGURE and mark.value == self._day}
        strays = [said.written(mark) for mark in said.marks if mark not in is_day and not self._holds(mark)]
        if not strays and self._can_read_months:  # every part of a date may be held, and yet not the date
            strays = [said.written(date) for date in said.dates if date.is_sure and not self._holds_date(date)]
        return list(dict.fromkeys(strays))

    def _holds(self, mark: Mark) -> bool:
        if mark.kind is Kind.FIGURE:
            return bool(self._figures & ({mark.value} if self._can_read_months else mark.values))
        if not self._can_read_months:
            return True
        if mark.kind is Kind.NUMBER_WORD:
            return mark.value < LEAST_COUNTED or bool(self._figures & mark.values)
        if not mark.is_sure:
            return True
        if mark.kind is Kind.MONTH:
            return mark.value in self._months
        return mark.kind is not Kind.WEEKDAY or mark.value in self._weekdays

    def _holds_date(self, said: Date) -> bool:
        if len(said.months) != 1:  # which day goes with which of two months cannot be told here
            return True
        same_month = [date for date in self._dates if said.months <= date.months]
        days = all(self._holds_day(day, same_month) for day in said.days)
        return days and all(self._holds_year(year, same_month) for year in said.years)

    def _holds_day(self, day: Decimal, same_month: Sequence[Date]) -> bool:
        return day in self._outside_dates or any(day in date.days for date in same_month)

    def _holds_year(self, year: Decimal, same_month: Sequence[Date]) -> bool:
        """Tell whether a year goes with a month: it stands with it, or the month stands without one."""
        if any(year in date.years for date in same_month):
            return True
        is_elsewhere = year == self._year or year in self._outside_dates
        return is_elsewhere and any(not date.years for date in same_month)
