"""Recruiting messengers in public (domain §3 民情信使: 招募公告, 报名, 遴选, 聘期)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import ALLOWED, Verdict, refuse, say

#: Most seats of one call, and words of one application.
SEATS_MOST = 50


@dataclass(frozen=True, slots=True)
class Call:
    """A recruitment as its rules see it: days are half-open."""

    state: str
    start: dt.date
    end: dt.date
    seats: int
    chosen: int = 0
    waiting: int = 0

    @property
    def last(self) -> dt.date:
        """The last day of applications."""
        return self.end - dt.timedelta(days=1)

    def phase(self, on: dt.date) -> str:
        """The state as people read it: open until the days of application are over, then choosing."""
        return "choosing" if self.state == "open" and on >= self.end else self.state


def may_be_called(
    seats: int, start: dt.date, end: dt.date, term_start: dt.date, term_end: dt.date
) -> tuple[str, Verdict]:
    """(field, verdict) on what a call says: seats, days of application, term of office."""
    if not 1 <= seats <= SEATS_MOST:
        return "seats", refuse(say("Choose between 1 and {most} seats.", most=SEATS_MOST))
    if end <= start:
        return "end", refuse(say("The last day must not be before the first day."))
    if term_start < end:
        return "term_start", refuse(say("The term begins after the last day of applications."))
    if term_end <= term_start:
        return "term_end", refuse(say("The term must end after it begins."))
    return "", ALLOWED


def may_apply(call: Call, on: dt.date) -> Verdict:
    """Whether applications are taken on a day."""
    if call.state != "open":
        return refuse(say("Applications are not open."))
    if on < call.start:
        return refuse(say("Applications begin on {day}.", day=call.start.isoformat()))
    if on >= call.end:
        return refuse(say("Applications ended on {day}.", day=call.last.isoformat()))
    return ALLOWED


def may_decide(call: Call, on: dt.date) -> Verdict:
    """Whether candidates are chosen or refused: nobody before the last day, so that all are looked at together."""
    if call.phase(on) == "open":
        return refuse(say("Applications are open until {day}; choose after that.", day=call.last.isoformat()))
    return (
        ALLOWED if call.phase(on) == "choosing" else refuse(say("This recruitment is not being chosen from."))
    )


def may_choose(call: Call, on: dt.date) -> Verdict:
    """Whether one more is chosen."""
    if call.chosen >= call.seats:
        return refuse(say("All {n} seats are taken: {m} were chosen.", n=call.seats, m=call.chosen))
    return may_decide(call, on)


def may_close(call: Call, on: dt.date) -> Verdict:
    """Whether it is closed: everybody who applied has an answer."""
    if call.waiting:
        return refuse(say("{n} who applied have no answer yet.", n=call.waiting))
    return may_decide(call, on)
