"""Every action is whole or nothing: when its journal line cannot be written, nothing was changed.

The journal keeps 60 characters of a name; an actor with a longer one makes its insert fail.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import DataError, connection

from linli.kernel import Actor
from linli.places import api as places
from linli.places.actions import areas, buildings, cells, facilities, rooms, seed, terms, workdays
from linli.places.actions.buildings import About
from linli.places.actions.facilities import FacilityFacts
from linli.places.actions.rooms import RoomFacts
from linli.places.api import DoorParts
from linli.places.models import Area, Building, Cell, Facility, Room, Unit
from linli.places.rules.terms import Written

from . import factories as f

pytestmark = pytest.mark.django_db
DAY = dt.date(2018, 6, 1)
AT = f.AT
TABLES = (
    "area", "areaname", "areacode", "areaparent", "areafact", "term", "cell", "building", "unit", "membership",
    "room", "facility", "holidayyear",
)  # fmt: skip
TERM = Written("key", "", 1, None, None, "依据", "", "file.json")
SYSTEM = Actor.system("test")

ACTIONS: dict[str, Callable[[Actor, int], Any]] = {
    "found_area": lambda who, home: areas.found_area(actor=replace(SYSTEM, name=who.name), level="community", name="新", at=AT),
    "rename_area": lambda who, home: areas.rename_area(actor=who, area=home, name="新", start=DAY, at=AT),
    "recode_area": lambda who, home: areas.recode_area(actor=who, area=home, code="510105012001", start=DAY, at=AT),
    "move_area": lambda who, home: areas.move_area(actor=who, area=home, parent=f.area("subdistrict").pk, start=DAY, at=AT),
    "outline_area": lambda who, home: areas.outline_area(actor=who, area=home, outline={"type": "Polygon"}, at=AT),
    "declare_fact": lambda who, home: areas.declare_fact(actor=who, area=home, name="area", value="1.5", start=DAY, at=AT),
    "load_areas": lambda who, home: seed.load_areas("areas-510105.json", actor=replace(SYSTEM, name=who.name), at=AT),
    "load_terms": lambda who, home: terms.load_terms(actor=replace(SYSTEM, name=who.name), written=[TERM], at=AT),
    "load_workdays": lambda who, home: workdays.load_workdays(actor=replace(SYSTEM, name=who.name), asked=workdays.read_file(), at=AT),
    "draw_cell": lambda who, home: cells.draw_cell(actor=who, scheme="grid", code="9", name="新", start=DAY, at=AT),
    "correct_cell": lambda who, home: cells.correct_cell(actor=who, cell=_one(Cell), code="8", name="改", start=f.START, at=AT),
    "put_in": lambda who, home: cells.put_in(actor=who, cell=_one(Cell), units=[_last(Unit)], start=DAY, at=AT),
    "take_out": lambda who, home: cells.take_out(actor=who, cell=_one(Cell), units=[_one(Unit)], end=DAY, at=AT),
    "end_cell": lambda who, home: cells.end_cell(actor=who, cell=_one(Cell), end=DAY, at=AT),
    "register_building": lambda who, home: buildings.register_building(actor=who, about=About("9"), floors=2, per_floor=2, start=DAY, at=AT),
    "correct_building": lambda who, home: buildings.correct_building(actor=who, building=_one(Building), about=About("9"), at=AT),
    "add_unit": lambda who, home: buildings.add_unit(actor=who, building=_one(Building), number=9, at=AT),
    "close_building": lambda who, home: buildings.close_building(actor=who, building=_one(Building), end=DAY, at=AT),
    "reopen_building": lambda who, home: buildings.reopen_building(actor=who, building=_ended(Building, home), at=AT),
    "reopen_room": lambda who, home: rooms.reopen_room(actor=who, room=_ended(Room, home), at=AT),
    "add_rooms": lambda who, home: rooms.add_rooms(actor=who, unit=_one(Unit), numbers=["901"], facts=RoomFacts(), start=DAY, at=AT),
    "correct_room": lambda who, home: rooms.correct_room(actor=who, room=_one(Room), facts=RoomFacts(use="shop"), at=AT),
    "close_room": lambda who, home: rooms.close_room(actor=who, room=_one(Room), end=DAY, at=AT),
    "make_rooms": lambda who, home: places.make_rooms(who, [DoorParts("", "9", 1, "101")], AT),
    "open_facility": lambda who, home: facilities.open_facility(actor=who, facts=FacilityFacts("新"), start=DAY, at=AT),
    "correct_facility": lambda who, home: facilities.correct_facility(actor=who, facility=_one(Facility), facts=FacilityFacts("改"), at=AT),
    "close_facility": lambda who, home: facilities.close_facility(actor=who, facility=_one(Facility), end=DAY, at=AT),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_whose_journal_line_fails_has_changed_nothing(
    name: str, secretary: Actor, home: int
) -> None:
    f.cell(home, buildings=[f.building(home, "1栋")])
    f.building(home, "2栋")
    f.building(home, "3栋", end=dt.date(2018, 3, 1))
    f.room(f.building(home, "4栋"), end=dt.date(2018, 3, 1))
    f.facility(home)
    nameless = replace(secretary, name="王" * 61)
    before = _everything()
    parent = Area.objects.count()
    with pytest.raises(DataError):
        ACTIONS[name](nameless, home)
    if name == "move_area":  # the new parent was made by the test itself
        Area.objects.filter(pk=Area.objects.latest("pk").pk).delete()
    assert Area.objects.count() == parent
    assert _everything() == before


def test_every_action_has_its_proof() -> None:
    modules = (areas, buildings, cells, facilities, rooms, seed, terms, workdays)
    written = {
        name
        for module in modules
        for name, thing in vars(module).items()
        if hasattr(thing, "__wrapped__") and thing.__module__ == module.__name__
    }
    assert written | {"make_rooms"} == set(ACTIONS)


def _one(model: Any) -> int:
    return int(model.objects.order_by("pk").values_list("pk", flat=True)[0])


def _ended(model: Any, home: int) -> int:
    """What the world of the test has closed already."""
    return int(
        model.objects.filter(community=home, end__isnull=False).order_by("pk").values_list("pk", flat=True)[0]
    )


def _last(model: Any) -> int:
    return int(model.objects.order_by("-pk").values_list("pk", flat=True)[0])


def _everything() -> dict[str, list[str]]:
    """Every row of places and of the journal, as text."""
    rows = {}
    with connection.cursor() as cursor:
        for table in (*(f"places_{one}" for one in TABLES), "journal_line", "journal_houseline"):
            cursor.execute(f"select t::text from {table} t order by 1")
            rows[table] = [row[0] for row in cursor.fetchall()]
    return rows
