"""Rooms in bulk: a roster names doors, and what is missing of them is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor
from linli.places.models import Building, Room, Unit
from linli.places.rules import doors, sight
from linli.places.rules.doors import DoorParts

from .coding import fresh_codes
from .guard import home, writes

_BATCH = 2000


@writes
def make_rooms(
    actor: Actor,
    doors_wanted: Sequence[DoorParts],
    at: dt.datetime,
    *,
    start: dt.date | None = None,
    use: str = "home",
) -> dict[str, int]:
    """door key → room id for every door asked for; missing buildings, units and rooms are made.

    Few statements however many doors (5 to 9). New rows begin on `start`, else on the day of `at`.
    A closed building or room is opened by nobody here: its key answers the closed room.
    Raises Refused for an actor who does not keep places.
    """
    sight.may_edit(actor).demand()
    wanted = {doors.door_key(one): one for one in doors_wanted}
    begin = start or day_of(at)
    buildings, new_buildings = _buildings(actor, wanted, begin, at, use)
    units, new_units = _units(actor, wanted, buildings, at)
    keys, made = _rooms(actor, wanted, buildings, units, begin, at, use)
    if new_buildings or new_units or made:
        journal.write(actor, "make", "rooms", at=at, buildings=new_buildings, units=new_units, rooms=made)
    return keys


def _name(parts: DoorParts) -> tuple[str, str]:
    """(compound, building key) by which a building is known."""
    return doors.flat(parts.compound), doors.building_key(parts.building)


def _buildings(
    actor: Actor, wanted: dict[str, DoorParts], start: dt.date, at: dt.datetime, use: str
) -> tuple[dict[tuple[str, str], Building], int]:
    """Buildings by name, the missing ones made; and how many were made."""
    rows = Building.objects.filter(community=actor.community).order_by("end", "pk")
    known = {}
    for one in rows:  # open buildings stand last (NULLs last) and win over closed ones of the same name
        known[doors.flat(one.compound), doors.building_key(one.name)] = one
    fresh: dict[tuple[str, str], Building] = {}
    for parts in wanted.values():
        key = _name(parts)
        if key in known or key in fresh:
            continue
        name = doors.building_name(parts.building)
        fresh[key] = Building(
            community_id=home(actor), code="", name=name, compound=parts.compound.strip(), use=use,
            name_sort=doors.sort_key(parts.compound, name), start=start, changed_at=at, changed_by=actor.user_id,
        )  # fmt: skip
    for one, code in zip(fresh.values(), fresh_codes(len(fresh)), strict=True):
        one.code = code
    Building.objects.bulk_create(fresh.values(), _BATCH)
    return known | fresh, len(fresh)


def _units(
    actor: Actor, wanted: dict[str, DoorParts], buildings: dict[tuple[str, str], Building], at: dt.datetime
) -> tuple[dict[tuple[int, int], Unit], int]:
    """Units by (building, number), the missing ones made; and how many were made."""
    asked = {(buildings[_name(parts)].pk, parts.unit or 0) for parts in wanted.values()}
    rows = Unit.objects.filter(community=actor.community, building__in={building for building, _ in asked})
    known = {(one.building_id, one.number): one for one in rows}
    fresh = {
        key: Unit(
            community_id=home(actor),
            building_id=key[0],
            number=key[1],
            changed_at=at,
            changed_by=actor.user_id,
        )
        for key in sorted(asked - set(known))
    }
    Unit.objects.bulk_create(fresh.values(), _BATCH)
    return known | fresh, len(fresh)


def _rooms(
    actor: Actor,
    wanted: dict[str, DoorParts],
    buildings: dict[tuple[str, str], Building],
    units: dict[tuple[int, int], Unit],
    start: dt.date,
    at: dt.datetime,
    use: str,
) -> tuple[dict[str, int], int]:
    """Room ids by door key, the missing ones made; and how many were made."""
    unit_ids = {one.pk for one in units.values()}
    rows = Room.objects.filter(community=actor.community, unit__in=unit_ids).values_list(
        "unit_id", "number", "pk"
    )
    known = {(unit, doors.flat(number)): pk for unit, number, pk in rows}
    keys: dict[str, int] = {}
    fresh: dict[str, Room] = {}
    for key, parts in wanted.items():
        building = buildings[_name(parts)]
        unit = units[building.pk, parts.unit or 0]
        number = doors.flat(parts.number)
        if (unit.pk, number) in known:
            keys[key] = known[unit.pk, number]
            continue
        whole = DoorParts(building.compound, building.name, unit.number, number)
        fresh[key] = Room(
            community_id=home(actor), unit=unit, number=number, door=doors.door_text(whole),
            door_key=doors.door_key(whole), floor=doors.floor_of(number), use=use, start=start,
            changed_at=at, changed_by=actor.user_id,
        )  # fmt: skip
    Room.objects.bulk_create(fresh.values(), _BATCH)
    return keys | {key: one.pk for key, one in fresh.items()}, len(fresh)
