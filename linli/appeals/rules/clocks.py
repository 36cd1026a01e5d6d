"""Counting a deadline of an appeal: when, why, and when to remind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from linli.kernel import say
from linli.kernel.say import kept
from linli.kernel.worktime import Calendar, Pause, close_of, day_close, deadline

from .ladder import Span

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
#: 暂缓 stops these; what was promised to the resident, or set by others, runs on.
PAUSED = ("ladder", "revisit")


@dataclass(frozen=True, slots=True)
class Counted:
    """One counted deadline, as a Clock keeps it."""

    started: dt.datetime
    amount: int
    unit: str
    due: dt.datetime
    provisional: bool
    why: dict[str, Any]
    remind_at: dt.datetime | None = None


def counted(start: dt.datetime, span: Span, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Counted:
    """The deadline of a span from `start` on."""
    if span.unit == "minute":
        return _minutes(start, span.amount)
    held = tuple(pauses)
    found = deadline(start, span.amount, span.unit, calendar, held)
    remind = (
        deadline(start, span.remind_after, "working_hour", calendar, held).at if span.remind_after else None
    )
    if remind is not None and remind >= found.at:
        remind = None
    return Counted(start, span.amount, span.unit, found.at, found.provisional, kept(found.derivation), remind)


def today(received: dt.datetime, calendar: Calendar) -> Counted:
    """The close of the day the today rule counts it to."""
    found = day_close(received, calendar)
    return Counted(received, 1, "today", found.at, found.provisional, kept(found.derivation))


def counts_on(counted: Counted) -> dt.date:
    """The working day of a today deadline."""
    return day_of(counted.due)


def day_of(moment: dt.datetime) -> dt.date:
    """The day of a moment in China."""
    return moment.astimezone(SHANGHAI).date()


def promise(day: dt.date, at: dt.datetime, calendar: Calendar) -> Counted:
    """The close of a promised day; on a day off its midnight, for a promise is kept on its day."""
    close = close_of(calendar, day)
    end = close or dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), SHANGHAI).astimezone(dt.UTC)
    late = max(end, at)
    return Counted(at, 0, "promised", late, False, {})


def _minutes(start: dt.datetime, amount: int) -> Counted:
    """Emergencies: minutes by the clock, day and night."""
    why = say("{n} minutes from the call, day and night.", n=amount)
    return Counted(start, amount, "minute", start + dt.timedelta(minutes=amount), False, kept(why))


def given(start: dt.datetime, due: dt.datetime) -> Counted:
    """A deadline that others set (12345)."""
    return Counted(start, 0, "given", due, False, {})
