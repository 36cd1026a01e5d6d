"""Reading personal data: how long a look lasts, and which readings are unusual, as data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from linli.kernel import Saying, Verdict, refuse, say
from linli.kernel.actor import AUDITOR, SECRETARY, SYSTEM, Actor
from linli.kernel.verdict import ALLOWED

SHANGHAI = ZoneInfo("Asia/Shanghai")
LOOK = dt.timedelta(seconds=60)
"""How long one revealed value stands."""
REASON = 200
"""Longest reason in letters."""


@dataclass(frozen=True, slots=True)
class Unusual:
    """One kind of unusual reading: `measure` of one reader's day above `above`.

    measure  persons (different records opened), reveals (single values shown), night (pages opened
             from `first` to `last` o'clock)
    Readings made by an export task (`shown` = "export") are not counted: the export is a line of its own.
    """

    code: str
    label: Saying
    measure: str
    above: int
    first: int = 0
    last: int = 0


UNUSUAL = (
    Unusual("many", say("More than 200 persons opened in one day"), "persons", 200),
    Unusual("reveals", say("More than 30 single numbers shown in one day"), "reveals", 30),
    Unusual("night", say("Opened between 22:00 and 6:00"), "night", 0, 22, 6),
)


def may_see_log(actor: Actor) -> Verdict:
    """The log of lines and reads is the auditor's."""
    return ALLOWED if actor.holds(AUDITOR, SYSTEM) else refuse(say("The log is read by the auditor."))


def may_see_unusual(actor: Actor) -> Verdict:
    """Unusual readings alone are shown to the secretary as well."""
    if actor.holds(SECRETARY, AUDITOR, SYSTEM):
        return ALLOWED
    return refuse(say("Unusual readings are looked at by the secretary and the auditor."))


def fit_reason(reason: str) -> Verdict:
    """A reason is a few words that a resident may read later."""
    plain = reason.strip()
    if len(plain) < 2:
        return refuse(say("Say what it is needed for. The resident may read this later."))
    if len(plain) > REASON:
        return refuse(say("The reason is too long: at most {n} letters.", n=REASON))
    return ALLOWED


def end_of_day(at: dt.datetime) -> dt.datetime:
    """Midnight in Shanghai after a moment."""
    day = at.astimezone(SHANGHAI).date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(), SHANGHAI)
