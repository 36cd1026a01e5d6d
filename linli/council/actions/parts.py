"""What the actions of council share: asking the power, the stamp of a new row, locking one."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from linli.accounts import api as accounts
from linli.base import writes
from linli.base.writes import refusing
from linli.kernel import Actor, NotFound

__all__ = ["kept_by", "locked", "refusing", "saver", "stamp"]


def kept_by(actor: Actor, power: str = "council.keep") -> int:
    """The community worked in; Refused for those without the power."""
    accounts.may(actor, power).demand()
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def stamp(actor: Actor, at: dt.datetime, power: str = "council.keep") -> dict[str, Any]:
    """What every new row carries."""
    return {"community_id": kept_by(actor, power), "changed_at": at, "changed_by": actor.user_id}


def saver(user: int | None) -> str:
    """The name of an account, for the sentence who saved a record meanwhile."""
    return accounts.names([user]).get(user, "") if user is not None else ""


#: One row, locked: NotFound outside the actor's sight, Stale when somebody saved it meanwhile.
locked: Callable[..., Any] = functools.partial(writes.locked, names=saver)
