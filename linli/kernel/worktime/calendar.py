"""Working days and hours: a week's hours, the published holidays, the make-up working days (调休).

Days are those of China. Its zone has been eight hours before UTC without daylight saving since
September 1991, so years before 1992 are refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..refusal import Refused
from ..say import say

CHINA = dt.timezone(dt.timedelta(hours=8), "China")
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
FIRST_YEAR, LAST_YEAR = 1992, 2199
FULL_DAY = 24 * 60

WORKING, WEEKEND, HOLIDAY, MAKE_UP = "working", "weekend", "holiday", "make_up"

#: Minutes of the day from midnight, half-open, in order: ((540, 720), (810, 1080)).
Intervals = tuple[tuple[int, int], ...]
#: A stretch of local time without zone.
Stretch = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a week that hold from `start` on (None: from ever), Monday first; () is a day off.

    `make_up` are the hours of a make-up working day whose weekday has none of its own.
    """

    week: tuple[Intervals, ...]
    make_up: Intervals
    start: dt.date | None = None

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise Refused(say("Working hours are told for the seven days of a week."), "working_hours")
        for one in (*self.week, self.make_up):
            _demand_order(one)
        if not any(self.week) or not self.make_up:
            raise Refused(say("Working hours need at least one day of the week with hours."), "working_hours")

    @classmethod
    def of(cls, days: Iterable[int], intervals: Intervals, start: dt.date | None = None) -> Hours:
        """The same hours on some days of the week (1 Monday … 7 Sunday) and on make-up days."""
        chosen = set(days)
        return cls(tuple(intervals if day in chosen else () for day in range(1, 8)), intervals, start)


@dataclass(frozen=True, slots=True)
class Special:
    """A day that differs from its weekday: HOLIDAY or MAKE_UP, and for which holiday (元旦)."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Day:
    """What a calendar says of one day. `published`: the notice that decides about it has appeared."""

    day: dt.date
    kind: str
    name: str
    published: bool
    intervals: Intervals
    stretches: tuple[Stretch, ...]

    @property
    def works(self) -> bool:
        """Whether it has working hours."""
        return bool(self.stretches)


@dataclass(frozen=True)
class Calendar:
    """Whose hours (`name`), one or more dated sets of them in order, and the country's special days.

    `published` names the years whose table of holidays is loaded; other years know weekends only.
    """

    name: str
    hours: tuple[Hours, ...]
    special: Mapping[dt.date, Special] = field(default_factory=dict)
    published: frozenset[int] = frozenset()
    _days: dict[dt.date, Day] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [one.start or dt.date.min for one in self.hours]
        if not starts or starts != sorted(set(starts)):
            raise Refused(
                say("Working hours need a first set, and each further one a later day."), "working_hours"
            )

    def day(self, day: dt.date) -> Day:
        """What `day` is here. Raises Refused outside the years that can be counted."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = self._looked_up(day)
        return found

    def hours_on(self, day: dt.date) -> Hours:
        """The set of hours that holds on a day; before the first one's start the first."""
        held = self.hours[0]
        for one in self.hours[1:]:
            if one.start is not None and one.start <= day:
                held = one
        return held

    def unpublished(self, first: dt.date, last: dt.date) -> tuple[int, ...]:
        """The years between two days (both included) whose table is needed and missing.

        The break of 元旦 may begin in the old year and its make-up day lie before it (2018-12-29), by
        the notice of the new year: from 26 December on, both years' tables are needed.
        """
        after = last.year + ((last.month, last.day) >= (12, 26))
        return tuple(one for one in range(first.year, after + 1) if one not in self.published)

    def _looked_up(self, day: dt.date) -> Day:
        demand_year(day.year)
        hours, special = self.hours_on(day), self.special.get(day)
        usual = hours.week[day.weekday()]
        held: Intervals
        if special is not None and special.kind == HOLIDAY:
            kind, held = HOLIDAY, ()
        elif special is not None:
            kind, held = MAKE_UP, usual or hours.make_up
        else:
            kind, held = (WORKING if usual else WEEKEND), usual
        midnight = dt.datetime.combine(day, dt.time())
        stretches = tuple((midnight + opens * MINUTE, midnight + closes * MINUTE) for opens, closes in held)
        name = special.name if special is not None else ""
        return Day(day, kind, name, not self.unpublished(day, day), held, stretches)


def demand_year(year: int) -> None:
    """Raise Refused for a year in which working time is not counted."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            say("Working time is counted from {first} to {last}; {year} lies outside.", first=FIRST_YEAR, last=LAST_YEAR, year=year)
        )  # fmt: skip


def read_intervals(pairs: Sequence[Sequence[str]]) -> Intervals:
    """[["09:00", "12:00"], ["13:30", "18:00"]] as minutes; 24:00 ends a day. Raises Refused."""
    found = tuple((_minutes(pair[0]), _minutes(pair[1])) for pair in pairs if _is_pair(pair))
    _demand_order(found)
    return found


def written(intervals: Intervals) -> str:
    """09:00–12:00 13:30–18:00."""
    return " ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in intervals)


def _is_pair(pair: Sequence[str]) -> bool:
    if isinstance(pair, str) or len(pair) != 2:
        raise Refused(say("Working hours are pairs of times: 09:00 and 12:00."), "working_hours")
    return True


def _minutes(text: str) -> int:
    hour, _, minute = str(text).partition(":")
    if len(minute) == 2 and hour.isdecimal() and minute.isdecimal() and int(minute) < 60:
        found = int(hour) * 60 + int(minute)
        if found <= FULL_DAY:
            return found
    raise Refused(say("“{text}” is no time of day. Write it as 09:00.", text=str(text)[:20]), "working_hours")


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _demand_order(intervals: Intervals) -> None:
    last = -1
    for opens, closes in intervals:
        if not last < opens < closes <= FULL_DAY:
            raise Refused(
                say("The hours {hours} overlap or run backwards.", hours=written(intervals)), "working_hours"
            )
        last = closes
