"""The door of places: areas, cells, buildings, rooms, facilities and dated terms as plain values.

from linli.places import api as places
places.find_room(actor, "3栋2单元501")
places.term("working_hours", community, on).value
deadline(received, 5, "working_day", places.calendar(community))

Days are half-open. Readers that take a `community` need its scope; those that take an `actor`
stay inside what the actor may see and raise NotFound beyond it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from linli.kernel import Actor

from .actions import terms as _terms
from .actions.areas import declare_fact, found_area, move_area, outline_area, recode_area, rename_area
from .actions.buildings import About, register_building
from .actions.cells import draw_cell, put_in, take_out
from .actions.doors import make_rooms
from .actions.facilities import FacilityFacts, open_facility
from .actions.seed import load_areas
from .actions.workdays import load_workdays as _load_workdays
from .actions.workdays import read_file as _read_workdays
from .queries import areas, facilities, rooms
from .queries import buildings as _buildings
from .queries.areas import codes_of, name_of, outline_of
from .queries.cells import cell_units, cells, cells_of_units, outlines_of, units
from .queries.declarations import stated
from .queries.facts import facts
from .queries.lying import Lying, stays_on
from .queries.plates import building_by_code
from .queries.shapes import BuildingRef, CellRef, Facts, Outdoors, Place, RoomRef, Slot, Term, UnitRef
from .queries.terms import NoTerm, term, terms_of
from .queries.workdays import calendar
from .rules.doors import DoorParts, door_key, door_text, read_door
from .rules.maps import Drawing, Outlined, Shape, draw

__all__ = [
    "About",
    "FacilityFacts",
    "declare_fact",
    "draw_cell",
    "found_area",
    "load_areas",
    "load_terms",
    "load_workdays",
    "move_area",
    "open_facility",
    "outline_area",
    "put_in",
    "recode_area",
    "register_building",
    "rename_area",
    "BuildingRef",
    "CellRef",
    "DoorParts",
    "Drawing",
    "Facts",
    "Lying",
    "NoTerm",
    "Outlined",
    "Outdoors",
    "Place",
    "RoomRef",
    "Shape",
    "Slot",
    "Term",
    "UnitRef",
    "area_by_code",
    "building_by_code",
    "buildings",
    "calendar",
    "cell_units",
    "cells",
    "cells_of_units",
    "codes_of",
    "communities_meant",
    "communities_under",
    "community",
    "door_key",
    "door_keys",
    "door_text",
    "entrance",
    "draw",
    "facility_slots",
    "facts",
    "find_room",
    "make_rooms",
    "name_of",
    "outline_of",
    "outlines_of",
    "read_door",
    "room",
    "rooms_by_ids",
    "rooms_by_keys",
    "search_rooms",
    "stated",
    "stays_on",
    "take_out",
    "term",
    "terms_of",
    "units",
]

#: (area, on) → Place as it stood that day. Raises NotFound.
community = areas.place
#: (area, on) → the communities below an area that day, by code.
communities_under = areas.under
#: (code, on) → the bearer of a present or former code; without a code at most two of all communities. 1 query.
communities_meant = areas.communities_meant
#: (code, on=None) → the bearer that day; without a day the present bearer, else the last. None for nobody.
area_by_code = areas.by_code
#: (community, on) → the template's slots, each with the facility that fills it.
facility_slots = facilities.slots
#: (community, door keys) → open rooms by key.
rooms_by_keys = rooms.by_keys
#: (community) → door key → (room, unit) of every open room.
door_keys = rooms.keys_of


def load_terms(actor: Actor, at: dt.datetime) -> None:
    """Load the term files that come with the software; safe to do again."""
    _terms.load_terms(actor=actor, written=_terms.read_files(_terms.bundled()), at=at)


def load_workdays(actor: Actor, at: dt.datetime) -> None:
    """Load the tables of holidays that come with the software; safe to do again."""
    _load_workdays(actor=actor, asked=_read_workdays(), at=at)


def buildings(actor: Actor, on: dt.date) -> list[BuildingRef]:
    """The buildings that stand on `on` and that the actor may see, in the order of doors."""
    return _buildings.all_of(actor, on)


def entrance(actor: Actor, building: int, on: dt.date) -> tuple[str, int | None]:
    """A building's title and its first unit, by which it falls into cells. Raises NotFound. At most 2 queries."""
    return _buildings.entrance(actor, building, on)


def room(actor: Actor, key: int, on: dt.date | None = None) -> RoomRef:
    """One room. `on` is the day whose cells limit a grid worker's sight. Raises NotFound."""
    return rooms.ref(actor, key, on or dt.date.max)


def rooms_by_ids(actor: Actor, keys: Collection[int], on: dt.date | None = None) -> dict[int, RoomRef]:
    """Many rooms by id; those the actor may not see are absent."""
    return rooms.by_ids(actor, keys, on or dt.date.max)


def find_room(actor: Actor, text: str, on: dt.date | None = None) -> RoomRef | None:
    """The one open room that an address names: 3-2-501, 3栋2单元501, 英国小镇3栋2单元501; else None."""
    return rooms.find(actor, text, on or dt.date.max)


def search_rooms(actor: Actor, text: str, limit: int = 20, on: dt.date | None = None) -> list[RoomRef]:
    """Open rooms that fit a typed address, best first."""
    return rooms.search(actor, text, on or dt.date.max, limit)
