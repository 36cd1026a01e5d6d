"""How much working time lies between two moments, and when a given amount of it has passed.

Inside, time is local without zone and exact to the microsecond; moments that come in carry a zone,
those that go out are in UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..refusal import Refused
from ..say import say
from .calendar import CHINA, DAY, MINUTE, Calendar, Day, Intervals, Stretch, demand_year

NOTHING = dt.timedelta()


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still from `start` up to `end`, because of `reason` (等施工单位)."""

    start: dt.datetime
    end: dt.datetime
    reason: str = ""


def local(moment: dt.datetime) -> dt.datetime:
    """The wall clock in China, without zone. Raises Refused outside the years that can be counted."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    found = moment.astimezone(CHINA).replace(tzinfo=None)
    demand_year(found.year)
    return found


def moment(wall: dt.datetime) -> dt.datetime:
    """The moment of a wall clock in China, in UTC."""
    return wall.replace(tzinfo=CHINA).astimezone(dt.UTC)


def day_kind(calendar: Calendar, day: dt.date) -> Day:
    """Whether a day is WORKING, WEEKEND, HOLIDAY or MAKE_UP, with the holiday's name and its hours."""
    return calendar.day(day)


def is_working_day(calendar: Calendar, day: dt.date) -> bool:
    """Whether a day has working hours."""
    return calendar.day(day).works


def intervals(calendar: Calendar, day: dt.date) -> Intervals:
    """The hours of a day in minutes from midnight; () on a day off."""
    return calendar.day(day).intervals


def open_at(calendar: Calendar, moment: dt.datetime) -> bool:
    """Whether a moment lies in working hours; the closing minute itself does not."""
    wall = local(moment)
    return any(opens <= wall < closes for opens, closes in calendar.day(wall.date()).stretches)


def next_open(calendar: Calendar, start: dt.datetime) -> dt.datetime:
    """The first open moment at or after `start`."""
    return moment(next(stretches(calendar, local(start)))[0])


def close_of(calendar: Calendar, day: dt.date) -> dt.datetime | None:
    """When a day's last hours end; None on a day off."""
    held = calendar.day(day).stretches
    return moment(held[-1][1]) if held else None


def elapsed(calendar: Calendar, start: dt.datetime, end: dt.datetime, pauses: Iterable[Pause] = ()) -> int:
    """Whole working minutes from `start` to `end`, without those of the pauses. Raises Refused when reversed."""
    begin, stop = local(start), local(end)
    if stop < begin:
        raise Refused(say("The end lies before the start."), "end")
    return worked(calendar, begin, stop, standstills(pauses)) // MINUTE


def earlier(calendar: Calendar, end: dt.datetime, minutes: int) -> dt.datetime:
    """The last moment from which `minutes` working minutes remain until `end`: when to remind."""
    stop, left = local(end), minutes * MINUTE
    day = stop.date()
    while True:
        for opens, closes in reversed(calendar.day(day).stretches):
            held = min(closes, stop) - opens
            if held > NOTHING and held >= left:
                return moment(min(closes, stop) - left)
            left -= max(held, NOTHING)
        day -= DAY


def stretches(calendar: Calendar, begin: dt.datetime) -> Iterator[Stretch]:
    """The open stretches at and after `begin`, the first cut to it. Raises Refused where the years end."""
    day = begin.date()
    while True:
        for opens, closes in calendar.day(day).stretches:
            if closes > begin:
                yield (max(opens, begin), closes)
        day += DAY


def standstills(pauses: Iterable[Pause]) -> list[Stretch]:
    """Pauses in order, those that meet or overlap made one. Raises Refused for one that runs backwards."""
    found: list[Stretch] = []
    for start, end in sorted((local(one.start), local(one.end)) for one in pauses):
        if end < start:
            raise Refused(say("A pause ends before it begins."), "pauses")
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return found


def worked(
    calendar: Calendar, begin: dt.datetime, stop: dt.datetime, stops: Sequence[Stretch]
) -> dt.timedelta:
    """Working time between two wall clocks without the standstills."""
    total = NOTHING
    day, last = begin.date(), stop.date()
    while day <= last:
        for opens, closes in calendar.day(day).stretches:
            first, end = max(opens, begin), min(closes, stop)
            if first < end:
                total += end - first
                for halt, on in stops:
                    total -= max(min(on, end) - max(halt, first), NOTHING)
        day += DAY
    return total


def after(open_time: Iterable[Stretch], amount: dt.timedelta, stops: Sequence[Stretch]) -> dt.datetime:
    """The first wall clock by which `amount` (more than nothing) of the open time has passed."""
    left = amount
    for opens, closes in _running(open_time, stops):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    raise Refused(say("No working time is left to count."))


def _running(open_time: Iterable[Stretch], stops: Sequence[Stretch]) -> Iterator[Stretch]:
    """Open time with the standstills cut out."""
    if not stops:
        yield from open_time
        return
    for opens, closes in open_time:
        for halt, on in stops:
            if on <= opens or halt >= closes:
                continue
            if opens < halt:
                yield (opens, halt)
            opens = min(on, closes)
        if opens < closes:
            yield (opens, closes)
