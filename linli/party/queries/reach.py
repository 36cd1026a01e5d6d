"""The first wall inside party: what an actor may see, as querysets."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from linli.base import keys
from linli.kernel import Actor, NotFound
from linli.places import api as places

from ..models import CheckIn, Meeting, Member, Need, Organisation
from ..rules import sight

M = TypeVar("M", bound=Model)


def on_day(on: dt.date, prefix: str = "") -> Q:
    """Rows (behind `prefix`) that are not void and hold on a day."""
    end = f"{prefix}end"
    return Q(**{f"{prefix}void": False, f"{prefix}start__lte": on}) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on})
    )


def organisations(actor: Actor) -> QuerySet[Organisation]:
    """Organisations that the actor may see."""
    return _seen(actor, Organisation.objects.filter(community_id=actor.community, void=False))


def members(actor: Actor) -> QuerySet[Member]:
    """Members that the actor may see."""
    return _seen(actor, Member.objects.filter(community_id=actor.community, void=False))


def meetings(actor: Actor) -> QuerySet[Meeting]:
    """Meetings that the actor may see."""
    return _seen(actor, Meeting.objects.filter(community_id=actor.community, void=False))


def check_ins(actor: Actor) -> QuerySet[CheckIn]:
    """Reports of units and on-job members that the actor may see."""
    return _seen(actor, CheckIn.objects.filter(community_id=actor.community, void=False))


def needs(actor: Actor) -> QuerySet[Need]:
    """The need list."""
    return _seen(actor, Need.objects.filter(community_id=actor.community, void=False))


def found(rows: QuerySet[Any], key: int, what: str) -> Any:
    """One row of these; NotFound otherwise."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(what)
    return row


def mark(kind: str) -> bytes:
    """The mark of one kind of fact (P3)."""
    return keys.digest(kind, "party fact")


def term(key: str, actor: Actor, on: dt.date) -> Any:
    """The value of a dated term for the actor's community. Raises NoTerm."""
    return places.term(key, actor.community, on).value


def _seen(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    return rows if sight.may_read(actor) else rows.none()
