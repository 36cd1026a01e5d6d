"""Days and spans of days, always half-open: the end day is the first day outside."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from .days import FIRST_YEAR, LAST_YEAR
from .refusal import Refused
from .say import say

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to but not including `end`."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise Refused(say("The last day must not be before the first day."), "period")

    @property
    def last(self) -> dt.date:
        """The last day inside; stock figures of a period are read at its close."""
        return self.end - DAY

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day < self.end

    def year_before(self) -> Period:
        """The same span one year earlier (29 February becomes 28 February)."""
        return Period(_a_year_before(self.start), _a_year_before(self.end))

    def cumulative(self) -> Period:
        """From 1 January of the period's last year to its end (累计)."""
        return Period(dt.date(self.last.year, 1, 1), self.end)

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))

    @classmethod
    def day(cls, day: dt.date) -> Period:
        return cls(day, day + DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(dt.date(year, month, 1), _next_month(year, month))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls(dt.date(year, 3 * quarter - 2, 1), _next_month(year, 3 * quarter))

    @classmethod
    def read(cls, text: str) -> Period:
        """Read 2018, 2018-03, 2018Q1, 2018-03-05 or 2018-03-05..2018-04-01 (last day included).

        Raises Refused when the text is none of these, names a day that does not exist, or lies
        so far away that the year before or after could not be told.
        """
        try:
            period = cls._of(text.strip())
            if period.start.year >= FIRST_YEAR and period.last.year <= LAST_YEAR:
                return period
        except (ValueError, OverflowError):
            pass
        raise Refused(
            say("“{text}” is no period. Write 2018, 2018-03, 2018Q1 or 2018-03-05.", text=text.strip()[:30]),
            "period",
        )

    @classmethod
    def _of(cls, text: str) -> Period:
        if ".." in text:
            first, last = text.split("..", 1)
            return cls(dt.date.fromisoformat(first), dt.date.fromisoformat(last) + DAY)
        if match := re.fullmatch(r"([12]\d{3})", text):
            return cls.year(int(match[1]))
        if match := re.fullmatch(r"([12]\d{3})[Qq]([1-4])", text):
            return cls.quarter(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"([12]\d{3})-(\d{1,2})", text):
            return cls.month(int(match[1]), int(match[2]))
        return cls.day(dt.date.fromisoformat(text))

    def __str__(self) -> str:
        if self == Period.year(self.start.year):
            return f"{self.start.year}"
        if self.start.day == 1 and self.end == _next_month(self.start.year, self.start.month):
            return f"{self.start:%Y-%m}"
        if self.last == self.start:
            return self.start.isoformat()
        return f"{self.start}..{self.last}"


def _next_month(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1)


def _a_year_before(day: dt.date) -> dt.date:
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)
