"""Households (户) and their members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, FilteredRelation, Q, QuerySet

from linli.kernel import Actor, NotFound
from linli.places import api as places

from ..models import Household, Member
from ..rules.ages import age_on
from ..rules.sight import sees_all
from . import people, search, sight
from .shapes import HouseholdFilter, HouseholdRow, MemberRow, Page

_DOOR = (
    "room__unit__building__compound", "room__unit__building__name_sort", "room__unit__number", "room__floor",
    "room__number", "id",
)  # fmt: skip
SORTS: dict[str, tuple[str, ...]] = {
    "door": _DOOR,
    "number": ("number", "id"),
    "head": ("h__person__sort", "id"),
}
_ROW = (
    "id", "number", "kind", "tenancy", "start", "end", "room_id", "room__door", "room__unit__building_id",
    "h__person_id", "h__person__name",
)  # fmt: skip
_MEMBER = (
    "id", "person_id", "person__name", "person__sex", "person__born", "person__phone", "relation", "head", "start",
    "end", "household_id", "r__kind",
)  # fmt: skip


def listing(
    actor: Actor, where: HouseholdFilter, *, on: dt.date, sort: str = "door", page: int = 1, size: int = 50
) -> Page[HouseholdRow]:
    """One page of the households that `where` leaves of those the actor may see."""
    found = _narrowed(actor, where, on)
    total = found.count()
    number = max(1, min(page, -(-total // size)))
    first = (number - 1) * size
    ordered = _with_head(actor, found, on).order_by(*SORTS.get(sort, _DOOR))
    return Page(_rows(actor, ordered[first : first + size], on), number, size, total)


def at_room(actor: Actor, room: int, *, on: dt.date) -> list[HouseholdRow]:
    """Households behind a door on a day."""
    found = sight.households(actor, on).filter(sight.on_day(on), room=room)
    return _rows(actor, _with_head(actor, found, on).order_by("number", "id"), on)


def household(actor: Actor, key: int, *, on: dt.date) -> HouseholdRow:
    """One household; NotFound when it does not exist for the actor."""
    found = _rows(actor, _with_head(actor, sight.households(actor, on).filter(pk=key), on), on)
    if not found:
        raise NotFound("household")
    return found[0]


def members(
    actor: Actor, keys: Iterable[int], *, on: dt.date, former: bool = False
) -> dict[int, list[MemberRow]]:
    """Household → its members on a day (or those who left) whom the actor may see, heads first.

    The keys must be permitted. Of a household behind a door of one's own, somebody may live in
    another grid: to the worker of this one they are not there.
    """
    held = Member.objects.filter(sight.of_people(actor, on), household__in=list(keys), void=False)
    held = held.filter(end__lte=on) if former else held.filter(sight.on_day(on))
    found = held.annotate(
        r=FilteredRelation("person__residences", condition=sight.on_day(on, "person__residences__"))
    ).order_by("-head", "relation", "person__born", "id")
    by_household: dict[int, list[MemberRow]] = {}
    for one in found.values(*_MEMBER):
        by_household.setdefault(one["household_id"], []).append(_member(one, on))
    return by_household


def around(actor: Actor, person: int, *, on: dt.date) -> list[tuple[int, str, MemberRow]]:
    """(household, its number, member) of the household that a permitted person belongs to on a day.

    A household behind a door out of sight is not told, nor is a member out of sight.
    """
    mine = sight.members(actor, on).filter(person=person).values("household")
    found = (
        Member.objects.filter(sight.of_people(actor, on), sight.on_day(on), household__in=mine)
        .annotate(
            r=FilteredRelation("person__residences", condition=sight.on_day(on, "person__residences__"))
        )
        .order_by("-head", "relation", "person__born", "id")
    )
    return [
        (one["household_id"], one["household__number"], _member(one, on))
        for one in found.values(*_MEMBER, "household__number")
    ]


def _narrowed(actor: Actor, where: HouseholdFilter, on: dt.date) -> QuerySet[Household]:
    found = sight.households(actor, on)
    found = found.filter(end__lte=on) if where.ended else found.filter(sight.on_day(on))
    exact = {"kind": where.kind, "tenancy": where.tenancy}
    found = found.filter(**{field: value for field, value in exact.items() if value})
    if where.building is not None:
        found = found.filter(room__unit__building=where.building)
    if where.cell is not None and actor.community is not None:
        found = found.filter(room__unit__in=places.cell_units(actor.community, [where.cell], on))
    if where.keys is not None:
        found = found.filter(pk__in=where.keys)
    if where.text.strip():
        found = found.filter(_meant(actor, where.text, on))
    return found


def _meant(actor: Actor, text: str, on: dt.date) -> Q:
    """A 户号 or a member, whoever the text means."""
    inside = Member.objects.filter(sight.on_day(on), person__in=search.ids(actor, text, on=on))
    return Q(number=text.strip()) | Q(pk__in=inside.values("household"))


def _with_head(actor: Actor, found: QuerySet[Household], on: dt.date) -> QuerySet[Household]:
    """Households with their head `h`, as far as the actor sees them.

    A joined relation takes no subquery: to a limited sight, the heads in it are told one by one.
    """
    leads = sight.on_day(on, "members__") & Q(members__head=True)
    if not sees_all(actor):
        heads = Member.objects.filter(sight.of_people(actor, on), sight.on_day(on), head=True)
        leads &= Q(members__pk__in=list(heads.values_list("pk", flat=True)) or [0])
    return found.annotate(h=FilteredRelation("members", condition=leads))


def _rows(actor: Actor, found: QuerySet[Household], on: dt.date) -> list[HouseholdRow]:
    held = list(found.values(*_ROW))
    inside = Member.objects.filter(
        sight.of_people(actor, on), sight.on_day(on), household__in=[one["id"] for one in held]
    )
    counts = dict(inside.values_list("household").annotate(n=Count("pk")).order_by()) if held else {}
    return [
        HouseholdRow(
            id=one["id"], number=one["number"], door=one["room__door"], room_id=one["room_id"],
            building_id=one["room__unit__building_id"], head_id=one["h__person_id"], head_name=one["h__person__name"] or "",
            members=counts.get(one["id"], 0), kind=one["kind"], tenancy=one["tenancy"], start=one["start"], end=one["end"],
        )
        for one in held
    ]  # fmt: skip


def _member(one: dict[str, Any], on: dt.date) -> MemberRow:
    return MemberRow(
        id=one["id"], person_id=one["person_id"], name=one["person__name"], sex=one["person__sex"],
        age=age_on(one["person__born"], on), relation=one["relation"], head=one["head"], start=one["start"],
        end=one["end"], kind=one["r__kind"] or "", phone=people.hidden_phone(one["person__phone"]),
    )  # fmt: skip
