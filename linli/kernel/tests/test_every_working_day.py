"""Every day from 2007 to 2026 against a source that shares nothing with the seed table.

The seed was taken from one collection of the notices; the package `holidays` keeps its own. Where they differ
the notice decides, and the difference stands here with its reason.
"""

from __future__ import annotations

import datetime as dt

import holidays as other
import pytest

from linli.kernel.worktime import HOLIDAY, MAKE_UP, day_kind, is_working_day

from . import worktimes as w

YEARS = range(2007, 2027)
CALENDAR = w.china()

#: Day → whether it is worked, where the other source is wrong, and why.
_LABOUR_DAY = "国办发明电〔2019〕3号 (March 2019) made Labour Day 1 to 4 May, with 28 April and 5 May worked; the other source has the first notice"
KNOWN = {
    dt.date(2019, 4, 28): (True, _LABOUR_DAY),
    dt.date(2019, 5, 2): (False, _LABOUR_DAY),
    dt.date(2019, 5, 3): (False, _LABOUR_DAY),
    dt.date(2019, 5, 5): (True, _LABOUR_DAY),
}

#: Weekend days that each notice lists as worked, with its later changes.
WORKED = {
    2010: 8, 2011: 5, 2012: 7, 2013: 12, 2014: 5, 2015: 5, 2016: 6, 2017: 5, 2018: 6, 2019: 7, 2020: 6, 2021: 7,
    2022: 7, 2023: 7, 2024: 8, 2025: 5, 2026: 6,
}  # fmt: skip


def _days(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    return [first + n * w.DAY for n in range((dt.date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_is_worked_or_off_as_the_other_source_says(year: int) -> None:
    theirs = other.country_holidays("CN", years=[year - 1, year, year + 1])
    differing = {
        day: is_working_day(CALENDAR, day)
        for day in _days(year)
        if is_working_day(CALENDAR, day) != theirs.is_working_day(day)
    }
    assert differing == {day: worked for day, (worked, _) in KNOWN.items() if day.year == year}


@pytest.mark.parametrize("year", YEARS)
def test_holidays_have_names_and_make_up_days_are_weekends(year: int) -> None:
    for day in _days(year):
        found = day_kind(CALENDAR, day)
        assert bool(found.name) == (found.kind in (HOLIDAY, MAKE_UP))
        if found.kind == MAKE_UP:
            assert day.weekday() >= 5


@pytest.mark.parametrize("year", WORKED)
def test_as_many_weekend_days_are_worked_as_the_notice_lists(year: int) -> None:
    """A notice's make-up days lie in its year or in the December before."""
    first, last = dt.date(year - 1, 12, 26), dt.date(year, 12, 25)
    span = [first + n * w.DAY for n in range((last - first).days + 1)]
    assert sum(day_kind(CALENDAR, day).kind == MAKE_UP for day in span) == WORKED[year]


@pytest.mark.parametrize(
    ("day", "works", "name"),
    [
        ("2018-12-29", True, "元旦"), ("2018-12-31", False, "元旦"), ("2020-01-31", False, "春节"), ("2020-02-01", False, "春节"),
        ("2015-09-03", False, "抗战胜利70周年纪念日"), ("2015-09-06", True, "抗战胜利70周年纪念日"), ("2019-05-05", True, "劳动节"),
        ("2006-12-31", True, "元旦"), ("2018-12-28", True, ""), ("2018-12-22", False, ""),
    ],
)  # fmt: skip
def test_days_that_are_often_wrong(day: str, works: bool, name: str) -> None:
    found = day_kind(CALENDAR, dt.date.fromisoformat(day))
    assert (found.works, found.name) == (works, name)
