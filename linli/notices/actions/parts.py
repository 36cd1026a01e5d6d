"""What the actions of notices share: asking the power, the stamp of a new row, locking one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.accounts import api as accounts
from linli.base import writes
from linli.kernel import Actor, NotFound

from ..models import Notice
from ..queries import reach

SUBJECT = "notice"


def home(actor: Actor, power: str) -> int:
    """The community worked in, for an actor with the power; Refused for others, NotFound outside any."""
    accounts.may(actor, power).demand()
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def stamp(actor: Actor, at: dt.datetime, power: str) -> dict[str, Any]:
    """What every new row carries."""
    return {"community_id": home(actor, power), "changed_at": at, "changed_by": actor.user_id}


def locked(actor: Actor, key: int, version: int | None, **values: Any) -> Notice:
    """One notice, locked. NotFound outside the actor's sight, Stale when somebody saved it meanwhile."""
    found: Notice = writes.locked(reach.notices(actor), key, SUBJECT, version, names=saver, **values)
    return found


def saver(user: int | None) -> str:
    """The name of an account, for the sentence who saved a record meanwhile."""
    return accounts.names([user]).get(user, "") if user is not None else ""
