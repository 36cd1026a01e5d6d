"""The messengers' roster (domain §3 值守时段): every hour of a week shows where a call goes.

A messenger answers, else whoever has the duty phone, else nobody. Volunteers answer by day; nights are the duty
phone's unless the messenger agreed. A week of theirs has a cap (term contact_messenger_hours).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from linli.kernel import ALLOWED, Verdict, refuse, say
from linli.kernel.rota import SHANGHAI, Shift

MESSENGER, DUTY, NOBODY = "messenger", "duty", "nobody"
KINDS = (MESSENGER, DUTY, NOBODY)
WEEK, HOUR = dt.timedelta(days=7), dt.timedelta(hours=1)
HOURS = 168
#: Shifts entered at once: a year of days.
MOST = 366
_DAY = 24


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for volunteers: the hours by day, and how many a week."""

    begins: dt.time
    ends: dt.time
    most: int

    @classmethod
    def of(cls, day: Mapping[str, str], most: int) -> Terms:
        """From the values of contact_messenger_day and contact_messenger_hours."""
        return cls(dt.time.fromisoformat(day["from"]), dt.time.fromisoformat(day["to"]), most)


@dataclass(frozen=True, slots=True)
class Taken:
    """A shift that somebody has."""

    shift: Shift
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers in an hour: kind, name, and the key of the messenger's shift."""

    kind: str
    name: str = ""
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of one day, one after the other, with the same answer: from `first` up to `until` (0 to 24)."""

    first: int
    until: int
    answer: Answer

    @property
    def hours(self) -> int:
        """How many."""
        return self.until - self.first


@dataclass(frozen=True, slots=True)
class Held:
    """A shift of messenger or duty phone, as the grid is made of."""

    shift: Shift
    answer: Answer


def week_of(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def midnight(day: dt.date) -> dt.datetime:
    """When a day begins in China, in UTC."""
    return dt.datetime.combine(day, dt.time(), SHANGHAI).astimezone(dt.UTC)


def grid(monday: dt.date, messengers: Sequence[Held], duty: Sequence[Held]) -> list[list[Answer]]:
    """Seven days of 24 hours: the messenger whose shift covers the whole hour, else the duty phone, else nobody."""
    first = midnight(monday)
    hours: list[list[Answer]] = []
    for day in range(7):
        begin = first + day * _DAY * HOUR
        hours.append([_answer(begin + n * HOUR, messengers, duty) for n in range(_DAY)])
    return hours


def spans(day: Sequence[Answer]) -> list[Span]:
    """The hours of one day put together where the answer stays."""
    found: list[Span] = []
    for hour, answer in enumerate(day):
        if found and found[-1].answer == answer:
            found[-1] = Span(found[-1].first, hour + 1, answer)
        else:
            found.append(Span(hour, hour + 1, answer))
    return found


def counted(hours: Iterable[Iterable[Answer]]) -> dict[str, int]:
    """kind → hours of a week; they add up to 168."""
    found = dict.fromkeys(KINDS, 0)
    for day in hours:
        for one in day:
            found[one.kind] += 1
    return found


def fits_hours(shifts: Iterable[Shift]) -> Verdict:
    """Shifts begin and end on the full hour, so that an hour has one answer."""
    for one in shifts:
        if one.ends <= one.starts:
            return refuse(say("The shift must end after it begins."))
        if any((at.minute, at.second, at.microsecond) != (0, 0, 0) for at in (one.starts, one.ends)):
            return refuse(say("Shifts begin and end on the full hour."))
    return ALLOWED


def by_day(shifts: Iterable[Shift], terms: Terms) -> Verdict:
    """Whether all lie in the hours of volunteers; nights are the duty phone's."""
    outside = sum(1 for one in shifts if not _in_day(one, terms))
    if outside:
        return refuse(
            say(
                "{n} shifts lie outside {begin} to {end}. At night the duty phone answers; tick the box below when the messenger agreed.",
                n=outside, begin=f"{terms.begins:%H:%M}", end=f"{terms.ends:%H:%M}",
            )
        )  # fmt: skip
    return ALLOWED


def free(new: Iterable[Shift], held: Sequence[Taken]) -> Verdict:
    """Whether nobody answers yet in these hours: an hour has one answer."""
    met = [(one, other) for one in new for other in held if _meet(one, other.shift)]
    if not met:
        return ALLOWED
    one, other = min(met, key=lambda pair: pair[0])
    return refuse(
        say(
            "In {n} of these shifts somebody answers already, first {name} on {span}.",
            n=len({pair[0] for pair in met}), name=other.name, span=told(other.shift),
        )
    )  # fmt: skip


def within_cap(name: str, new: Sequence[Shift], held: Sequence[Shift], terms: Terms) -> Verdict:
    """Whether no week of a volunteer gets more hours than the cap; a refusal says the arithmetic of the first."""
    before, more = hours_by_week(held), hours_by_week(new)
    for monday in sorted(more):
        total = before.get(monday, 0) + more[monday]
        if total > terms.most:
            return refuse(
                say(
                    "In the week from {monday} {name} has {held} hours; {new} more make {total}. At most {most} a week.",
                    monday=monday.isoformat(), name=name, held=before.get(monday, 0), new=more[monday], total=total,
                    most=terms.most,
                )
            )  # fmt: skip
    return ALLOWED


def hours_by_week(shifts: Iterable[Shift]) -> dict[dt.date, int]:
    """Monday → planned hours; a shift over midnight of Sunday falls into both weeks."""
    found: dict[dt.date, int] = {}
    for one in shifts:
        at = one.starts
        while at < one.ends:
            monday = week_of(at.astimezone(SHANGHAI).date())
            until = min(one.ends, midnight(monday + WEEK))
            found[monday] = found.get(monday, 0) + int((until - at) / HOUR)
            at = until
    return found


def told(shift: Shift) -> str:
    """2018-12-28 07:00–12:00, in China."""
    begin, end = (one.astimezone(SHANGHAI) for one in (shift.starts, shift.ends))
    close = (
        f"{end:%H:%M}"
        if end.date() == begin.date()
        else "24:00"
        if _ends_day(end, begin)
        else f"{end:%m-%d %H:%M}"
    )
    return f"{begin:%Y-%m-%d %H:%M}–{close}"


def _ends_day(end: dt.datetime, begin: dt.datetime) -> bool:
    return end.time() == dt.time() and end.date() == begin.date() + dt.timedelta(days=1)


def _answer(begin: dt.datetime, messengers: Sequence[Held], duty: Sequence[Held]) -> Answer:
    hour = Shift(begin, begin + HOUR)
    one = next((held for held in messengers if _covers(held.shift, hour)), None)
    if one is not None:
        return one.answer
    there = [held for held in duty if _meet(held.shift, hour)]
    if there and _whole(hour, [held.shift for held in there]):
        return max(there, key=lambda held: held.shift).answer
    return Answer(NOBODY)


def _whole(hour: Shift, shifts: Sequence[Shift]) -> bool:
    """Whether shifts one after the other cover a whole hour."""
    at = hour.starts
    for one in sorted(shifts):
        if one.starts > at:
            return False
        at = max(at, one.ends)
    return at >= hour.ends


def _covers(shift: Shift, hour: Shift) -> bool:
    return shift.starts <= hour.starts and shift.ends >= hour.ends


def _meet(one: Shift, other: Shift) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def _in_day(shift: Shift, terms: Terms) -> bool:
    begin, end = (one.astimezone(SHANGHAI) for one in (shift.starts, shift.ends))
    latest = dt.datetime.combine(begin.date(), terms.ends, SHANGHAI)
    return begin.time() >= terms.begins and end <= latest
