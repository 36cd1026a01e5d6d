"""Why a household is gone to: a return was promised, moved in and not visited, alone at 80, not visited this quarter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import ALLOWED, Actor, Saying, Verdict, refuse, say

from . import codes
from .visits import visits_in_full

#: Doors of one route at most.
STOPS_MOST = 150
#: A promised return stands among the needs from this many days before its day.
PROMISED_AHEAD = 7
#: Who moved in at most this many days ago is new.
NEW_DAYS = 92
#: Who is 80 and lives alone is gone to once in this many days.
ALONE_DAYS = 30
#: A route is planned at most this many days ahead.
AHEAD_MOST = dt.timedelta(days=31)
#: The order in which reasons are named.
ORDER = ("promised", "new", "alone", "quarter", "chosen")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a household: since when it is here, when it was last met, what was promised."""

    since: dt.date
    alone: bool
    last_met: dt.date | None
    promised: dt.date | None


def quarter_of(on: dt.date) -> dt.date:
    """The first day of the quarter of a day."""
    return dt.date(on.year, (on.month - 1) // 3 * 3 + 1, 1)


def needs(one: Facts, on: dt.date) -> tuple[str, ...]:
    """The reasons for going to a household, most pressing first; none where nothing asks for it."""
    found = []
    if one.promised is not None and (one.promised - on).days <= PROMISED_AHEAD:
        found.append("promised")
    if (on - one.since).days <= NEW_DAYS and (one.last_met is None or one.last_met < one.since):
        found.append("new")
    if one.alone and (one.last_met is None or (on - one.last_met).days >= ALONE_DAYS):
        found.append("alone")
    if one.last_met is None or one.last_met < quarter_of(on):
        found.append("quarter")
    return tuple(found)


def words(code: str, one: Facts | None = None) -> Saying:
    """A reason in words, with its day where there is one."""
    if one is not None and code == "promised" and one.promised is not None:
        return say("Return promised for {day}", day=one.promised.isoformat())
    if one is not None and code == "new":
        return say("Moved in on {day}, not visited yet", day=one.since.isoformat())
    return codes.NEEDS[code]


def may_plan(actor: Actor) -> Verdict:
    """Workers and grid workers plan routes; captains and messengers go to the doors of their own cell without."""
    if actor.community is not None and visits_in_full(actor):
        return ALLOWED
    return refuse(say("Workers and grid workers plan visits."))


def fit_day(on: dt.date, today: dt.date) -> Verdict:
    """A route is for today or some day of the next month."""
    if on < today:
        return refuse(say("A route is planned for today or later."))
    if on > today + AHEAD_MOST:
        return refuse(say("A route is planned a month ahead at most."))
    return ALLOWED


def fit_count(n: int) -> Verdict:
    """A route has doors, and not more than one can carry."""
    if n == 0:
        return refuse(say("Choose the doors to go to."))
    if n > STOPS_MOST:
        return refuse(say("{n} doors, at most {most}: split the route.", n=n, most=STOPS_MOST))
    return ALLOWED
