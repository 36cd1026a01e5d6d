"""What the actions of jobs share: asking the rule, locking a row, the people of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from linli.accounts import api as accounts
from linli.base import writes
from linli.base.writes import refusing
from linli.kernel import Actor, NotFound
from linli.residents import api as residents

from ..rules.sight import may_keep

__all__ = ["kept_by", "known", "locked", "people", "refusing", "saver", "stamp"]


def kept_by(actor: Actor) -> int:
    """The community whose ledger the actor writes; Refused for everybody else."""
    may_keep(actor).demand()
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def stamp(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What every new row carries."""
    return {"community_id": kept_by(actor), "changed_at": at, "changed_by": actor.user_id}


def people(actor: Actor, keys: Iterable[int], on: dt.date) -> dict[int, residents.Trait]:
    """The people of these keys. NotFound when one of them is not within the actor's sight."""
    wanted = set(keys)
    found = residents.traits(actor, wanted, on=on)
    if wanted - set(found):
        raise NotFound("person")
    return found


def known(actor: Actor, key: int, on: dt.date) -> residents.Trait:
    """One person. NotFound outside the actor's sight."""
    return people(actor, [key], on)[key]


def locked(rows: QuerySet[Any], key: int, what: str, version: int | None = None, **values: Any) -> Any:
    """One row, locked. NotFound outside the actor's sight, Stale when somebody saved it meanwhile."""
    return writes.locked(rows, key, what, version, names=saver, **values)


def saver(user: int | None) -> str:
    """The name of an account, for the sentence who saved a record meanwhile."""
    return accounts.names([user]).get(user, "") if user is not None else ""
