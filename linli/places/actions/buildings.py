"""Buildings by hand: register with generated rooms, correct, add a unit, close."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.places.models import Building, Membership, Room, Unit
from linli.places.rules import days, doors, outlines, sight
from linli.places.rules.buildings import may_be_built, may_reopen, unit_numbers
from linli.places.rules.doors import DoorParts
from linli.places.rules.words import optional, required

from .coding import fresh_codes
from .guard import TOUCHED, demand_empty, demand_fresh, home, locked, writes


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a building: its words, use and point."""

    name: str
    compound: str = ""
    address: str = ""
    use: str = "home"
    longitude: float | None = None
    latitude: float | None = None

    def checked(self) -> dict[str, Any]:
        """The columns, cleaned. Raises Refused naming the field."""
        outlines.may_stand(self.longitude, self.latitude).demand("longitude")
        name, compound = required(self.name, "name"), optional(self.compound, "compound", 60)
        return {
            "name": doors.building_name(name),
            "compound": compound,
            "name_sort": doors.sort_key(compound, doors.building_name(name)),
            "address": optional(self.address, "address", 120),
            "use": self.use,
            "longitude": self.longitude,
            "latitude": self.latitude,
        }


@writes
def register_building(
    *,
    actor: Actor,
    about: About,
    units: int = 1,
    floors: int = 0,
    per_floor: int = 0,
    start: dt.date,
    at: dt.datetime,
) -> int:
    """A building from `start` on with units 1 … n (0: unit 0) and rooms 101, 102 … on every floor; its id.

    Its code is drawn once and never changes; door plates and public addresses bear it.
    """
    sight.may_edit(actor).demand()
    may_be_built(units, floors, per_floor).demand("units")
    days.may_begin(start, day_of(at)).demand("start")
    building = Building(community_id=home(actor), code=fresh_codes(1)[0])
    values = about.checked() | {"floors": floors or None, "start": start}
    versions.save(building, actor=actor, at=at, **values)
    made = [_unit(building, number, actor, at) for number in unit_numbers(units)]
    rooms = [
        _room(building, unit, number, actor, at, start)
        for unit in made
        for number in doors.generated(floors, per_floor)
    ]
    Room.objects.bulk_create(rooms)
    journal.write(actor, "register", "building", key=building.pk, at=at, units=len(made), rooms=len(rooms))
    return building.pk


@writes
def correct_building(
    *, actor: Actor, building: int, about: About, version: int | None = None, at: dt.datetime
) -> None:
    """Mend what was entered of a building; a new name is written to every door. The code stays."""
    sight.may_edit(actor).demand()
    one: Building = locked(Building, actor, building)
    values = about.checked()
    demand_fresh(actor, "building", one, version, values)
    renamed = (one.name, one.compound) != (values["name"], values["compound"])
    versions.save(one, actor=actor, at=at, **values)
    if renamed:
        _rewrite_doors(one, actor, at)
    journal.write(actor, "correct", "building", key=one.pk, at=at)


@writes
def add_unit(*, actor: Actor, building: int, number: int, at: dt.datetime) -> int:
    """One more unit of a building; its id."""
    sight.may_edit(actor).demand()
    one: Building = locked(Building, actor, building)
    _demand_open(one)
    may_be_built(number, 0, 0).demand("number")
    unit = _unit(one, number, actor, at)
    journal.write(actor, "add unit", "building", key=one.pk, at=at, number=number)
    return unit.pk


@writes
def close_building(
    *, actor: Actor, building: int, end: dt.date, version: int | None = None, at: dt.datetime
) -> None:
    """The building stands no longer from `end` on; its rooms and its places in cells end that day.

    Refused while people are registered there on that day or later.
    """
    sight.may_edit(actor).demand()
    one: Building = locked(Building, actor, building)
    demand_fresh(actor, "building", one, version, {"end": end})
    _demand_open(one)
    days.may_end(one.start, end, day_of(at)).demand("end")
    inside = list(Room.objects.filter(unit__building=one, end__isnull=True).values_list("pk", flat=True))
    demand_empty(actor, inside, one.compound + one.name, end)
    versions.save(one, actor=actor, at=at, end=end)
    rooms = _end_all(Room.objects.filter(unit__building=one), actor, end, at)
    _end_all(Membership.objects.filter(unit__building=one), actor, end, at)
    journal.write(actor, "close", "building", key=one.pk, at=at, rooms=rooms, end=str(end))


@writes
def reopen_building(*, actor: Actor, building: int, version: int | None = None, at: dt.datetime) -> None:
    """The building stands on, as if it had not been closed, with the rooms and places in cells that ended with it."""
    sight.may_edit(actor).demand()
    one: Building = locked(Building, actor, building)
    demand_fresh(actor, "building", one, version, {"end": None})
    may_reopen(one.end, None).demand()
    ended = one.end
    versions.save(one, actor=actor, at=at, end=None)
    rooms = _open_all(Room.objects.filter(unit__building=one, end=ended), actor, at)
    _open_all(Membership.objects.filter(unit__building=one, end=ended, cell__end__isnull=True), actor, at)
    journal.write(actor, "reopen", "building", key=one.pk, at=at, rooms=rooms)


def _open_all(rows: Any, actor: Actor, at: dt.datetime) -> int:
    """Let rows hold on that ended with their building; how many."""
    held = list(rows.select_for_update(of=("self",)))
    for row in held:
        row.end = None
        versions.touch(row, actor=actor, at=at)
    rows.model.objects.bulk_update(held, ["end", *TOUCHED], batch_size=500)
    return len(held)


def _end_all(rows: Any, actor: Actor, end: dt.date, at: dt.datetime) -> int:
    """End the open rows that began before `end`. Refused when one begins later."""
    held = list(rows.select_for_update(of=("self",)).exclude(end__lte=end))
    for row in held:
        if row.start >= end:
            raise Refused(say("Something in the building begins on {start} only.", start=row.start), "end")
        row.end = end
        versions.touch(row, actor=actor, at=at)
    rows.model.objects.bulk_update(held, ["end", *TOUCHED], batch_size=500)
    return len(held)


def _demand_open(building: Building) -> None:
    if building.end is not None:
        raise Refused(say("The building is out of use since {end}.", end=building.end), "end")


def _unit(building: Building, number: int, actor: Actor, at: dt.datetime) -> Unit:
    unit = Unit(community_id=building.community_id, building=building, number=number)
    versions.save(unit, actor=actor, at=at)
    return unit


def _room(building: Building, unit: Unit, number: str, actor: Actor, at: dt.datetime, start: dt.date) -> Room:
    parts = DoorParts(building.compound, building.name, unit.number, number)
    return Room(
        community_id=building.community_id, unit=unit, number=number, door=doors.door_text(parts),
        door_key=doors.door_key(parts), floor=doors.floor_of(number), use=building.use, start=start,
        changed_at=at, changed_by=actor.user_id,
    )  # fmt: skip


def _rewrite_doors(building: Building, actor: Actor, at: dt.datetime) -> None:
    """Door and key of every room follow the building's name."""
    rooms = list(
        Room.objects.select_for_update(of=("self",)).select_related("unit").filter(unit__building=building)
    )
    for room in rooms:
        parts = DoorParts(building.compound, building.name, room.unit.number, room.number)
        room.door, room.door_key = doors.door_text(parts), doors.door_key(parts)
        versions.touch(room, actor=actor, at=at)
    Room.objects.bulk_update(rooms, ["door", "door_key", *TOUCHED], batch_size=500)
