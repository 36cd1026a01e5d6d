"""What the actions of contact share: asking the power, the stamp of a new row, locking one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from linli.accounts import api as accounts
from linli.base import writes
from linli.base.writes import refusing
from linli.kernel import Actor, NotFound

__all__ = ["home", "locked", "refusing", "saver", "stamp"]


def home(actor: Actor, power: str = "contact.keep") -> int:
    """The community worked in, for an actor with the power; Refused for others, NotFound outside any."""
    accounts.may(actor, power).demand()
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def stamp(actor: Actor, at: dt.datetime, power: str = "contact.keep") -> dict[str, Any]:
    """What every new row carries."""
    return {"community_id": home(actor, power), "changed_at": at, "changed_by": actor.user_id}


def locked(rows: QuerySet[Any], key: int, what: str, version: int | None = None, **values: Any) -> Any:
    """One row, locked. NotFound outside the actor's sight, Stale when somebody saved it meanwhile."""
    return writes.locked(rows, key, what, version, names=saver, **values)


def saver(user: int | None) -> str:
    """The name of an account, for the sentence who saved a record meanwhile."""
    return accounts.names([user]).get(user, "") if user is not None else ""
