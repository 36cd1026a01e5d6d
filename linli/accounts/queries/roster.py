"""Reads of the duty roster: inside the actor's community."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from linli.accounts.models import Duty
from linli.accounts.rules import Shift
from linli.kernel import Actor, NotFound


@dataclass(frozen=True, slots=True)
class DutyRef:
    """Who answers, by which phone, from when until when."""

    id: int
    user_id: int | None
    name: str
    phone: str
    starts: dt.datetime
    ends: dt.datetime
    version: int = 1


def duty_at(community: int, at: dt.datetime) -> DutyRef | None:
    """Who answers the duty phone at a moment; of several the one who came last."""
    found = (
        Duty.objects.filter(community=community, starts__lte=at, ends__gt=at)
        .order_by("-starts", "-id")
        .first()
    )
    return _duty(found) if found else None


def shifts(actor: Actor, *, start: dt.datetime, end: dt.datetime) -> list[DutyRef]:
    """Every shift of the actor's community that touches the span, by start."""
    return duties(actor.community or 0, start=start, end=end)


def duties(community: int, *, start: dt.datetime, end: dt.datetime) -> list[DutyRef]:
    """Every shift of a community that touches the span, by start. Needs the scope."""
    found = Duty.objects.filter(community=community, starts__lt=end, ends__gt=start)
    return [_duty(one) for one in found.order_by("starts", "id")]


def shift(actor: Actor, duty_id: int, *, lock: bool = False) -> Duty:
    """One shift of the actor's community. Raises NotFound."""
    found = Duty.objects.filter(community=actor.community, pk=duty_id)
    one = (found.select_for_update() if lock else found).first()
    if one is None:
        raise NotFound
    return one


def duty_ref(actor: Actor, duty_id: int) -> DutyRef:
    """One shift of the actor's community as plain values. Raises NotFound."""
    return _duty(shift(actor, duty_id))


def spans_between(actor: Actor, start: dt.datetime, end: dt.datetime) -> list[Shift]:
    """The spans of shifts that touch `start` … `end`, for the overlap rule."""
    return [Shift(one.starts, one.ends) for one in shifts(actor, start=start, end=end)]


def shifts_ahead(actor: Actor, user_id: int, *, at: dt.datetime) -> QuerySet[Duty]:
    """Shifts of somebody that have not begun."""
    return Duty.objects.filter(community=actor.community, user=user_id, starts__gt=at)


def _duty(one: Duty) -> DutyRef:
    return DutyRef(one.pk, one.user_id, one.name, one.phone, one.starts, one.ends, one.version)
