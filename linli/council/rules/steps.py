"""四议两公开: four deliberations and two disclosures in their order; none is skipped.

Source: 中共中央组织部 on 四议两公开 (2013), practice of the city; days of disclosure: term council_steps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from linli.kernel import ALLOWED, Verdict, refuse, say

from . import codes

ORDER = tuple(codes.STEPS)


def next_step(taken: Sequence[str]) -> str:
    """The step that comes now; "" when all six were taken."""
    return ORDER[len(taken)] if len(taken) < len(ORDER) else ""


def may_take(taken: Sequence[tuple[str, dt.date]], kind: str, on: dt.date, today: dt.date) -> Verdict:
    """Whether this step comes now. `taken`: (kind, day) in order."""
    now = next_step([one for one, _day in taken])
    if not now:
        return refuse(say("All six steps are taken."))
    if kind != now:
        return refuse(
            say("No step is skipped: {step} comes first.", step=codes.STEPS[now])
            if kind in ORDER[len(taken) :]
            else say("This step is taken already.")
        )
    if on > today:
        return refuse(say("The day lies in the future."))
    if taken and on < taken[-1][1]:
        return refuse(
            say("The step before was on {day}; this one cannot be earlier.", day=taken[-1][1].isoformat())
        )
    return ALLOWED


def fits(kind: str, body: str | None, carried: bool | None) -> Verdict:
    """Whether the vote that is named belongs to the step: the right body, and carried."""
    if body is not None and body not in codes.TAKEN_BY.get(kind, ()):
        return refuse(say("This step is not taken by this body."))
    if carried is False:
        return refuse(say("The motion was not carried; the matter goes no further."))
    return ALLOWED


def long_enough(on: dt.date, until: dt.date | None, days: int) -> Verdict:
    """A disclosure stands as long as the term asks; `until` is its last day."""
    if until is None:
        return refuse(say("Write until which day it is shown."))
    if (until - on).days + 1 < days:
        return refuse(say("It is shown for at least {n} days.", n=days))
    return ALLOWED
