"""Rosters: shifts of several days at once, and which overlap. Moments are UTC, days those of China."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from .refusal import Refused
from .say import say

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOST = 62
"""Shifts entered at once: two months of days."""


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """From one moment up to another, both in UTC."""

    starts: dt.datetime
    ends: dt.datetime


def spread(
    first: dt.date,
    last: dt.date,
    weekdays: Collection[int],
    begin: dt.time,
    close: dt.time,
    *,
    most: int = MOST,
) -> list[Shift]:
    """A shift from `begin` to `close` on each of `weekdays` (0 = Monday) from `first` to `last`.

    A close at or before the begin belongs to the next day: 18:00 to 08:30 is a night.
    Raises Refused when no day falls in or too many do.
    """
    if last < first:
        raise Refused(say("The last day must not be before the first day."), "last")
    if (last - first).days > 366:
        raise Refused(say("At most a year at once."), "last")
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    chosen = [day for day in days if day.weekday() in weekdays]
    if not chosen:
        raise Refused(say("None of the chosen weekdays falls between these days."), "weekdays")
    if len(chosen) > most:
        raise Refused(
            say("{n} shifts at once are too many; enter at most {most}.", n=len(chosen), most=most), "last"
        )
    return [_shift(day, begin, close) for day in chosen]


def overlapping(new: Iterable[Shift], old: Iterable[Shift]) -> list[Shift]:
    """Those of `new` during which somebody of `old` is on duty already."""
    held = list(old)
    return [one for one in new if any(one.starts < other.ends and other.starts < one.ends for other in held)]


def _shift(day: dt.date, begin: dt.time, close: dt.time) -> Shift:
    until = day if close > begin else day + dt.timedelta(days=1)
    return Shift(_moment(day, begin), _moment(until, close))


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, SHANGHAI).astimezone(dt.UTC)
