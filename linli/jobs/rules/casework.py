"""Referrals, employments, follow-ups, surplus labour: what may be written on which day."""

from __future__ import annotations

import datetime as dt

from linli.kernel import ALLOWED, Verdict, refuse, say

from . import codes
from .ages import after_months

#: Months after the first day of work at which somebody asks again.
MONTHS = (3, 6)
#: Days before a follow-up is due from which it may be written down.
EARLY = 14


def may_be_on(day: dt.date, today: dt.date) -> Verdict:
    """Nothing is written down before it happened."""
    return refuse(say("The day lies in the future.")) if day > today else ALLOWED


def may_end(start: dt.date, on: dt.date, today: dt.date) -> Verdict:
    """An episode ends after its first day and not in the future."""
    if on > today:
        return refuse(say("The day lies in the future."))
    if on <= start:
        return refuse(say("It began on {day} only; choose a later day.", day=start.isoformat()))
    return ALLOWED


def may_refer(start: dt.date, end: dt.date | None, on: dt.date) -> Verdict:
    """A post is offered while it is valid, and the referral belongs to days of the registration."""
    if on < start:
        return refuse(say("On this day they were not registered yet."))
    if end is not None and on >= end:
        return refuse(say("The registration had ended on this day."))
    return ALLOWED


def may_offer(start: dt.date, end: dt.date, on: dt.date) -> Verdict:
    """The vacancy must be valid on the day of the referral."""
    if start <= on < end:
        return ALLOWED
    last = end - dt.timedelta(days=1)
    return refuse(
        say("The post is open from {start} to {last} only.", start=start.isoformat(), last=last.isoformat())
    )


def needs_words(route: str, by: str) -> Verdict:
    """A recommendation says who recommended."""
    if route == "recommended" and not by.strip():
        return refuse(say("Write who recommended them."))
    return ALLOWED


def may_employ(section: str, kind: str) -> Verdict:
    """The section of GB/T 4754 and the kind of employment are known."""
    if section not in codes.SECTIONS:
        return refuse(say("Choose the section of industry."))
    if kind not in codes.EMPLOYMENTS:
        return refuse(say("Choose the kind of employment."))
    return ALLOWED


def due_days(start: dt.date) -> list[tuple[int, dt.date]]:
    """(months, day) of the follow-ups of an employment."""
    return [(months, after_months(start, months)) for months in MONTHS]


def may_follow_up(due: dt.date, on: dt.date, today: dt.date) -> Verdict:
    """A follow-up is asked when it is due, at most two weeks before."""
    if on > today:
        return refuse(say("The day lies in the future."))
    if on < due - dt.timedelta(days=EARLY):
        return refuse(
            say("This follow-up is due on {day}; it counts from two weeks before.", day=due.isoformat())
        )
    return ALLOWED


def may_be_surplus(registered: bool, born: dt.date | None, on: dt.date) -> Verdict:
    """农村富余劳动力 are registered here, of working age (asked before) and without full farm work."""
    if not registered:
        return refuse(say("Only somebody whose household registration is here is identified."))
    return (
        ALLOWED
        if born is not None
        else refuse(say("The register has no day of birth. Enter it there first."))
    )
