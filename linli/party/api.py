"""The door of party: who belongs to which branch, who holds an office; and the verbs by which a ledger is begun.

from linli.party import api as party
party.members_of(actor, on=on, branch=7)

Needs the community in scope. Readers answer nothing to those who may not read the Party's ledger.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from linli.kernel import Actor

from .actions.checkins import ask, check_in, feed_back, serve
from .actions.facts import appoint, note
from .actions.meetings import hold, plan, resolve
from .actions.members import Parts, register
from .actions.organisations import elect, found
from .queries import meetings, members, organisations, reach
from .queries.faces import Face, faces
from .queries.organisations import OrganisationRow

__all__ = [
    "Face",
    "OrganisationRow",
    "Parts",
    "appoint",
    "ask",
    "branches",
    "check_in",
    "deciding_meetings",
    "elect",
    "faces",
    "feed_back",
    "found",
    "hold",
    "member_names",
    "members_of",
    "note",
    "persons_of",
    "plan",
    "register",
    "resolve",
    "serve",
]


def branches(actor: Actor, *, on: dt.date) -> list[OrganisationRow]:
    """The branches of a day with their members counted."""
    return organisations.listing(actor, on=on, kinds=("branch",))


def members_of(actor: Actor, *, on: dt.date, branch: int | None = None) -> list[tuple[int, str]]:
    """(id, name) of members on a day, of one branch or group or of all."""
    return members.choices(actor, on=on, branch=branch)


def member_names(actor: Actor, ids: Iterable[int]) -> dict[int, str]:
    """Key → name of those whom the actor may see. One query."""
    return dict(reach.members(actor).filter(pk__in=list(ids)).values_list("pk", "name"))


def persons_of(actor: Actor, ids: Iterable[int]) -> dict[int, int | None]:
    """Member → person of the register, where they live here. One query."""
    return dict(reach.members(actor).filter(pk__in=list(ids)).values_list("pk", "person_id"))


def deciding_meetings(actor: Actor, *, since: dt.date) -> list[tuple[int, str]]:
    """(key, words) of meetings that decide, held since a day, the newest first. One query."""
    return meetings.deciding(actor, since=since)
