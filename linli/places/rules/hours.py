"""The term `working_hours`: {"days": [1, …, 5], "hours": [["09:00", "12:00"], …], "units": {"hall": {…}}}.

Instead of days and hours a value may say "week": {"1": [["09:00", "17:00"]], "6": […]} (1 Monday), and
"make_up": […] for make-up working days; without it these have the hours of the first day of the week
that has any.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from linli.kernel import Refused, say
from linli.kernel.worktime import Hours, Intervals, read_intervals

_KNOWN = {"days", "hours", "week", "make_up", "units"}


def read_hours(value: Any, unit: str = "", start: dt.date | None = None) -> Hours:
    """The hours of a unit (such as hall), or the general ones when it has none of its own. Raises Refused."""
    stated = _mapping(value)
    units = _mapping(stated.get("units", {}))
    if unit and unit in units:
        stated = _mapping(units[unit])
    if set(stated) - _KNOWN:
        raise _wrong()
    week = _week(stated)
    first: Intervals = next((one for one in week if one), ())
    return Hours(week, read_intervals(stated["make_up"]) if "make_up" in stated else first, start)


def units_of(value: Any) -> list[str]:
    """The units that have hours of their own."""
    return sorted(_mapping(_mapping(value).get("units", {})))


def demand_hours(value: Any) -> None:
    """Raise Refused unless every part of a value can be read."""
    for unit in ("", *units_of(value)):
        read_hours(value, unit)


def _week(stated: Mapping[str, Any]) -> tuple[Intervals, ...]:
    try:
        if "week" in stated:
            days = {int(day): read_intervals(pairs) for day, pairs in _mapping(stated["week"]).items()}
        else:
            intervals = read_intervals(stated["hours"])
            days = dict.fromkeys((int(day) for day in stated["days"]), intervals)
    except (KeyError, TypeError, ValueError):
        raise _wrong() from None
    if set(days) - set(range(1, 8)):
        raise _wrong()
    return tuple(days.get(day, ()) for day in range(1, 8))


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _wrong()
    return value


def _wrong() -> Refused:
    return Refused(
        say("working hours are days from 1 (Monday) to 7 and pairs of times such as 09:00 and 12:00"),
        "working_hours",
    )
