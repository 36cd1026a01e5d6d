"""Calendars for tests, and a walker that counts working time minute by minute."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from hypothesis import strategies as st

from linli.kernel.worktime import CHINA, Calendar, Hours, Pause, Special, read_intervals
from linli.kernel.worktime.calendar import HOLIDAY, MAKE_UP, Intervals

SEED = Path(__file__).resolve().parents[2] / "places" / "data" / "workdays-CN.json"
USUAL = read_intervals([["09:00", "12:00"], ["13:30", "18:00"]])
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


def special_days() -> tuple[dict[dt.date, Special], frozenset[int]]:
    """The seed table as a calendar takes it, read here by other means than the product's."""
    found: dict[dt.date, Special] = {}
    years = json.loads(SEED.read_text(encoding="utf-8"))["years"]
    for year in years:
        for one in year["holidays"]:
            day = dt.date.fromisoformat(one["first"])
            while day <= dt.date.fromisoformat(one["last"]):
                found[day] = Special(HOLIDAY, one["name"])
                day += DAY
        for one in year["make_up"]:
            found[dt.date.fromisoformat(one["day"])] = Special(MAKE_UP, one["name"])
    return found, frozenset(year["year"] for year in years)


def china(without: Iterable[int] = ()) -> Calendar:
    """The demonstration's hours and the published holidays, as if the years `without` were not yet."""
    special, years = special_days()
    gone = set(without)
    kept = {day: what for day, what in special.items() if day.year not in gone}
    return Calendar("", (Hours.of(range(1, 6), USUAL),), kept, years - gone)


def at(text: str) -> dt.datetime:
    """2018-12-28 16:50 in China."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA)


class Walker:
    """Knows only, from plain lists, which minutes of which day are open, and walks them one by one."""

    def __init__(self, hours: Iterable[Hours], special: Mapping[dt.date, Special]) -> None:
        self.hours = list(hours)
        self.special = special

    def works(self, day: dt.date) -> bool:
        return any(True for _ in self.open_minutes(day))

    def open_minutes(self, day: dt.date) -> Iterable[int]:
        held = [one for one in self.hours if one.start is None or one.start <= day][-1]
        intervals = held.week[day.isoweekday() - 1]
        what = self.special.get(day)
        if what is not None and what.kind == HOLIDAY:
            intervals = ()
        elif what is not None and not intervals:
            intervals = held.make_up
        return [minute for opens, closes in intervals for minute in range(opens, closes)]

    def minutes(self, start: dt.datetime, days: int) -> Iterable[dt.datetime]:
        """The beginning of every open minute at or after `start`, which is a whole minute."""
        wall = start.astimezone(CHINA)
        for n in range(days):
            day = wall.date() + n * DAY
            for minute in self.open_minutes(day):
                moment = dt.datetime.combine(day, dt.time(), CHINA) + minute * MINUTE
                if moment >= wall:
                    yield moment

    def elapsed(self, start: dt.datetime, end: dt.datetime, pauses: Iterable[Pause] = ()) -> int:
        days = (end.date() - start.date()).days + 2
        return sum(1 for one in self.minutes(start, days) if one < end and not paused(one, pauses))

    def after(self, start: dt.datetime, minutes: int, pauses: Iterable[Pause] = ()) -> dt.datetime:
        """The end of the last of so many open, not paused minutes."""
        for one in self.minutes(start, 4_000):
            minutes -= not paused(one, pauses)
            if not minutes:
                return one + MINUTE
        raise AssertionError("walked too far")

    def close(self, day: dt.date) -> dt.datetime:
        last = max(self.open_minutes(day))
        return dt.datetime.combine(day, dt.time(), CHINA) + (last + 1) * MINUTE


def paused(moment: dt.datetime, pauses: Iterable[Pause]) -> bool:
    return any(one.start <= moment < one.end for one in pauses)


@st.composite
def intervals(draw: st.DrawFn, least: int = 0) -> Intervals:
    """None to three stretches of a day, up to midnight."""
    count = draw(st.integers(least, 3))
    cuts = sorted(draw(st.sets(st.integers(0, 96), min_size=2 * count, max_size=2 * count)))
    return tuple((15 * cuts[2 * n], 15 * cuts[2 * n + 1]) for n in range(count))


@st.composite
def hours(draw: st.DrawFn, start: dt.date | None = None) -> Hours:
    """A week with hours on at least one day."""
    week = [draw(intervals()) for _ in range(7)]
    week[draw(st.integers(0, 6))] = draw(intervals(1))
    return Hours(tuple(week), draw(intervals(1)), start)


FIRST = dt.date(2018, 12, 1)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Random hours that may change on a day, random days off and make-up days near the new year 2019."""
    sets = [draw(hours())]
    if draw(st.booleans()):
        sets.append(draw(hours(FIRST + draw(st.integers(1, 60)) * DAY)))
    days = draw(st.dictionaries(st.integers(0, 60), st.sampled_from([HOLIDAY, MAKE_UP]), max_size=25))
    special = {FIRST + n * DAY: Special(kind, "元旦") for n, kind in days.items()}
    return Calendar("", tuple(sets), special, frozenset(range(2018, 2021)))


@st.composite
def moments(draw: st.DrawFn) -> dt.datetime:
    """A whole minute near the new year 2019."""
    return at("2018-12-10 00:00") + draw(st.integers(0, 30 * 24 * 60)) * MINUTE


@st.composite
def pauses(draw: st.DrawFn) -> list[Pause]:
    """None to three pauses that may overlap."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(moments())
        found.append(Pause(start, start + draw(st.integers(0, 6 * 24 * 60)) * MINUTE, "等配件"))
    return found


def walker(calendar: Calendar) -> Walker:
    return Walker(calendar.hours, calendar.special)
