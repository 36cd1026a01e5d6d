"""What the actions of ballots share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.accounts import api as accounts
from linli.base import writes
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Decision
from ..queries import reach

SUBJECT = "ballot decision"


def keeper(actor: Actor) -> int:
    """The community whose votes the actor conducts. Refused for everybody else."""
    accounts.may(actor, "ballots.keep").demand()
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def person(actor: Actor) -> int:
    """The account behind the actor: who types and checks is somebody."""
    if actor.user_id is None:
        raise Refused(say("This is done by a person who is signed in."))
    return actor.user_id


def stamp(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What every new row carries."""
    return {"community_id": keeper(actor), "changed_at": at, "changed_by": actor.user_id}


def held(actor: Actor, decision: int, version: int | None = None, **values: Any) -> Decision:
    """One decision of the actor's community, locked. NotFound, Stale."""
    row: Decision = writes.locked(
        reach.decisions(actor), decision, "decision", version, names=saver, **values
    )
    return row


def saver(user: int | None) -> str:
    """The name of an account."""
    return accounts.names([user]).get(user, "") if user is not None else ""
