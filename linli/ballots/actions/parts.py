"""What the actions of ballots share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.accounts import api as accounts
from linli.base import versions
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
    """One decision of the actor's community, locked. NotFound, Stale.

    The lock leaves its key alone: a ballot that is about to be committed refers to it, and closing waits for that ballot.
    """
    row = reach.decisions(actor).select_for_update(of=("self",), no_key=True).filter(pk=decision).first()
    if row is None:
        raise NotFound("decision")
    versions.demand_fresh(row, version, values, saver)
    return row


def saved(one: Decision, *, actor: Actor, at: dt.datetime, **values: Any) -> None:
    """Write these columns and who wrote them, and no others.

    An UPDATE that names a key column, though it leaves it as it is, locks out the ballots that refer to the decision.
    """
    for name, value in values.items():
        setattr(one, name, value)
    versions.touch(one, actor=actor, at=at)
    one.save(update_fields=[*values, "version", "changed_at", "changed_by"])


def saver(user: int | None) -> str:
    """The name of an account."""
    return accounts.names([user]).get(user, "") if user is not None else ""
