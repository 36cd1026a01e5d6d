"""Where a visit was: the door, the household that lived there that day, the person. Nothing that was written is lost.

What is written down at a door may arrive when the household has left, or the person has moved or was merged: it is
kept at the door, and says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import Actor, NotFound, Refused, say
from linli.places import api as places
from linli.residents import api as residents

from ..queries.visits import units_of
from ..rules import codes


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a visit belongs to, and what the record remarks of it."""

    household: int | None
    room: int | None
    person: int | None
    remarks: tuple[str, ...] = ()


def target(
    actor: Actor, *, household: int | None, room: int | None, person: int | None, way: str, spoke: str, went: dt.date,
    today: dt.date,
) -> Target:  # fmt: skip
    """The target as it was on the day. Raises NotFound for a door out of sight, Refused where no door is given."""
    remarks: list[str] = []
    home: int | None = None
    if person is not None:
        person, home = _person(actor, person, went, remarks)
    if household is None and room is None:
        household = home
    if household is not None:
        household, room = _household(actor, household, room, went, today, remarks)
    elif room is not None:
        _demand_door(actor, room, today)
        household = residents.household_of_room(actor, room, on=went)
    if room is None and way == codes.AT_HOME:
        raise Refused(say("Choose the door."), "room")
    if room is None and person is None and not spoke:
        raise Refused(say("Write whom you spoke with, or choose the door."), "spoke")
    if person is not None and household is not None and home != household and "moved" not in remarks:
        remarks.append("moved")
    return Target(household, room, person, tuple(remarks))


def _person(actor: Actor, key: int, went: dt.date, remarks: list[str]) -> tuple[int | None, int | None]:
    """(record that holds the person now, household of that day); nobody where they had moved out of sight."""
    kept = residents.kept_records(actor, [key]).get(key)
    if kept is None:
        raise NotFound("person")
    if kept != key:
        remarks.append("merged")
    seen = residents.households_of(actor, [kept], on=went)
    if kept not in seen:
        remarks.append("moved")
        return None, None
    return kept, seen[kept][1]


def _household(
    actor: Actor, key: int, room: int | None, went: dt.date, today: dt.date, remarks: list[str]
) -> tuple[int | None, int | None]:
    """(household, door) of that day; the door alone where the household had left."""
    door = residents.house_doors(actor, [key], on=today).get(key)
    if door is None:
        if room is None:
            raise NotFound("household")
        _demand_door(actor, room, today)
        remarks.append("ended")
        return None, room
    if door.end is not None and door.end <= went:
        remarks.append("ended")
        return None, door.room
    return key, door.room


def _demand_door(actor: Actor, room: int, today: dt.date) -> None:
    seen = places.room(actor, room, today)
    units = units_of(actor, today)
    if units is not None and seen.unit_id not in units:
        raise NotFound("room")
