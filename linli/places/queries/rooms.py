"""Rooms: the doors behind which people live and work, inside what the actor may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Case, Q, QuerySet, When

from linli.kernel import Actor, NotFound
from linli.places.models import Room
from linli.places.rules import doors
from linli.places.rules.doors import DoorParts

from .buildings import in_sight as buildings_in_sight
from .buildings import units_in_sight, units_of
from .days import holding, not_ended
from .shapes import DoorPlan, RoomRef

_COLUMNS = (
    "pk", "door", "door_key", "unit_id", "unit__building_id", "unit__building__name", "unit__number", "number",
    "use", "occupancy", "tenure", "floor", "square_metres", "note", "start", "end", "version",
)  # fmt: skip


def in_sight(actor: Actor, on: dt.date) -> QuerySet[Room]:
    """Every room, closed ones too, that the actor may see on `on`."""
    rows = Room.objects.filter(community=actor.community)
    seen = units_in_sight(actor, on)
    return rows if seen is None else rows.filter(unit__in=seen)


def room(actor: Actor, key: int, on: dt.date) -> Room:
    """One room. Raises NotFound for a foreign one and for one outside the actor's cells. At most 2 queries."""
    found = in_sight(actor, on).select_related("unit__building").filter(pk=key).first()
    if found is None:
        raise NotFound("room")
    return found


def ref(actor: Actor, key: int, on: dt.date) -> RoomRef:
    """One room as a plain value. Raises NotFound."""
    found = refs(in_sight(actor, on).filter(pk=key))
    if not found:
        raise NotFound("room")
    return found[0]


def refs(rows: QuerySet[Room]) -> list[RoomRef]:
    """Rooms as plain values, in one query."""
    return [RoomRef(*row) for row in rows.values_list(*_COLUMNS)]


def by_ids(actor: Actor, keys: Collection[int], on: dt.date) -> dict[int, RoomRef]:
    """Many rooms by id; those out of sight are absent. At most 2 queries."""
    return {one.id: one for one in refs(in_sight(actor, on).filter(pk__in=keys))}


def by_keys(community: int, keys: Iterable[str]) -> dict[str, RoomRef]:
    """Open rooms by door key. The caller has the whole community's right. 1 query."""
    rows = Room.objects.filter(community=community, door_key__in=list(keys), end__isnull=True)
    return {one.door_key: one for one in refs(rows)}


def keys_of(community: int) -> dict[str, tuple[int, int]]:
    """Every open room of a community: door key → (room, unit). The caller has the whole community's right. 1 query."""
    rows = Room.objects.filter(community=community, end__isnull=True)
    return {key: (pk, unit) for key, pk, unit in rows.values_list("door_key", "pk", "unit_id")}


def find(actor: Actor, text: str, on: dt.date) -> RoomRef | None:
    """The one open room that an address names; None when none or several fit. At most 4 queries."""
    found = search(actor, text, on, limit=2)
    return found[0] if len(found) == 1 else None


def search(actor: Actor, text: str, on: dt.date, limit: int) -> list[RoomRef]:
    """Open rooms that fit a typed address, exact ones first. At most 3 queries.

    3-2-501 and 3栋2单元501 name a room; 3栋501 any entrance; 英国小镇3栋2单元5 begins with 5;
    a whole door text such as 创业楼A101 is found as it stands.
    """
    parts = doors.read_door(text)
    rows = in_sight(actor, on).filter(not_ended(on))
    if parts is None or not parts.number:
        plain = doors.flat(text)
        found = rows.filter(Q(door=text.strip()) | Q(door_key=plain)) if plain else rows.none()
        return refs(found.order_by("door_key")[:limit])
    begun = rows.filter(
        unit__building__in=_buildings_meant(actor, parts, on), number__startswith=parts.number
    )
    if parts.unit is not None:
        begun = begun.filter(unit__number=parts.unit)
    later = Case(When(number=parts.number, then=0), default=1)
    order = (later, "unit__building__name_sort", "unit__number", "floor", "number", "pk")
    fitting = refs(begun.order_by(*order)[:limit])
    return [one for one in fitting if one.number == parts.number] or fitting


def plan(actor: Actor, building: int, on: dt.date, *, ended: bool = False) -> DoorPlan:
    """A building as units × floors with the rooms in each, top floor first. At most 3 queries."""
    units = units_of(actor, building, on)
    rows = Room.objects.filter(community=actor.community, unit__in=[one.id for one in units])
    rows = rows if ended else rows.filter(holding(on))
    found = sorted(refs(rows), key=lambda one: doors.number_sort(one.number))
    floors = sorted({one.floor for one in found}, key=lambda floor: (floor is None, -(floor or 0)))
    place = {one.id: index for index, one in enumerate(units)}
    drawn: list[tuple[int | None, list[list[RoomRef]]]] = [(floor, [[] for _ in units]) for floor in floors]
    line = dict(drawn)
    for one in found:
        line[one.floor][place[one.unit_id]].append(one)
    return DoorPlan(units, drawn)


def neighbours(actor: Actor, room: Room, on: dt.date) -> tuple[int | None, int | None]:
    """The rooms before and after in the same unit, by number. 1 query."""
    rows = Room.objects.filter(holding(on), community=actor.community, unit=room.unit_id).values_list(
        "number", "pk"
    )
    ordered = [pk for _, pk in sorted(rows, key=lambda row: doors.number_sort(row[0]))]
    if room.pk not in ordered:
        return None, None
    here = ordered.index(room.pk)
    return (ordered[here - 1] if here else None), (ordered[here + 1] if here + 1 < len(ordered) else None)


def _buildings_meant(actor: Actor, parts: DoorParts, on: dt.date) -> list[int]:
    """Buildings that the parts of an address may mean; a compound that was not typed may be any."""
    compound = doors.flat(parts.compound)
    standing = buildings_in_sight(actor, on).filter(holding(on))
    return [
        pk
        for pk, name, estate in standing.values_list("pk", "name", "compound")
        if doors.building_key(name) == parts.building and doors.flat(estate).endswith(compound)
    ]
