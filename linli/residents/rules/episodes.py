"""When a residence episode may be opened, moved, closed and reopened; plain values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from linli.kernel import ALLOWED, Verdict, refuse, say

from .codes import FLOATING, KINDS, LIVING, REASONS

#: Door checks with nobody met that 查无此人 needs, each on another day (a rule of ours).
VISITS_FOR_NOT_FOUND = 2
#: Reasons that only a floating or overseas resident can have.
_ONLY_FLOATING = frozenset({"became_registered", "returned_home", "left_city"})
#: Reasons that are given by their own action only.
_NOT_BY_HAND = frozenset({"moved_within", "entry_error"})


def may_open(*, kind: str, start: dt.date, room: bool, born: dt.date | None, today: dt.date) -> Verdict:
    """An episode needs a known kind, a first day that has come and lies not before birth,
    and a door when somebody lives here."""
    if kind not in KINDS:
        return refuse(say("Choose the kind of residence."))
    if start > today:
        return refuse(say("The first day of residence has not come yet."))
    if born is not None and start < born:
        return refuse(say("The first day of residence lies before the day of birth {born}.", born=born))
    if kind in LIVING and not room:
        return refuse(say("Say behind which door the person lives."))
    return ALLOWED


def may_close(
    *, kind: str, start: dt.date, on: dt.date, reason: str, not_met_on: Collection[dt.date], today: dt.date
) -> Verdict:
    """Closing needs a reason that fits the kind and a day after the first and not in the future.

    not_met_on  days of door checks at which nobody was met
    """
    if reason not in REASONS or reason in _NOT_BY_HAND:
        return refuse(say("Choose the reason of closing."))
    if reason in _ONLY_FLOATING and kind not in (*FLOATING, "overseas"):
        return refuse(say("This reason fits people registered elsewhere only."))
    if reason == "not_found":
        met = not_found_is_proved(not_met_on)
        if not met:
            return met
    return _may_end(start, on, today)


def not_found_is_proved(not_met_on: Collection[dt.date]) -> Verdict:
    """查无此人 stands on door checks on at least two different days with nobody met."""
    days = len(set(not_met_on))
    if days < VISITS_FOR_NOT_FOUND:
        return refuse(
            say(
                "“Not found” needs visits with nobody met on {n} different days; there are {m}.",
                n=VISITS_FOR_NOT_FOUND,
                m=days,
            )
        )
    return ALLOWED


def may_move(*, start: dt.date, on: dt.date, same_room: bool, today: dt.date) -> Verdict:
    """Moving within ends one episode and opens the next on the same day behind another door."""
    if same_room:
        return refuse(say("The person lives behind this door already."))
    return _may_end(start, on, today)


def may_reopen(*, reason: str, later: bool, merged: bool) -> Verdict:
    """Reopening takes a closing back.

    later   whether the person has a later episode here
    merged  whether the person record was merged into another or entered by mistake
    """
    if merged:
        return refuse(say("This person record was merged into another one."))
    if later and reason == "moved_within":
        return refuse(say("The person moved on within the area. Take the later residence out first."))
    if later:
        return refuse(say("The person has a later residence here."))
    return ALLOWED


def _may_end(start: dt.date, on: dt.date, today: dt.date) -> Verdict:
    if on > today:
        return refuse(say("The day has not come yet."))
    if on <= start:
        return refuse(say("The day must be after the first day of residence, {start}.", start=start))
    return ALLOWED
