"""Small registers for tests of figures, made past the rules and without journal lines."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import Any

from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.places.models import Area, Room
from linli.places.tests import factories as places
from linli.residents.models import Check, Person, Residence

AT = dt.datetime(2018, 1, 2, 1, 0, tzinfo=dt.UTC)
YEAR = dt.date(2018, 1, 1)
_numbers = itertools.count(1)


@dataclass
class Ground:
    """A community of two grids (one unit each), one unit in no grid, and a room in every unit."""

    community: int
    grids: list[int]
    rooms: list[int]
    units: list[int] = field(default_factory=list)

    def actor(self, role: str = "secretary", cells: tuple[int, ...] = ()) -> Actor:
        """A worker here, without an account."""
        return Actor(1, "王敏", self.community, frozenset({role}), frozenset(cells))


def ground(name: str = "", code: str = "", parent: int | Area | None = None) -> Ground:
    """A fresh community with its grids and rooms."""
    where = places.community(name, code, parent)
    building = places.building(where, units=3, rooms=False)
    with community_scope(where):
        units = list(building.units.order_by("number"))
    cells = [places.cell(where, name=f"第{n}网格", code=f"{n}", units=[units[n - 1]]) for n in (1, 2)]
    rooms = [places.room(building, number).pk for number in (1, 2, 3)]
    return Ground(where, [cell.pk for cell in cells], rooms, [unit.pk for unit in units])


def person(here: Ground, **fields: Any) -> Person:
    """One person; a name nobody bears is made up."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"测{number:05d}", "sort": f"ce{number:05d}", "sex": "1", "born": dt.date(1980, 1, 1), "changed_at": AT,
    } | fields  # fmt: skip
    with community_scope(here.community):
        return Person.objects.create(community_id=here.community, **values)


def residence(
    here: Ground, whose: Person | None = None, *, room: int | None = 0, start: dt.date = YEAR, **fields: Any
) -> Residence:
    """One episode; `room` is the index of a room of the ground, None for no room."""
    values: dict[str, Any] = {"kind": "hukou_here", "changed_at": AT} | fields
    if values.get("end") and not values.get("reason"):
        values |= {"reason": "moved_out", "state": "closed"}
    with community_scope(here.community):
        return Residence.objects.create(
            community_id=here.community,
            person=whose or person(here),
            room_id=None if room is None else here.rooms[room],
            start=start,
            **values,
        )


def check(here: Ground, lived: Residence, on: dt.date, outcome: str = "unchanged") -> Check:
    """One information check of the person of an episode."""
    with community_scope(here.community):
        return Check.objects.create(
            community_id=here.community, person=lived.person, residence=lived, on=on, at=AT, by_name="王敏",
            way="door", outcome=outcome, changed_at=AT,
        )  # fmt: skip


def room_of(here: Ground, index: int) -> Room:
    """A room of the ground."""
    with community_scope(here.community):
        return Room.objects.get(pk=here.rooms[index])
