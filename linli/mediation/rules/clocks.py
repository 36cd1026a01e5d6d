"""Days of mediation: the month (人民调解工作若干规定 art. 33), its extension by consent, the window of judicial confirmation."""

from __future__ import annotations

import calendar as months
import datetime as dt
from dataclasses import dataclass

from linli.kernel import Refused, Saying, say
from linli.kernel.worktime import Calendar, is_working_day

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """What the term mediation_clock says: months to settle, months more by consent, days to ask for confirmation."""

    months: int = 1
    extension: int = 1
    confirm_days: int = 30


@dataclass(frozen=True, slots=True)
class Last:
    """The last day of a span, and how it was counted."""

    day: dt.date
    derivation: Saying


def month_later(day: dt.date, count: int) -> dt.date:
    """The same day of a later month, or that month's last one (民法典 art. 202)."""
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return dt.date(year, month, min(day.day, months.monthrange(year, month)[1]))


def settle_by(accepted: dt.date, count: int, calendar: Calendar) -> Last:
    """By when it is to be settled: `count` months, counted from the day after it was accepted."""
    named = month_later(accepted, count)
    return _moved(
        named, calendar,
        say("{n} month(s) from the day after {start}", n=count, start=accepted.isoformat()),
    )  # fmt: skip


def extend_to(due: dt.date, until: dt.date, agreed: dt.date, most: int) -> dt.date:
    """The new last day. Refused when it is not later, or later than the term allows."""
    last = month_later(due, most)
    if until <= due:
        raise Refused(say("It is due on {day} already; choose a later day.", day=due.isoformat()), "until")
    if until > last:
        raise Refused(say("At most until {day}.", day=last.isoformat()), "until")
    if agreed > until:
        raise Refused(say("The parties agree before the new day."), "on")
    return until


def confirm_by(effective: dt.date, days: int, calendar: Calendar) -> Last:
    """Last day of the joint application (人民调解法 art. 33): the day of effect is not counted."""
    named = effective + days * _DAY
    return _moved(
        named, calendar, say("{n} days from the day after {start}", n=days, start=effective.isoformat())
    )


def _moved(named: dt.date, calendar: Calendar, words: Saying) -> Last:
    """A span that ends on a day off ends on the next working day (民法典 art. 203)."""
    last = named
    while not is_working_day(calendar, last) and (last - named).days < 15:
        last += _DAY
    if last == named:
        return Last(named, say("{how}: until {day}", how=words, day=named.isoformat()))
    return Last(
        last,
        say("{how}: {named} is a day off, so until {day}", how=words, named=named.isoformat(), day=last.isoformat()),
    )  # fmt: skip
