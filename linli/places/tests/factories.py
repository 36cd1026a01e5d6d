"""Areas, buildings, rooms and cells for tests, made past the rules and without journal lines.

Every function takes a community as its id and opens its own scope, so it works anywhere inside
a transaction. `community()` answers an id; the others answer the saved row.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from linli.base.scope import community_scope
from linli.places.models import (
    Area,
    AreaCode,
    AreaName,
    AreaParent,
    Building,
    Cell,
    Facility,
    Membership,
    Room,
    Term,
    Unit,
)
from linli.places.rules import codes, doors

START = dt.date(2010, 1, 1)
AT = dt.datetime(2018, 1, 2, 1, 0, tzinfo=dt.UTC)
_numbers = itertools.count(1)


def area(
    level: str = "community",
    name: str = "",
    code: str = "",
    parent: int | Area | None = None,
    *,
    start: dt.date | None = None,
    **fields: Any,
) -> Area:
    """An area of any level with its name, code and parent."""
    made = Area.objects.create(level=level, start=start, **fields)
    AreaName.objects.create(area=made, name=name or f"测试{level}{made.pk}", start=start)
    if code:
        AreaCode.objects.create(area=made, code=code, start=start)
    if parent is not None:
        AreaParent.objects.create(area=made, parent_id=_id(parent), start=start)
    return made


def community(name: str = "", code: str = "", parent: int | Area | None = None, **fields: Any) -> int:
    """The id of a fresh community."""
    return area("community", name, code, parent, **fields).pk


def building(
    community: int | Area,
    name: str = "",
    units: int = 1,
    floors: int = 2,
    per_floor: int = 2,
    *,
    compound: str = "",
    use: str = "home",
    rooms: bool = True,
    start: dt.date = START,
    **fields: Any,
) -> Building:
    """A building with `units` entrances (0: none, so one unit 0), each floors × per_floor rooms 101, 102 …"""
    where = _id(community)
    name = name or f"{next(_numbers)}栋"
    with community_scope(where):
        made = Building.objects.create(
            community_id=where, code=codes.public_code(), name=name, compound=compound, use=use, floors=floors,
            name_sort=doors.sort_key(compound, name), start=start, changed_at=AT, **fields,
        )  # fmt: skip
        for number in range(1, units + 1) if units else [0]:
            entrance = unit(made, number)
            if rooms:
                Room.objects.bulk_create(
                    _room(made, entrance, door, use=use, start=start)
                    for door in doors.generated(floors, per_floor)
                )
    return made


def unit(building: Building, number: int = 1, **fields: Any) -> Unit:
    """One more entrance of a building, without rooms."""
    with community_scope(building.community_id):
        return Unit.objects.create(
            community_id=building.community_id, building=building, number=number, changed_at=AT, **fields
        )


def room(building: Building, unit: int = 1, number: str = "", **fields: Any) -> Room:
    """One room of a building; its unit is made when it is not there."""
    with community_scope(building.community_id):
        entrance = _entrance(building, unit)
        made = _room(building, entrance, number or f"9{next(_numbers):03d}", **fields)
        made.save()
        return made


def rooms(building: Building) -> list[Room]:
    """The rooms of a building by unit and number."""
    with community_scope(building.community_id):
        return list(Room.objects.filter(unit__building=building).order_by("unit__number", "floor", "number"))


def cell(
    community: int | Area,
    name: str = "",
    scheme: str = "grid",
    code: str = "",
    *,
    buildings: list[Building] | None = None,
    units: list[Unit] | None = None,
    start: dt.date = START,
    **fields: Any,
) -> Cell:
    """A cell of a scheme that holds all units of `buildings` and `units` from its first day on."""
    where, serial = _id(community), next(_numbers)
    with community_scope(where):
        made = Cell.objects.create(
            community_id=where, scheme=scheme, code=code or f"{serial:03d}", name=name or f"第{serial}网格",
            start=start, changed_at=AT, **fields,
        )  # fmt: skip
        inside = [*(units or []), *Unit.objects.filter(building__in=buildings or [])]
        for one in inside:
            Membership.objects.create(
                community_id=where, scheme=scheme, unit=one, cell=made, start=start, changed_at=AT
            )
    return made


def facility(community: int | Area, slot: str = "", name: str = "便民服务站", **fields: Any) -> Facility:
    """A facility that has been open since START."""
    where = _id(community)
    values: dict[str, Any] = {"kind": "service", "start": START, "changed_at": AT} | fields
    with community_scope(where):
        return Facility.objects.create(community_id=where, slot=slot, name=name, **values)


def term(key: str, value: Any, jurisdiction: str = "", **fields: Any) -> Term:
    """A dated term with a made-up legal basis."""
    values: dict[str, Any] = {"legal_basis": "测试依据"} | fields
    return Term.objects.create(key=key, value=value, jurisdiction=jurisdiction, **values)


def _room(building: Building, unit: Unit, number: str, **fields: Any) -> Room:
    parts = doors.DoorParts(building.compound, building.name, unit.number, number)
    values: dict[str, Any] = {"start": START, "changed_at": AT, "floor": doors.floor_of(number)} | fields
    return Room(
        community_id=building.community_id, unit=unit, number=number, door=doors.door_text(parts),
        door_key=doors.door_key(parts), **values,
    )  # fmt: skip


def _id(area: int | Area) -> int:
    return area.pk if isinstance(area, Area) else area


def _entrance(building: Building, number: int) -> Unit:
    return Unit.objects.filter(building=building, number=number).first() or unit(building, number)
