"""Homes: households that somebody lives in, as those who go to doors need them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from linli.kernel import Actor
from linli.kernel.names import salutation
from linli.places import api as places

from ..models import Household, Member
from ..rules import sight as who
from ..rules.ages import years_before
from ..rules.codes import LIVING
from . import sight
from .occupied import lived_in

#: 80 or older 高龄.
AGED = 80
_WALKING = (
    "room__unit__building__compound", "room__unit__building__name_sort", "room__unit__number", "room__floor",
    "room__number", "pk",
)  # fmt: skip
_HOME = ("pk", "room_id", "room__unit_id", "room__unit__building_id", "room__floor", "room__door", "start")


@dataclass(frozen=True, slots=True)
class Home:
    """A household that somebody lives in on a day.

    since  the day it was founded behind this door
    alone  one person of 80 or older lives there and nobody else; told only to those who see the register
    """

    household: int
    room: int
    unit: int
    building: int
    floor: int | None
    door: str
    since: dt.date
    people: int
    alone: bool


@dataclass(frozen=True, slots=True)
class HouseDoor:
    """Where a household keeps house and until when; open for None."""

    household: int
    room: int
    door: str
    start: dt.date
    end: dt.date | None


def homes(
    actor: Actor, *, on: dt.date, building: int | None = None, cell: int | None = None, keys: Collection[int] | None = None,
    rooms: Collection[int] | None = None,
) -> list[Home]:  # fmt: skip
    """Homes within the actor's sight in walking order; a captain sees the doors of the own cells. At most 3 queries."""
    found = _seen(actor, on).filter(sight.on_day(on))
    if building is not None:
        found = found.filter(room__unit__building=building)
    if cell is not None and actor.community is not None:
        found = found.filter(room__unit__in=places.cell_units(actor.community, [cell], on))
    if keys is not None:
        found = found.filter(pk__in=list(keys))
    if rooms is not None:
        found = found.filter(room__in=list(rooms))
    found = found.filter(lived_in(on))
    living = sight.here(on).filter(community_id=actor.community, kind__in=LIVING)
    lives = Member.objects.filter(
        sight.on_day(on), household__in=found.values("pk"), person__in=living.values("person")
    )
    counted = lives.values_list("household_id").annotate(
        living=Count("person", distinct=True), youngest=Max("person__born")
    )
    inside = {household: (living, youngest) for household, living, youngest in counted.order_by()}
    latest = years_before(on, AGED) if who.sees_register(actor) else dt.date.min
    made = []
    for household, room, unit, building, floor, door, since in found.order_by(*_WALKING).values_list(*_HOME):
        people, alone = _alone(*inside.get(household, (0, None)), latest)
        made.append(Home(household, room, unit, building, floor, door, since, people, alone))
    return made


def _alone(living: int, youngest: dt.date | None, latest: dt.date) -> tuple[int, bool]:
    return living, living == 1 and youngest is not None and youngest <= latest


def house_doors(actor: Actor, keys: Iterable[int], *, on: dt.date) -> dict[int, HouseDoor]:
    """Household → its door and days, of those behind doors the actor may see, ended ones too. At most 2 queries."""
    found = _seen(actor, on).filter(pk__in=list(keys))
    return {
        row[0]: HouseDoor(*row) for row in found.values_list("pk", "room_id", "room__door", "start", "end")
    }


def salutations(actor: Actor, keys: Iterable[int], *, on: dt.date) -> dict[int, str]:
    """Household → how to address who opens (称呼): the head's, else the first grown-up's; nobody's name. At most 3 queries."""
    seen = list(_seen(actor, on).filter(pk__in=list(keys)).values_list("pk", flat=True))
    rows = (
        Member.objects.filter(
            sight.on_day(on), community_id=actor.community, household__in=seen, person__void=False
        )
        .order_by("household", "-head", "person__born", "pk")
        .values_list("household_id", "person__called", "person__name", "person__sex")
    )
    found: dict[int, str] = {}
    for household, called, name, sex in rows:
        found.setdefault(household, called or salutation(name, sex))
    return found


def household_of_room(actor: Actor, room: int, *, on: dt.date) -> int | None:
    """The one household behind a door on a day; None where there is none or several. At most 2 queries."""
    found = list(_seen(actor, on).filter(sight.on_day(on), room=room).values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def _seen(actor: Actor, on: dt.date) -> QuerySet[Household]:
    if who.sees_doors(actor) and not who.sees_register(actor):
        units = places.cell_units(actor.community or 0, sorted(actor.cells), on)
        return Household.objects.filter(community_id=actor.community, void=False, room__unit__in=units)
    return sight.households(actor, on)
