"""Who is responsible for a Party area: assigned, ended, the first responsible replaced; units put into areas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.party import api as party
from linli.places import api as places

from ..models import Charge
from ..queries.areas import lies, on_day
from ..rules import charges as rules
from ..rules import codes
from .parts import home, locked, refusing, stamp

POWER = "contact.charge"
SUBJECT = "contact charge"


@transaction.atomic
def assign(
    *,
    actor: Actor,
    at: dt.datetime,
    cell: int,
    member: int,
    kind: str,
    start: dt.date,
    user: int | None = None,
) -> int:
    """A Party member answers for an area from `start` on; the charge's key.

    user  the member's account here, where there is one
    Refused while another is first responsible that day, or the member answers for this area already.
    """
    row = stamp(actor, at, POWER)
    name = _area(actor, cell, start)
    if kind not in codes.CHARGES:
        raise NotFound("kind")
    rules.may_start(start, day_of(at)).demand("start")
    who = _face(actor, member, start)
    held = Charge.objects.filter(on_day(start), community_id=row["community_id"], cell=cell)
    if kind == codes.FIRST and (one := held.filter(kind=codes.FIRST).first()):
        raise Refused(
            say(
                "{area} has a first responsible since {day}. Replace them instead.",
                area=name,
                day=one.start.isoformat(),
            ),
            "kind",
        )
    with refusing(say("{name} answers for {area} on these days already.", name=who, area=name), "member"):
        made = Charge.objects.create(cell_id=cell, member_id=member, kind=kind, start=start, user=user, **row)
    journal.write(actor, "assign_charge", SUBJECT, key=made.pk, at=at, cell=cell, kind=kind)
    return made.pk


@transaction.atomic
def end(*, actor: Actor, at: dt.datetime, charge: int, on: dt.date, version: int | None = None) -> None:
    """A duty ends: `on` is the first day without it."""
    community = home(actor, POWER)
    one: Charge = locked(
        Charge.objects.filter(community_id=community, void=False), charge, "contact charge", version, end=on
    )
    rules.may_end(one.start, one.end, on).demand("on")
    rules.may_start(on, day_of(at)).demand("on")
    versions.save(one, actor=actor, at=at, end=on)
    journal.write(actor, "end", SUBJECT, key=charge, at=at, cell=one.cell_id, kind=one.kind)


@transaction.atomic
def replace_first(
    *, actor: Actor, at: dt.datetime, cell: int, member: int, on: dt.date, user: int | None = None
) -> int:
    """Another member is first responsible from `on`: the old duty ends, the new one begins. The new charge's key.

    Who answered for the area as a member ends that duty the same day. Every card of the area is out of date then.
    """
    row = stamp(actor, at, POWER)
    name = _area(actor, cell, on)
    rules.may_start(on, day_of(at)).demand("on")
    who = _face(actor, member, on)
    held = Charge.objects.select_for_update().filter(community_id=row["community_id"], cell=cell, void=False)
    now = held.filter(lies(on), kind=codes.FIRST).first()
    if now is not None and now.member_id == member:
        raise Refused(say("{name} is first responsible for {area} already.", name=who, area=name), "member")
    for one in held.filter(lies(on)).filter(kind=codes.FIRST) | held.filter(lies(on), member=member):
        rules.may_end(one.start, one.end, on).demand("on")
        versions.save(one, actor=actor, at=at, end=on)
    with refusing(say("{area} has another first responsible from a later day on.", area=name), "on"):
        made = Charge.objects.create(
            cell_id=cell, member_id=member, kind=codes.FIRST, start=on, user=user, **row
        )
    journal.write(actor, "replace_first", SUBJECT, key=made.pk, at=at, cell=cell)
    return made.pk


@transaction.atomic
def put(
    *, actor: Actor, at: dt.datetime, cell: int, units: Collection[int], start: dt.date, move: bool = False
) -> int:
    """Units lie in an area from `start` on; how many changed.

    A unit that lies in another area that day is refused with its name and since when, unless `move` says that it
    leaves that area.
    """
    home(actor)
    _area(actor, cell, start)
    if not move:
        _demand_free(actor, cell, units, start)
    return places.put_in(actor=actor, cell=cell, units=units, start=start, at=at)


@transaction.atomic
def take(*, actor: Actor, at: dt.datetime, cell: int, units: Collection[int], end: dt.date) -> int:
    """Units lie in the area no longer from `end` on; how many."""
    home(actor)
    _area(actor, cell, end)
    return places.take_out(actor=actor, cell=cell, units=units, end=end, at=at)


def _demand_free(actor: Actor, cell: int, units: Collection[int], on: dt.date) -> None:
    held = places.stays_on(actor.community or 0, rules.SCHEME, units, on)
    other = [one for one in held.values() if one.cell_id != cell]
    if other:
        first = min(other, key=lambda one: (one.door, one.unit))
        raise Refused(
            say(
                "{unit} lies in {area} since {day}: a household has one responsible area a day. Take it out there, or move it.",
                unit=first.door, area=first.cell, day=first.start.isoformat(),
            ),
            "units",
        )  # fmt: skip


def _area(actor: Actor, cell: int, on: dt.date) -> str:
    """The name of a Party area that holds on a day."""
    found = {one.id: one.name for one in places.cells(actor.community or 0, rules.SCHEME, on)}
    if cell not in found:
        raise NotFound("area")
    return found[cell]


def _face(actor: Actor, member: int, on: dt.date) -> str:
    """The name of a member who belongs to a branch here that day; Refused otherwise."""
    face = party.faces(actor.community or 0, [member], on).get(member)
    if face is None:
        raise NotFound("party member")
    if face.branch is None:
        raise Refused(say("{name} belongs to no branch here on this day.", name=face.name), "member")
    return face.name
