"""Founding, joining, leaving and splitting households."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.places import api as places

from ..models import Household, Member
from ..queries import belonging, sight
from ..rules import households as rules
from ..rules.codes import HOUSEHOLD_KINDS, RELATIONS, TENANCY
from ..rules.people import BY_HAND, Origin
from ..rules.sight import may_edit
from . import membership, records


@transaction.atomic
def found(
    *, actor: Actor, at: dt.datetime, on: dt.date, room: int, members: Sequence[tuple[int, str, bool]],
    tenancy: str = "unknown", kind: str = "family", number: str = "", since: int | None = None,
    origin: Origin = BY_HAND,
) -> int:  # fmt: skip
    """A household behind a door with members (person, relation, head); each leaves the one before.

    since  how far the history was seen (queries.belonging.seen); Stale when a member joined or left after it
    """
    may_edit(actor).demand()
    today = clock.day_of(at)
    if not sight.room_is_seen(actor, room, today):
        raise NotFound("room")
    rules.may_found(sum(head for _, _, head in members), len(members), start=on, today=today).demand(
        "members"
    )
    _demand_codes(tenancy=tenancy, kind=kind)
    for person, _, _ in members:
        records.person(actor, person, at)
        door = places.room(actor, room).door if since is not None else ""
        belonging.demand_unmoved(actor, person, since, on=today, wanted={"address": door})
        membership.demand_none_later(person, on)
        membership.leave(actor=actor, at=at, on=on, person=person)
    made = membership.found(
        actor=actor, at=at, on=on, room=room, tenancy=tenancy, kind=kind, number=number, origin=origin
    )
    for person, relation, head in members:
        membership.put(
            actor=actor,
            at=at,
            on=on,
            person=person,
            household=made.pk,
            relation=relation,
            head=head,
            origin=origin,
        )
    journal.write(actor, "found", "household", key=made.pk, at=at, members=len(members))
    return made.pk


@transaction.atomic
def change(
    *, actor: Actor, at: dt.datetime, household: int, version: int | None = None, number: str | None = None,
    tenancy: str | None = None, kind: str | None = None,
) -> None:  # fmt: skip
    """Correct what a household says of itself; None leaves a value as it is."""
    may_edit(actor).demand()
    wanted = {"number": number, "tenancy": tenancy, "kind": kind}
    values: dict[str, Any] = {field: value for field, value in wanted.items() if value is not None}
    _demand_codes(**{field: value for field, value in values.items() if field != "number"})
    held = records.household(actor, household, at, version, **values)
    records.save(held, actor, at, **values)
    journal.write(actor, "change", "household", key=household, at=at, fields=sorted(values))


@transaction.atomic
def join(
    *,
    actor: Actor,
    at: dt.datetime,
    household: int,
    person: int,
    relation: str,
    on: dt.date,
    origin: Origin = BY_HAND,
) -> None:
    """A person becomes a member from a day on and leaves the household before."""
    may_edit(actor).demand()
    records.person(actor, person, at)
    membership.demand_none_later(person, on)
    if relation not in RELATIONS:
        raise Refused(say("Choose the relation to the head."), "relation")
    membership.settle(
        actor=actor, at=at, on=on, person=person, room=None, household=household, relation=relation,
        head=rules.is_head_code(relation), origin=origin,
    )  # fmt: skip
    journal.write(actor, "join", "household", key=household, at=at, person=person)


@transaction.atomic
def join_all(
    *, actor: Actor, at: dt.datetime, household: int, into: int, relation: str, on: dt.date, version: int | None = None
) -> int:  # fmt: skip
    """Every member of a household becomes a member of another one on a day; the emptied one ends. How many.

    A member out of the actor's sight stays: to a grid worker somebody of another grid is not there.
    Stale when who keeps house together changed since `version` was read.
    """
    homes = {key: records.household(actor, key, at) for key in sorted({household, into})}
    wanted = {"members": "", "address": homes[into].room.door}
    belonging.demand_fresh(actor, household, version, on=clock.day_of(at), wanted=wanted)
    seen = sight.of_people(actor, clock.day_of(at))
    inside = Member.objects.filter(seen, sight.on_day(on), household=household).order_by("-head", "pk")
    moving = list(inside.values_list("person_id", flat=True))
    if household == into or not moving:
        raise Refused(say("Nobody is in this household."), "into")
    for person in moving:
        join(actor=actor, at=at, household=into, person=person, relation=relation, on=on)
    return len(moving)


@transaction.atomic
def leave(*, actor: Actor, at: dt.datetime, household: int, person: int, on: dt.date) -> None:
    """A member leaves; without members a household ends."""
    may_edit(actor).demand()
    records.household(actor, household, at)
    held = _membership(actor, at, household, person, on)
    rules.may_leave(joined=held.start, on=on, today=clock.day_of(at)).demand("on")
    membership.leave(actor=actor, at=at, on=on, person=person)
    journal.write(actor, "leave", "household", key=household, at=at, person=person)


@transaction.atomic
def split(
    *, actor: Actor, at: dt.datetime, household: int, persons: Sequence[int], head: int, on: dt.date,
    room: int | None = None, version: int | None = None,
) -> int:  # fmt: skip
    """Some members found a household of their own, behind the same door or another; its key.

    Stale when who keeps house together changed since `version` was read.
    """
    may_edit(actor).demand()
    held = records.household(actor, household, at)
    wanted = {"members": persons, "head": [head]}
    belonging.demand_fresh(actor, household, version, on=clock.day_of(at), wanted=wanted)
    members = list(
        Member.objects.filter(sight.on_day(on), household=household).values_list("person_id", flat=True)
    )
    rules.may_split(persons, members, head).demand("persons")
    return found(
        actor=actor, at=at, on=on, room=room or held.room_id, tenancy=held.tenancy,
        members=[(one, rules.HEAD if one == head else rules.UNSTATED, one == head) for one in persons],
    )  # fmt: skip


@transaction.atomic
def change_head(
    *,
    actor: Actor,
    at: dt.datetime,
    household: int,
    person: int,
    on: dt.date,
    relations: Mapping[int, str] | None = None,
    version: int | None = None,
) -> None:
    """Another member becomes the head on a day; relations are told anew, unstated where they are not.

    Memberships before the day keep what they said: each goes on as a new row from the day.
    Stale when who keeps house together changed since `version` was read.
    """
    may_edit(actor).demand()
    records.household(actor, household, at)
    belonging.demand_fresh(actor, household, version, on=clock.day_of(at), wanted={"head": [person]})
    _membership(actor, at, household, person, on)
    told = relations or {}
    for held in Member.objects.select_for_update(of=("self",)).filter(sight.on_day(on), household=household):
        leads = held.person_id == person
        code = rules.HEAD if leads else told.get(held.person_id, rules.UNSTATED)
        _go_on(actor, at, held, on, code, False)
    for held in Member.objects.select_for_update(of=("self",)).filter(
        sight.on_day(on), household=household, person=person
    ):
        records.save(held, actor, at, head=True)
    journal.write(actor, "change_head", "household", key=household, at=at, person=person)


@transaction.atomic
def dissolve(*, actor: Actor, at: dt.datetime, household: int, on: dt.date) -> None:
    """End a household and every membership in it."""
    may_edit(actor).demand()
    held = records.household(actor, household, at)
    rules.may_leave(joined=held.start, on=on, today=clock.day_of(at)).demand("on")
    for person in Member.objects.filter(sight.on_day(on), household=household).values_list(
        "person_id", flat=True
    ):
        membership.leave(actor=actor, at=at, on=on, person=person)
    if Household.objects.filter(pk=household, end__isnull=True, void=False).exists():
        records.save(Household.objects.get(pk=household), actor, at, end=on)
    journal.write(actor, "dissolve", "household", key=household, at=at)


def _membership(actor: Actor, at: dt.datetime, household: int, person: int, on: dt.date) -> Member:
    seen = sight.of_people(actor, clock.day_of(at))
    held = Member.objects.filter(seen, sight.on_day(on), household=household, person=person).first()
    if held is None:
        raise NotFound("member")
    return held


def _go_on(actor: Actor, at: dt.datetime, held: Member, on: dt.date, code: str, head: bool) -> None:
    if held.start >= on:
        records.save(held, actor, at, relation=code, head=head)
        return
    records.save(held, actor, at, end=on)
    Member.objects.create(
        person_id=held.person_id, household_id=held.household_id, relation=code, head=head, start=on,
        **records.stamp(actor, at),
    )  # fmt: skip


def _demand_codes(**values: str) -> None:
    tables = {"tenancy": TENANCY, "kind": HOUSEHOLD_KINDS}
    for field, value in values.items():
        if value not in tables[field]:
            raise Refused(say("“{value}” is none of the choices.", value=value[:20]), field)
