"""Which household a person belongs to from a day on; shared by registering, moving and importing."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from linli.base import clock
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Household, Member
from ..queries import sight
from ..rules import households as rules
from ..rules.people import BY_HAND, Origin
from . import records


def settle(
    *, actor: Actor, at: dt.datetime, on: dt.date, person: int, room: int | None, household: int | None,
    relation: str = rules.UNSTATED, head: bool = False, tenancy: str = "unknown", origin: Origin = BY_HAND,
) -> int | None:  # fmt: skip
    """Put a person into `household`, or into a new one behind `room`; None with neither.

    A membership that holds on the day ends with it. The first member of a new household is its
    head when nothing else was said.
    """
    if household is None and room is None:
        return None
    leave(actor=actor, at=at, on=on, person=person)
    if household is None and room is not None:
        household = found(actor=actor, at=at, on=on, room=room, tenancy=tenancy, origin=origin).pk
        head = head or relation == rules.UNSTATED or rules.is_head_code(relation)
    elif household is not None:
        held = records.household(actor, household, at)
        rules.may_join(
            start=on,
            founded=held.start,
            ended=held.end is not None and held.end <= on,
            today=clock.day_of(at),
        ).demand("household")
    else:
        raise NotFound("household")
    put(
        actor=actor,
        at=at,
        on=on,
        person=person,
        household=household,
        relation=relation,
        head=head,
        origin=origin,
    )
    return household


def found(
    *, actor: Actor, at: dt.datetime, on: dt.date, room: int, tenancy: str = "unknown", kind: str = "family",
    number: str = "", origin: Origin = BY_HAND,
) -> Household:  # fmt: skip
    """A new household behind a door, without members yet."""
    return Household.objects.create(
        room_id=room,
        tenancy=tenancy,
        kind=kind,
        number=number.strip(),
        start=on,
        **records.stamp(actor, at, origin),
    )


def put(
    *, actor: Actor, at: dt.datetime, on: dt.date, person: int, household: int, relation: str, head: bool,
    origin: Origin = BY_HAND,
) -> Member:  # fmt: skip
    """A membership that begins on a day; a head who is there already stays the head."""
    leads = head and not Member.objects.filter(sight.on_day(on), household=household, head=True).exists()
    code = relation or rules.UNSTATED
    if leads:
        code = rules.HEAD
    elif rules.is_head_code(code):
        code = rules.UNSTATED
    return Member.objects.create(
        person_id=person,
        household_id=household,
        relation=code,
        head=leads,
        start=on,
        **records.stamp(actor, at, origin),
    )


def leave(*, actor: Actor, at: dt.datetime, on: dt.date, person: int) -> int | None:
    """End the membership that holds on a day; the household that was left, if any.

    One that began on the same day never held: it is void, and so are those that would begin
    later. A household without members ends.
    """
    for later in Member.objects.select_for_update(of=("self",)).filter(
        person=person, void=False, start__gt=on
    ):
        records.save(later, actor, at, void=True)
        _end_if_empty(actor, at, later.start, later.household_id)
    held = records.membership(person, on)
    if held is None:
        return None
    if held.start >= on:
        records.save(held, actor, at, void=True)
    else:
        records.save(held, actor, at, end=on)
    _end_if_empty(actor, at, on, held.household_id)
    return held.household_id


def demand_none_later(person: int, on: dt.date) -> None:
    """Refused when the person belongs to a household from a later day on: that one would be lost."""
    later = Member.objects.filter(person=person, void=False, start__gt=on).order_by("start").first()
    if later is not None:
        raise Refused(
            say("The person belongs to a household from {day} on. Choose a later day.", day=later.start), "on"
        )


def _end_if_empty(actor: Actor, at: dt.datetime, on: dt.date, household: int) -> None:
    """End a household in which nobody is or will be a member."""
    still = Member.objects.filter(household=household, void=False).filter(Q(end__isnull=True) | Q(end__gt=on))
    if still.exists():
        return
    record = Household.objects.select_for_update(of=("self",)).get(pk=household)
    if record.start >= on:
        records.save(record, actor, at, void=True)
    elif record.end is None:
        records.save(record, actor, at, end=on)
