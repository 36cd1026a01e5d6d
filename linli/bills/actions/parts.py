"""What the actions of bills share: asking the rule, the lock of the till, the next number, saying why the database refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max, Model, QuerySet

from linli.accounts import api as accounts
from linli.base import writes
from linli.base.writes import refusing
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Till
from ..rules import money
from ..rules.sight import may_keep, may_run

__all__ = ["colleague", "dated", "kept_by", "locked", "next_number", "refusing", "run_by", "stamp", "till"]


def kept_by(actor: Actor) -> int:
    """The community whose money the actor keeps; Refused for everybody else."""
    may_keep(actor).demand()
    return _community(actor)


def run_by(actor: Actor) -> int:
    """The community whose errands the actor runs; Refused for everybody else."""
    may_run(actor).demand()
    return _community(actor)


def stamp(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What every new row carries."""
    return {"community_id": _community(actor), "changed_at": at, "changed_by": actor.user_id}


def till(actor: Actor) -> Till:
    """The community's till, locked: one person at a time gives numbers and moves money."""
    community = _community(actor)
    held = Till.objects.select_for_update().filter(community=community).first()
    if held is None:
        Till.objects.get_or_create(community_id=community)
        held = Till.objects.select_for_update().get(community=community)
    return held


def dated(held: Till, on: dt.date, today: dt.date) -> None:
    """Refused for a day ahead and for one that is closed."""
    money.may_date(on, today=today, closed=held.closed).demand("on")


def next_number(model: type[Model], actor: Actor, year: int) -> int:
    """The number after the last one of the year; call it with the till locked, so that none is left out or given twice."""
    rows: QuerySet[Any] = model._default_manager.filter(community=actor.community, year=year)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def colleague(actor: Actor, user: int | None, on: dt.date, field: str) -> int:
    """An account that has a post here that day; Refused otherwise."""
    if user is None or user not in {key for key, _name in accounts.colleagues(actor, on)}:
        raise Refused(say("Name a colleague who holds a post here on this day."), field)
    return user


def locked(rows: QuerySet[Any], key: int, what: str, version: int | None = None, **values: Any) -> Any:
    """One row, locked. NotFound outside the actor's sight, Stale when somebody saved it meanwhile."""
    return writes.locked(rows, key, what, version, names=_saver, **values)


def _saver(user: int | None) -> str:
    return accounts.names([user]).get(user, "") if user is not None else ""


def _community(actor: Actor) -> int:
    if actor.community is None:
        raise NotFound("community")
    return actor.community
