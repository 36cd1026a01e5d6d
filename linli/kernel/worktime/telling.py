"""A deadline's derivation as one sentence.

自12月28日 16:50 收到起算 3 个工作日：12月29日（周六，调休上班）、1月2日 周三、1月3日 周四；元旦放假 12月30日至1月1日不计；到 1月3日 18:00 止。
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..say import Saying, by_count, clauses, listed, say
from . import words
from .calendar import DAY, MAKE_UP, MINUTE, Day
from .counting import local, standstills, worked

if TYPE_CHECKING:
    from .deadlines import Deadline

#: Most counted days that are named one by one; of more the first, the last and the make-up days.
NAMED = 8


def derivation(one: Deadline) -> Saying:
    """The sentence of a deadline."""
    begin, end = local(one.start), local(one.at)
    parts = {"today": _today, "hour": _by_clock, "day": _calendar_days, "working_day": _working_days}
    said = parts.get(one.unit, _working_time)(one, begin, end)
    if one.unit not in ("today", "hour"):
        said += _holidays(one)
    said += _pauses(one, begin.date())
    said.append(say("until {end}", end=words.end(end, begin.date())))
    if one.unpublished:
        years = listed([Saying(str(year)) for year in one.unpublished])
        said.append(
            say("the holidays of {years} are not published yet, counted with weekends only", years=years)
        )
    return clauses(said)


def _today(one: Deadline, begin: dt.datetime, end: dt.datetime) -> list[Saying]:
    near, steps = begin.date(), one.steps
    start, first = words.moment(begin, near), steps[0]
    if len(steps) == 1:
        return [say("received {start}, a working day: due the same day", start=start)]
    last = words.dated(steps[-1], near)
    if first.works:
        return [
            say("received {start} after closing: due on the next working day, {day}", start=start, day=last)
        ]
    return [
        say("received {start}, a day off ({why}): due on the next working day, {day}", start=start, why=words.off(first), day=last)
    ]  # fmt: skip


def _by_clock(one: Deadline, begin: dt.datetime, end: dt.datetime) -> list[Saying]:
    start = words.moment(begin, begin.date())
    several = say("{n} hours from {start}, day and night", n=one.amount, start=start)
    return [by_count(one.amount, say("1 hour from {start}, day and night", start=start), several)]


def _calendar_days(one: Deadline, begin: dt.datetime, end: dt.datetime) -> list[Saying]:
    near = begin.date()
    start = words.moment(begin, near)
    several = say("{n} days from receipt on {start}, the day itself not counted", n=one.amount, start=start)
    single = say("1 day from receipt on {start}, the day itself not counted", start=start)
    said = [by_count(one.amount, single, several)]
    nominal = near + one.amount * DAY
    if not one.pauses and not one.calendar.day(nominal).works:
        off = one.calendar.day(nominal)
        said.append(
            say("the last day {day} is off ({why}), moved to the next working day", day=words.dated(off, near), why=words.off(off))
        )  # fmt: skip
    return said


def _working_days(one: Deadline, begin: dt.datetime, end: dt.datetime) -> list[Saying]:
    near = begin.date()
    days = _days([day for day in one.steps[1:] if day.works][: one.amount], near)
    start = words.moment(begin, near)
    several = say("{n} working days from receipt on {start}: {days}", n=one.amount, start=start, days=days)
    single = say("1 working day from receipt on {start}: {days}", start=start, days=days)
    return [by_count(one.amount, single, several)]


def _days(counted: Sequence[Day], near: dt.date) -> Saying:
    """Each by name, or the first and last with the make-up days between."""
    if len(counted) <= NAMED:
        return listed([words.dated(day, near) for day in counted])
    ends = {"first": words.dated(counted[0], near), "last": words.dated(counted[-1], near)}
    extra = [words.dated(day, near) for day in counted[1:-1] if day.kind == MAKE_UP]
    if extra:
        return say("{first} to {last}, among them {days}", days=listed(extra), **ends)
    return say("{first} to {last}", **ends)


def _working_time(one: Deadline, begin: dt.datetime, end: dt.datetime) -> list[Saying]:
    near = begin.date()
    stops = standstills(one.pauses)
    shares = []
    for day in one.steps:
        midnight = dt.datetime.combine(day.day, dt.time())
        share = worked(one.calendar, max(begin, midnight), min(end, midnight + DAY), stops)
        if share:
            shares.append((day, -(-share // MINUTE)))
    start = words.moment(begin, near)
    parts = [
        say("{day} {time}", day=words.dated(day, near), time=words.minutes(share)) for day, share in shares
    ]
    if len(parts) > NAMED:
        parts = [_days([day for day, _ in shares], near)]
    days = listed(parts)
    if one.unit == "working_minute":
        several = say("{n} working minutes from {start}: {days}", n=one.amount, start=start, days=days)
        single = say("1 working minute from {start}: {days}", start=start, days=days)
    else:
        several = say("{n} working hours from {start}: {days}", n=one.amount, start=start, days=days)
        single = say("1 working hour from {start}: {days}", start=start, days=days)
    return [by_count(one.amount, single, several)]


def _holidays(one: Deadline) -> list[Saying]:
    """The holidays on the way, which were skipped."""
    if one.unit == "day":
        return []
    found = words.breaks(one.steps, one.steps[0].day)
    return [say("{holidays} not counted", holidays=listed(found))] if found else []


def _pauses(one: Deadline, near: dt.date) -> list[Saying]:
    """The pauses that lie on the way, each with its reason."""
    found = []
    for pause in one.pauses:
        if pause.start < one.at and pause.end > one.start:
            first, last = words.moment(local(pause.start), near), words.end(local(pause.end), near)
            if pause.reason:
                found.append(
                    say(
                        "on hold {first} to {last} ({why}), not counted",
                        first=first,
                        last=last,
                        why=pause.reason,
                    )
                )
            else:
                found.append(say("on hold {first} to {last}, not counted", first=first, last=last))
    return found
