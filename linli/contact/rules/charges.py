"""Who keeps Party areas, and when somebody may be responsible for one (domain §3 党员责任片区)."""

from __future__ import annotations

import datetime as dt

from linli.kernel import ALLOWED, Actor, Verdict, refuse, say
from linli.kernel import actor as roles

SCHEME = "party_area"
#: Who reads of areas and coverage.
READERS = (
    roles.SYSTEM,
    roles.SECRETARY,
    roles.COMMITTEE,
    roles.SOCIAL_WORKER,
    roles.PARTY_AFFAIRS,
    roles.GRID_WORKER,
)


def may_read(actor: Actor) -> bool:
    """Whether areas, cards and coverage lie open to the actor; helpers see the doors of their own building."""
    return actor.community is not None and actor.holds(*READERS)


def sees_all(actor: Actor) -> bool:
    """Whether nothing limits the actor to cells: doors and cards carry no name of a resident."""
    return actor.whole_community or actor.holds(roles.PARTY_AFFAIRS)


def may_start(on: dt.date, today: dt.date) -> Verdict:
    """A duty begins today or earlier; one that is planned for later is entered on its day."""
    return refuse(say("The day lies in the future.")) if on > today else ALLOWED


def may_end(start: dt.date, end: dt.date | None, on: dt.date) -> Verdict:
    """A duty ends once, on a day after its first."""
    if end is not None:
        return refuse(say("It has ended already."))
    if on <= start:
        return refuse(say("It began on {day} only; choose a later day.", day=start.isoformat()))
    return ALLOWED
