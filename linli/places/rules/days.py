"""Days of things that begin and end: half-open, and in a span that people can mean."""

from __future__ import annotations

import datetime as dt

from linli.kernel import ALLOWED, Verdict, refuse, say

EARLIEST = dt.date(1900, 1, 1)
#: How far ahead a new boundary or an opening may be entered.
AHEAD = dt.timedelta(days=3 * 366)


def may_begin(start: dt.date, on: dt.date) -> Verdict:
    """A first day lies between 1900 and three years from the day of entry."""
    if start < EARLIEST:
        return refuse(say("The day lies before 1900."))
    if start > on + AHEAD:
        return refuse(say("The day lies more than three years ahead."))
    return ALLOWED


def may_end(start: dt.date, end: dt.date, on: dt.date) -> Verdict:
    """The first day without it lies after the first day with it."""
    if end <= start:
        return refuse(say("It began on {start}; it can end on the day after at the earliest.", start=start))
    return may_begin(end, on)
