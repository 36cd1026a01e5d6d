"""A year of a calendar, month by month, as the page and a printed sheet show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from linli.kernel import Saying, say
from linli.kernel.worktime import MAKE_UP, Calendar, Day, day_kind, holiday, span, spelled

from .workdays import Break

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Month:
    """One month: its working days, what is off and what is worked on a weekend."""

    number: int
    working: int
    off: list[Saying]
    make_up: list[Saying]


def months(calendar: Calendar, year: int, breaks: Iterable[Break]) -> list[Month]:
    """The twelve months of a year; `breaks` are those of all loaded years. Raises Refused out of range."""
    first, held = dt.date(year, 1, 1), list(breaks)
    days = [day_kind(calendar, first + n * _DAY) for n in range((dt.date(year + 1, 1, 1) - first).days)]
    by_month = groupby(days, key=lambda one: one.day.month)
    return [_month(number, list(of_month), held) for number, of_month in by_month]


def _month(number: int, days: list[Day], breaks: list[Break]) -> Month:
    first, last = days[0].day, days[-1].day
    return Month(
        number,
        sum(one.works for one in days),
        [_off(one, first) for one in breaks if _shown(one, first, last)],
        [spelled(one.day, first) for one in days if one.kind == MAKE_UP],
    )


def _shown(one: Break, first: dt.date, last: dt.date) -> bool:
    """In the month where it begins; one from the old year in January too."""
    return first <= one.first <= last or (first.month == 1 and one.first < first <= one.last)


def _off(one: Break, near: dt.date) -> Saying:
    return say("{name} {days}", name=holiday(one.name), days=span(one.first, one.last, near))
