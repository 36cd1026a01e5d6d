"""What a building captain sees: doors of the own buildings and how to address those behind them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import Actor
from linli.places import api as places

from ..rules import sight as who
from .sight import here


@dataclass(frozen=True, slots=True)
class Door:
    """A door with the forms of address (称呼) of those who live behind it; no names, no keys of people."""

    room_id: int
    door: str
    called: tuple[str, ...]


def doors_for_captain(actor: Actor, *, on: dt.date) -> list[Door]:
    """Inhabited doors of the captain's or messenger's own cells; nobody else gets any."""
    if not who.sees_doors(actor) or actor.community is None:
        return []
    units = list(places.cell_units(actor.community, sorted(actor.cells), on))
    rows = (
        here(on)
        .filter(community_id=actor.community, room__unit__in=units, person__void=False)
        .order_by(
            "room__unit__building__name_sort", "room__unit__number", "room__floor", "room__number", "id"
        )
        .values_list("room_id", "room__door", "person__called")
    )
    doors: dict[int, tuple[str, list[str]]] = {}
    for room, door, called in rows:
        held = doors.setdefault(room, (door, []))[1]
        if called:
            held.append(called)
    return [Door(room, door, tuple(called)) for room, (door, called) in doors.items()]


def called_at(actor: Actor, room: int, *, on: dt.date) -> list[str]:
    """The forms of address behind one door of the captain's or messenger's own cells; nothing beyond them."""
    if not who.sees_doors(actor) or actor.community is None:
        return []
    units = list(places.cell_units(actor.community, sorted(actor.cells), on))
    rows = here(on).filter(community_id=actor.community, room=room, room__unit__in=units, person__void=False)
    return [one for one in rows.order_by("id").values_list("person__called", flat=True) if one]
