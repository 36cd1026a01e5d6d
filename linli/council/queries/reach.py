"""The first wall inside council: what an actor may see of bodies, meetings and decisions, as querysets."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from linli.kernel import Actor, NotFound
from linli.places import api as places

from ..models import Body, FollowUp, Meeting, Motion, Process, Resolution, Seat
from ..rules import codes, sight
from ..rules.bodies import BodyRule

M = TypeVar("M", bound=Model)


def on_day(on: dt.date, prefix: str = "") -> Q:
    """Rows (behind `prefix`) that are not void and hold on a day."""
    end = f"{prefix}end"
    return Q(**{f"{prefix}void": False, f"{prefix}start__lte": on}) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on})
    )


def bodies(actor: Actor) -> QuerySet[Body]:
    """Bodies."""
    return _seen(actor, Body.objects.filter(community_id=actor.community, void=False))


def seats(actor: Actor) -> QuerySet[Seat]:
    """Seats, ended ones too."""
    return _seen(actor, Seat.objects.filter(community_id=actor.community, void=False))


def meetings(actor: Actor) -> QuerySet[Meeting]:
    """Meetings."""
    return _seen(actor, Meeting.objects.filter(community_id=actor.community, void=False))


def motions(actor: Actor) -> QuerySet[Motion]:
    """Items of agendas."""
    return _seen(actor, Motion.objects.filter(community_id=actor.community, void=False, meeting__void=False))


def resolutions(actor: Actor) -> QuerySet[Resolution]:
    """Resolutions."""
    return _seen(actor, Resolution.objects.filter(community_id=actor.community, void=False))


def follow_ups(actor: Actor) -> QuerySet[FollowUp]:
    """What remains to be done after meetings."""
    return _seen(
        actor, FollowUp.objects.filter(community_id=actor.community, void=False, meeting__void=False)
    )


def processes(actor: Actor) -> QuerySet[Process]:
    """Matters that go through the four steps."""
    return _seen(actor, Process.objects.filter(community_id=actor.community, void=False))


def found(rows: QuerySet[Any], key: int, what: str) -> Any:
    """One row of these; NotFound otherwise."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(what)
    return row


def rule_of(kind: str, community: int | None, on: dt.date) -> BodyRule:
    """How a kind of body meets and decides on a day. Raises NoTerm."""
    term = places.term(codes.RULE.format(kind=kind), community, on)
    return BodyRule.read(term.value, term.legal_basis, term.verified_by)


def term(key: str, actor: Actor, on: dt.date) -> Any:
    """The value of a dated term for the actor's community. Raises NoTerm."""
    return places.term(key, actor.community, on).value


def _seen(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    return rows if sight.may_read(actor) else rows.none()
