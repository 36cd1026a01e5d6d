"""What the actions of party share: asking the rule, locking a row, saying why the database refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from linli.accounts import api as accounts
from linli.base import versions
from linli.kernel import Actor, NotFound, Refused, Saying

from ..rules.sight import may_keep


def kept_by(actor: Actor) -> int:
    """The community whose ledger the actor writes; Refused for everybody else."""
    may_keep(actor).demand()
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def stamp(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What every new row carries."""
    return {"community_id": kept_by(actor), "changed_at": at, "changed_by": actor.user_id}


def locked(rows: QuerySet[Any], key: int, what: str, version: int | None = None, **values: Any) -> Any:
    """One row, locked. NotFound outside the actor's sight, Stale when somebody saved it meanwhile."""
    found = rows.select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        raise NotFound(what)
    versions.demand_fresh(found, version, values, saver)
    return found


@contextmanager
def refusing(reason: Saying, field: str | None = None) -> Iterator[None]:
    """What the database refuses is refused with this reason; nothing of it is written."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refused(reason, field) from None


def saver(user: int | None) -> str:
    """The name of an account, for the sentence who saved a record meanwhile."""
    return accounts.names([user]).get(user, "") if user is not None else ""
