"""By when: `deadline` for any amount of any unit, `day_close` for the today rule.

Law: 民法典 第二百零一条 (a day that begins a period does not count; hours run from the moment),
第二百零三条 (a last day that is off moves to the next day that is not; business hours end the day).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..refusal import Refused
from ..say import Saying, say
from . import telling
from .calendar import DAY, MINUTE, Calendar, Day, Stretch, demand_year
from .counting import Pause, after, local, moment, standstills, stretches, worked

WORKING_MINUTE, WORKING_HOUR, WORKING_DAY = "working_minute", "working_hour", "working_day"
HOURS, DAYS = "hour", "day"
#: Unit → the largest amount: about ten years.
MOST = {WORKING_MINUTE: 1_200_000, WORKING_HOUR: 20_000, WORKING_DAY: 2_500, HOURS: 87_600, DAYS: 3_650}
UNITS = tuple(MOST)
#: Longer than any period that may be asked for, pauses included.
FOR_EVER = dt.timedelta(days=365 * 1000)
#: The unit of `day_close` in a Deadline.
TODAY = "today"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment (UTC) and how it came about; equal where both are.

    unpublished  years on the way without a table of holidays, counted with weekends only
    pauses       those given, in order
    """

    at: dt.datetime
    start: dt.datetime
    amount: int
    unit: str
    calendar: Calendar
    unpublished: tuple[int, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether it must be counted again when the missing table arrives."""
        return bool(self.unpublished)

    @property
    def steps(self) -> tuple[Day, ...]:
        """Every day from the start's to the deadline's, as the calendar has it."""
        first, last = local(self.start).date(), _last_day(local(self.at))
        return tuple(self.calendar.day(first + n * DAY) for n in range((last - first).days + 1))

    @property
    def derivation(self) -> Saying:
        """How it was counted, in one sentence for a person."""
        return telling.derivation(self)


def deadline(
    start: dt.datetime, amount: int, unit: str, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> Deadline:
    """When `amount` of `unit` after `start` is over.

    working_minute, working_hour  the first moment by which so much working time has passed
    working_day   the day of receipt does not count; the closing of the last of the working days after it
    hour          by the clock, day and night
    day           the day of receipt does not count; the closing of the last day, or where that is off
                  of the next working day
    Pauses move it by the working time they cover (by the clock for hour and day). For days the count
    begins at the midnight after receipt, so a pause on the day of receipt moves nothing.
    Raises Refused for an amount below 1 or above MOST, an unknown unit, a year out of range.
    """
    _demand(amount, unit)
    begin, held = local(start), tuple(sorted(pauses, key=lambda one: one.start))
    stops = standstills(held)
    at = _COUNT[unit](begin, amount, calendar, stops)
    demand_year(at.year)
    missing = () if unit == HOURS else calendar.unpublished(begin.date(), _last_day(at))
    return Deadline(moment(at), start, amount, unit, calendar, missing, held)


def day_close(received: dt.datetime, calendar: Calendar) -> Deadline:
    """The today rule: what arrives on a working day before its last closing is due by that closing,
    everything else by the closing of the next working day.

    "Outside" thus means: after the day's last closing (the closing moment itself included) or on a day off.
    What arrives before opening or in the noon break counts for that day, for the desk still has hours
    that day, the promise is one of the calendar day (今天能解决的今天解决), and a letter of 08:50 must
    not get a day more than one of 09:10.
    """
    wall = local(received)
    day = wall.date()
    while True:
        held = calendar.day(day).stretches
        if held and wall < held[-1][1]:
            missing = calendar.unpublished(wall.date(), day)
            return Deadline(moment(held[-1][1]), received, 1, TODAY, calendar, missing)
        day += DAY


def _demand(amount: int, unit: str) -> None:
    if unit not in MOST:
        raise Refused(say("“{unit}” is no unit of time.", unit=unit[:20]), "unit")
    if amount < 1:
        raise Refused(say("A deadline needs at least 1."), "amount")
    if amount > MOST[unit]:
        raise Refused(say("A deadline can be at most {most}.", most=MOST[unit]), "amount")


def _minutes(begin: dt.datetime, amount: int, calendar: Calendar, stops: Sequence[Stretch]) -> dt.datetime:
    return after(stretches(calendar, begin), amount * MINUTE, stops)


def _working_hours(
    begin: dt.datetime, amount: int, calendar: Calendar, stops: Sequence[Stretch]
) -> dt.datetime:
    return _minutes(begin, amount * 60, calendar, stops)


def _working_days(
    begin: dt.datetime, amount: int, calendar: Calendar, stops: Sequence[Stretch]
) -> dt.datetime:
    midnight, day = _midnight_after(begin), begin.date()
    while amount:
        day += DAY
        amount -= calendar.day(day).works
    close = calendar.day(day).stretches[-1][1]
    if not stops or stops[-1][1] <= midnight or stops[0][0] >= close:
        return close
    return after(stretches(calendar, midnight), worked(calendar, midnight, close, ()), stops)


def _clock_hours(
    begin: dt.datetime, amount: int, calendar: Calendar, stops: Sequence[Stretch]
) -> dt.datetime:
    return after(_ever(begin), amount * 60 * MINUTE, stops)


def _days(begin: dt.datetime, amount: int, calendar: Calendar, stops: Sequence[Stretch]) -> dt.datetime:
    end = after(_ever(_midnight_after(begin)), amount * DAY, stops)
    return next(closes for _, closes in _last_of_days(calendar, _last_day(end)))


def _last_of_days(calendar: Calendar, day: dt.date) -> Iterable[Stretch]:
    """The last stretch of every working day from `day` on."""
    while True:
        held = calendar.day(day).stretches
        if held:
            yield held[-1]
        day += DAY


def _ever(begin: dt.datetime) -> Iterable[Stretch]:
    return [(begin, begin + FOR_EVER)]


def _midnight_after(begin: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(begin.date() + DAY, dt.time())


def _last_day(end: dt.datetime) -> dt.date:
    """The day that an end belongs to: midnight ends the day before."""
    return end.date() - DAY if end.time() == dt.time() else end.date()


_COUNT = {
    WORKING_MINUTE: _minutes, WORKING_HOUR: _working_hours, WORKING_DAY: _working_days,
    HOURS: _clock_hours, DAYS: _days,
}  # fmt: skip
