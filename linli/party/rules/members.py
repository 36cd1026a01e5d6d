"""What may become of a member from day to day."""

from __future__ import annotations

import datetime as dt

from linli.kernel import ALLOWED, Verdict, refuse, say

from .organisations import term_end


def may_confirm(start: dt.date, on: dt.date, years: int) -> Verdict:
    """A probationary member becomes formal when the probation is over, not before (党章 article 7: one year)."""
    due = term_end(start, years)
    if on >= due:
        return ALLOWED
    return refuse(say("The probation lasts until {day}.", day=due.isoformat()))


def may_start(start: dt.date, before: dt.date, on: dt.date) -> Verdict:
    """What follows an episode begins after its first day, and not in the future."""
    if start > on:
        return refuse(say("The day lies in the future."))
    if start <= before:
        return refuse(say("It began on {day} only; choose a later day.", day=before.isoformat()))
    return ALLOWED


def age_on(born: dt.date | None, on: dt.date) -> int | None:
    """Completed years on a day."""
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def born_between(on: dt.date, first: int | None, below: int | None) -> tuple[dt.date | None, dt.date]:
    """(after, latest): birthdays of those who have completed `first` but not `below` years on the day."""
    latest = on if first is None else _years_before(on, first)
    return (None if below is None else _years_before(on, below)), latest


def _years_before(on: dt.date, years: int) -> dt.date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def may_join(born: dt.date) -> dt.date:
    """The first day on which somebody born on `born` may join (党章 article 1: 18 years of age)."""
    return term_end(born, 18)
