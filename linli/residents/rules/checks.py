"""When an information check (信息核实) may be noted; plain values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from linli.kernel import ALLOWED, Verdict, refuse, say

from .codes import OUTCOMES, WAYS


def may_check(*, way: str, outcome: str, changed: Collection[str], on: dt.date, today: dt.date) -> Verdict:
    """A check has a way, an outcome that agrees with what changed, and a day that has come.

    Nobody can be missed at the counter: not_met belongs to the door and the phone.
    """
    if way not in WAYS or outcome not in OUTCOMES:
        return refuse(say("Choose how the information was checked and what came of it."))
    if on > today:
        return refuse(say("The day has not come yet."))
    if outcome == "not_met" and way not in ("door", "phone", "other"):
        return refuse(say("“Nobody met” belongs to a visit or a call."))
    if outcome == "not_met" and changed:
        return refuse(say("Nothing can change when nobody was met."))
    return ALLOWED


def outcome_of(outcome: str, changed: Collection[str]) -> str:
    """What came of a check: whatever was typed, a changed value makes it `changed`."""
    if outcome == "not_met":
        return outcome
    return "changed" if changed else "unchanged"
