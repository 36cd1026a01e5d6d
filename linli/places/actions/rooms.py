"""Rooms by hand: add to a unit, correct what is known of one, close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.places.models import Room, Unit
from linli.places.rules import days, doors, sight
from linli.places.rules.buildings import MAX_ROOMS, may_reopen
from linli.places.rules.doors import DoorParts
from linli.places.rules.words import optional, required

from .guard import demand_empty, demand_fresh, locked, writes


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What is known of a room (用途, 产权性质, 使用状态, 面积)."""

    use: str = "home"
    tenure: str = "commodity"
    occupancy: str = "unknown"
    square_metres: Decimal | None = None
    floor: int | None = None
    note: str = ""

    def checked(self) -> dict[str, Any]:
        """The columns, cleaned. Raises Refused naming the field."""
        if self.square_metres is not None and not Decimal(0) < self.square_metres < Decimal(100_000):
            raise Refused(say("Square metres lie between 0 and 100,000."), "square_metres")
        if self.floor is not None and not -10 <= self.floor <= 150:
            raise Refused(say("A floor lies between -10 and 150."), "floor")
        return {
            "use": self.use, "tenure": self.tenure, "occupancy": self.occupancy,
            "square_metres": self.square_metres, "floor": self.floor, "note": optional(self.note, "note", 200),
        }  # fmt: skip


@writes
def add_rooms(
    *, actor: Actor, unit: int, numbers: Sequence[str], facts: RoomFacts, start: dt.date, at: dt.datetime
) -> list[int]:
    """Rooms of a unit from `start` on, alike but for their numbers; their ids in the order given.

    A floor that is not said is read off each number.
    """
    sight.may_edit(actor).demand()
    one: Unit = locked(Unit, actor, unit)
    days.may_begin(start, day_of(at)).demand("start")
    if one.building.end is not None:
        raise Refused(say("The building is out of use since {end}.", end=one.building.end), "start")
    typed = list(dict.fromkeys(doors.flat(required(number, "numbers", 20)) for number in numbers))
    if not 0 < len(typed) <= MAX_ROOMS:
        raise Refused(say("Name at least one room."), "numbers")
    values = facts.checked()
    made = []
    for number in typed:
        parts = DoorParts(one.building.compound, one.building.name, one.number, number)
        floor = doors.floor_of(number) if facts.floor is None else facts.floor
        room = Room(
            community_id=one.community_id, unit=one, number=number, door=doors.door_text(parts),
            door_key=doors.door_key(parts), start=start, changed_at=at, changed_by=actor.user_id,
            **values | {"floor": floor},
        )  # fmt: skip
        made.append(room)
    Room.objects.bulk_create(made)
    journal.write(actor, "add rooms", "unit", key=one.pk, at=at, rooms=len(made))
    return [room.pk for room in made]


@writes
def correct_room(
    *, actor: Actor, room: int, facts: RoomFacts, version: int | None = None, at: dt.datetime
) -> None:
    """Mend what is known of a room. Its number and door stay; a room entered by mistake is closed."""
    sight.may_edit(actor).demand()
    one: Room = locked(Room, actor, room)
    values = facts.checked()
    demand_fresh(actor, "room", one, version, values)
    versions.save(one, actor=actor, at=at, **values)
    journal.write(actor, "correct", "room", key=one.pk, at=at)


@writes
def close_room(*, actor: Actor, room: int, end: dt.date, version: int | None = None, at: dt.datetime) -> None:
    """The room is there no longer from `end` on: joined with its neighbour, pulled down, entered by mistake.

    Refused while people are registered there on that day or later.
    """
    sight.may_edit(actor).demand()
    one: Room = locked(Room, actor, room)
    demand_fresh(actor, "room", one, version, {"end": end})
    if one.end is not None:
        raise Refused(say("The room is out of use since {end}.", end=one.end), "end")
    days.may_end(one.start, end, day_of(at)).demand("end")
    demand_empty(actor, [one.pk], one.door, end)
    versions.save(one, actor=actor, at=at, end=end)
    journal.write(actor, "close", "room", key=one.pk, at=at, end=str(end))


@writes
def reopen_room(*, actor: Actor, room: int, version: int | None = None, at: dt.datetime) -> None:
    """The room is in use again, as if it had not been closed."""
    sight.may_edit(actor).demand()
    one: Room = locked(Room, actor, room)
    demand_fresh(actor, "room", one, version, {"end": None})
    may_reopen(one.end, one.unit.building.end).demand()
    versions.save(one, actor=actor, at=at, end=None)
    journal.write(actor, "reopen", "room", key=one.pk, at=at)
