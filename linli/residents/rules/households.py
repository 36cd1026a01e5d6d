"""When households may be founded, joined, left and split; plain values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from linli.kernel import ALLOWED, Verdict, refuse, say

#: GB/T 4761: 0x is the person or the head.
HEAD = "02"
UNSTATED = "99"


def is_head_code(relation: str) -> bool:
    """Whether a relation code says that the member is the head."""
    return relation.startswith("0")


def may_found(heads: int, members: int, *, start: dt.date, today: dt.date) -> Verdict:
    """A household has members, at most one head, and begins on a day that has come."""
    if members == 0:
        return refuse(say("A household needs at least one member."))
    if heads > 1:
        return refuse(say("A household has one head."))
    if start > today:
        return refuse(say("The day has not come yet."))
    return ALLOWED


def may_join(*, start: dt.date, founded: dt.date, ended: bool, today: dt.date) -> Verdict:
    """One joins a household that exists on the day."""
    if ended:
        return refuse(say("This household has ended."))
    if start > today:
        return refuse(say("The day has not come yet."))
    if start < founded:
        return refuse(say("The household began on {start}.", start=founded))
    return ALLOWED


def may_leave(*, joined: dt.date, on: dt.date, today: dt.date) -> Verdict:
    """One leaves after the day of joining."""
    if on > today:
        return refuse(say("The day has not come yet."))
    if on <= joined:
        return refuse(say("The day must be after the day of joining, {start}.", start=joined))
    return ALLOWED


def may_split(leaving: Collection[int], members: Collection[int], head: int) -> Verdict:
    """Some but not all members leave, and the head of the new household is one of them."""
    if not leaving or not set(leaving) <= set(members):
        return refuse(say("Choose who leaves the household."))
    if set(leaving) == set(members):
        return refuse(say("Somebody has to stay. Move the whole household instead."))
    if head not in leaving:
        return refuse(say("The head of the new household must be one of those who leave."))
    return ALLOWED
