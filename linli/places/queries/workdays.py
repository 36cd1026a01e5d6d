"""The calendar of an area: its hours by the terms of its jurisdictions, the country's holidays.

A calendar is made once in a process and kept. Every call asks one question: whether a term of hours, the
area's codes or the tables of holidays were changed since (loading makes new rows, so the last ids tell).
Areas with the same hours share one calendar.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

from django.db import connection

from linli.kernel.worktime import Calendar, Hours
from linli.places.models import AreaCode, HolidayYear, Term
from linli.places.rules.hours import read_hours
from linli.places.rules.workdays import YearTable, table_of

from .terms import NoTerm

KEY = "working_hours"
_PREFIXES = (2, 4, 6, 9, 12)
#: Areas whose calendar one process keeps.
_MOST = 5_000
_STAMP = """
select (select coalesce(max(id), 0) from places_term where key = %s),
       (select count(*) from places_term where key = %s),
       (select coalesce(max(id), 0) from places_holidayyear),
       (select count(*) from places_holidayyear),
       (select coalesce(string_agg(code || '@' || coalesce(start::text, '') || coalesce("end"::text, ''), ' ' order by id), '')
          from places_areacode where area_id = %s)
"""
_Stamp = tuple[Any, ...]
_of_area: dict[tuple[int | None, str], tuple[_Stamp, Calendar]] = {}
_made: dict[tuple[str, tuple[Hours, ...], _Stamp], Calendar] = {}


def calendar(area: int | None, unit: str = "") -> Calendar:
    """The working time of an area (None: the country), or of one of its units such as hall.

    Raises NoTerm when no jurisdiction states hours. 1 query when it is kept, 4 when it must be made.
    """
    stamp = _stamp(area)
    kept = _of_area.get((area, unit))
    if kept is not None and kept[0] == stamp:
        return kept[1]
    if len(_of_area) >= _MOST:
        _of_area.clear()
    made = _shared(unit, _hours(area, unit), stamp[2:4])
    _of_area[(area, unit)] = (stamp, made)
    return made


def tables() -> dict[int, YearTable]:
    """Every loaded year. 1 query."""
    rows = HolidayYear.objects.order_by("year").values_list("year", "source", "days")
    return {year: table_of(year, source, days) for year, source, days in rows}


def hours_term(area: int | None, on: dt.date) -> Term | None:
    """The term whose hours hold for an area on a day. 2 queries."""
    return _most_specific(_terms(), _code_on(_codes(area), on), on)


def _stamp(area: int | None) -> _Stamp:
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [KEY, KEY, area])
        return tuple(cursor.fetchone())


def _shared(unit: str, hours: tuple[Hours, ...], tables_stamp: _Stamp) -> Calendar:
    key = (unit, hours, tables_stamp)
    made = _made.get(key)
    if made is None:
        if any(one[2] != tables_stamp for one in list(_made)):
            _made.clear()
        loaded = tables()
        special = {day: what for table in loaded.values() for day, what in table.special.items()}
        made = _made[key] = Calendar(unit, hours, special, frozenset(loaded))
    return made


def _hours(area: int | None, unit: str) -> tuple[Hours, ...]:
    """The hours of every span in which terms and codes stay the same, oldest first."""
    codes, terms = _codes(area), _terms()
    dated: list[Term | AreaCode] = [*terms, *codes]
    days = {day for one in dated for day in (one.start, one.end) if day is not None}
    found: list[Hours] = []
    for first, _ in pairwise([dt.date.min, *sorted(days - {dt.date.min}), dt.date.max]):
        held = _most_specific(terms, _code_on(codes, first), first)
        if held is None:
            continue
        hours = read_hours(held.value, unit, first if found else None)
        if not found or (hours.week, hours.make_up) != (found[-1].week, found[-1].make_up):
            found.append(hours)
    if not found:
        raise NoTerm(f"no term {KEY}")
    return tuple(found)


def _terms() -> list[Term]:
    return list(Term.objects.filter(key=KEY))


def _codes(area: int | None) -> list[AreaCode]:
    return list(AreaCode.objects.filter(area=area)) if area is not None else []


def _code_on(codes: list[AreaCode], on: dt.date) -> str:
    return next((one.code for one in codes if _holds(one, on)), "")


def _most_specific(terms: list[Term], code: str, on: dt.date) -> Term | None:
    wanted = {"", *(code[:digits] for digits in _PREFIXES if len(code) >= digits)}
    fitting = [one for one in terms if one.jurisdiction in wanted and _holds(one, on)]
    return max(fitting, key=lambda one: len(one.jurisdiction), default=None)


def _holds(one: Term | AreaCode, on: dt.date) -> bool:
    return (one.start is None or one.start <= on) and (one.end is None or one.end > on)
