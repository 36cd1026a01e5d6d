"""Buildings and rooms by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from linli.base.scope import community_scope
from linli.kernel import Actor, NotFound, Refused, Stale
from linli.kernel.actor import GRID_WORKER
from linli.places import api as places
from linli.places.actions import buildings as actions
from linli.places.actions import rooms as room_actions
from linli.places.actions.buildings import About
from linli.places.actions.rooms import RoomFacts
from linli.places.models import Building, Membership, Room
from linli.places.queries import buildings, rooms
from linli.places.queries.buildings import Wanted
from linli.places.rules.codes import ALPHABET, plain_public_code

from . import factories as f

START, NEXT_YEAR = dt.date(2018, 1, 1), dt.date(2019, 1, 1)
ON = dt.date(2018, 6, 1)


def _register(actor: Actor, name: str = "3", units: int = 2, **options: Any) -> int:
    values: dict[str, Any] = {"floors": 6, "per_floor": 2, "start": START, "at": f.AT} | options
    about = About(name=name, compound="英国小镇", longitude=103.95, latitude=30.69)
    return actions.register_building(actor=actor, about=about, units=units, **values)


def test_a_building_comes_with_its_units_and_rooms(worker: Actor) -> None:
    key = _register(worker)
    (one,) = places.buildings(worker, ON)
    assert (one.id, one.title, one.units, one.rooms, one.homes) == (key, "英国小镇3栋", 2, 24, 24)
    assert Room.objects.filter(door_key="英国小镇|3-2-602", floor=6).exists()


def test_its_code_is_short_and_cannot_be_misread(worker: Actor) -> None:
    code = Building.objects.get(pk=_register(worker)).code
    assert len(code) == 6
    assert set(code) <= set(ALPHABET)
    assert not set("01OILUV") & set(ALPHABET)
    assert plain_public_code(f" {code[:3].lower()}-{code[3:]} ") == code


def test_a_second_building_of_one_name_is_refused(worker: Actor) -> None:
    _register(worker)
    with pytest.raises(Refused, match="A building of this name"):
        _register(worker)


def test_a_new_name_reaches_every_door_and_the_code_stays(worker: Actor) -> None:
    key = _register(worker)
    code = Building.objects.get(pk=key).code
    actions.correct_building(actor=worker, building=key, about=About("5", "快活苑"), version=1, at=f.AT)
    assert Building.objects.get(pk=key).code == code
    assert not Room.objects.exclude(door_key__startswith="快活苑|5-").exists()
    assert places.find_room(worker, "快活苑5栋2单元602") is not None


def test_a_stale_form_shows_what_changed(worker: Actor) -> None:
    key = _register(worker)
    actions.correct_building(
        actor=worker, building=key, about=About("3", "英国小镇", "快活路1号"), version=1, at=f.AT
    )
    with pytest.raises(Stale) as caught:
        actions.correct_building(
            actor=worker, building=key, about=About("3", "英国小镇", "快活路2号"), version=1, at=f.AT
        )
    assert ("address", "快活路1号", "快活路2号") in caught.value.changes
    assert caught.value.who == "王敏"


def test_a_closed_building_takes_its_rooms_and_cells_along(worker: Actor, home: int) -> None:
    building = f.building(home, units=2, start=START)
    f.cell(home, buildings=[building], start=START)
    actions.close_building(actor=worker, building=building.pk, end=NEXT_YEAR, at=f.AT)
    assert places.buildings(worker, NEXT_YEAR) == []
    assert len(places.buildings(worker, ON)) == 1
    assert not Room.objects.filter(end=None).exists()
    assert not Membership.objects.filter(end=None).exists()
    with pytest.raises(Refused):
        actions.close_building(actor=worker, building=building.pk, end=NEXT_YEAR, at=f.AT)


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"units": 21}, "units"),
        ({"floors": 121}, "units"),
        ({"floors": 100, "per_floor": 50, "units": 20}, "units"),
        ({"start": dt.date(1850, 1, 1)}, "start"),
        ({"start": dt.date(2050, 1, 1)}, "start"),
        ({"name": " "}, "name"),
        ({"name": "3\u202e栋"}, "name"),
        ({"name": "栋" * 61}, "name"),
    ],
)
def test_impossible_buildings_are_refused_at_their_field(
    worker: Actor, options: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as caught:
        _register(worker, **options)
    assert caught.value.field == field
    assert not Building.objects.exists()


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(181.0, 0.0), (0.0, 91.0), (103.9, None), (float("nan"), 30.0)]
)
def test_a_point_lies_on_the_earth_or_is_not_given(
    worker: Actor, longitude: float, latitude: float | None
) -> None:
    with pytest.raises(Refused):
        actions.register_building(
            actor=worker, about=About("3", longitude=longitude, latitude=latitude), start=START, at=f.AT
        )


def test_rare_characters_stay_whole(worker: Actor) -> None:
    key = _register(worker, "𬭩䶮楼")
    assert Building.objects.get(pk=key).name == "𬭩䶮楼"


def test_rooms_are_added_corrected_and_closed(worker: Actor, home: int) -> None:
    building = f.building(home, "3栋", units=1, rooms=False)
    unit = building.units.get().pk
    made = room_actions.add_rooms(
        actor=worker,
        unit=unit,
        numbers=["501", "502", "501"],
        facts=RoomFacts(use="shop"),
        start=START,
        at=f.AT,
    )
    assert len(made) == 2
    facts = RoomFacts(
        use="home", occupancy="let", tenure="resettlement", square_metres=Decimal("89.50"), floor=5
    )
    room_actions.correct_room(actor=worker, room=made[0], facts=facts, version=1, at=f.AT)
    found = places.find_room(worker, "3-1-501")
    assert found is not None
    assert (found.use, found.occupancy, found.tenure) == ("home", "let", "resettlement")
    room_actions.close_room(actor=worker, room=made[0], end=NEXT_YEAR, version=2, at=f.AT)
    assert places.rooms_by_keys(home, ["3-1-501", "3-1-502"]).keys() == {"3-1-502"}


def test_a_room_number_is_taken_once(worker: Actor, home: int) -> None:
    building = f.building(home, "3栋", units=1)
    unit = building.units.get().pk
    with pytest.raises(Refused, match="room of this number"):
        room_actions.add_rooms(
            actor=worker, unit=unit, numbers=["101"], facts=RoomFacts(), start=START, at=f.AT
        )


def test_a_plan_draws_units_as_columns_and_the_top_floor_first(worker: Actor, home: int) -> None:
    building = f.building(home, "3栋", units=2, floors=3, per_floor=2)
    plan = rooms.plan(worker, building.pk, ON)
    assert [unit.number for unit in plan.units] == [1, 2]
    assert [floor for floor, _ in plan.rows] == [3, 2, 1]
    assert [[room.number for room in held] for held in plan.rows[0][1]] == [["301", "302"]] * 2


def test_buildings_are_found_however_they_are_typed(worker: Actor, home: int) -> None:
    two, ten = f.building(home, "2栋", compound="英国小镇"), f.building(home, "10栋", compound="英国小镇")
    titles = [one.title for one in places.buildings(worker, ON)]
    assert titles == ["英国小镇2栋", "英国小镇10栋"]
    for typed in ("2栋", "英国小镇2栋", "yingguoxiaozhen2", "ygxz2", two.code.lower()):
        assert [one.id for one in buildings.found_by(worker, typed, ON, 5)][:1] == [two.pk], typed
    assert [one.id for one in buildings.found_by(worker, "ygxz", ON, 5)] == [two.pk, ten.pk]


@pytest.mark.parametrize("typed", ["3-2-101", "3栋2单元101", "英国小镇3栋2单元101", "３栋２单元１０１"])
def test_a_room_is_found_in_every_shape(worker: Actor, home: int, typed: str) -> None:
    f.building(home, "3栋", units=2, compound="英国小镇")
    found = places.find_room(worker, typed)
    assert found is not None
    assert found.door == "英国小镇3栋2单元101"


def test_an_address_that_fits_two_rooms_is_not_guessed(worker: Actor, home: int) -> None:
    for compound in ("英国小镇", "快活苑"):
        f.building(home, "3栋", units=1, compound=compound)
    assert places.find_room(worker, "3-1-101") is None
    assert len(places.search_rooms(worker, "3-1-101")) == 2


def test_a_grid_worker_does_not_find_rooms_outside_the_own_cells(worker: Actor, home: int) -> None:
    mine, other = f.building(home, "1栋"), f.building(home, "2栋")
    cell = f.cell(home, buildings=[mine])
    limited = Actor(None, "李网格员", home, frozenset({GRID_WORKER}), frozenset({cell.pk}))
    assert [one.id for one in places.buildings(limited, ON)] == [mine.pk]
    assert places.find_room(limited, "1-1-101") is not None
    assert places.find_room(limited, "2-1-101") is None
    with pytest.raises(NotFound):
        places.room(limited, f.rooms(other)[0].pk)
    with pytest.raises(NotFound):
        buildings.ref(limited, other.pk, ON)


def test_a_foreign_room_is_not_found_even_inside_its_scope(worker: Actor) -> None:
    other = f.community("别处")
    room = f.rooms(f.building(other))[0]
    with community_scope(other), pytest.raises(NotFound):
        places.room(worker, room.pk)


def test_the_list_is_narrowed_and_counted_in_few_queries(
    worker: Actor, home: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        f.building(home, f"{number}栋", use="shop" if number % 3 == 0 else "home")
    with django_assert_max_num_queries(4):
        found, total = buildings.listed(worker, ON, Wanted(use="shop"), count=5)
    assert (len(found), total) == (5, 10)
    assert buildings.listed(worker, ON, Wanted(text="7栋"))[1] == 1


def test_a_building_is_reopened_with_what_ended_with_it(worker: Actor, home: int) -> None:
    building = f.building(home, units=1, start=START)
    f.cell(home, buildings=[building], start=START)
    early = f.rooms(building)[0]
    room_actions.close_room(actor=worker, room=early.pk, end=ON, at=f.AT)
    with pytest.raises(Refused):
        actions.reopen_building(actor=worker, building=building.pk, at=f.AT)
    actions.close_building(actor=worker, building=building.pk, end=NEXT_YEAR, at=f.AT)
    with pytest.raises(Refused) as refused:
        room_actions.reopen_room(actor=worker, room=early.pk, at=f.AT)
    assert "Reopen the building first" in str(refused.value)
    actions.reopen_building(actor=worker, building=building.pk, at=f.AT)
    assert Building.objects.get(pk=building.pk).end is None
    assert Room.objects.filter(end=None).count() == 3
    assert Membership.objects.filter(end=None).count() == 1
    room_actions.reopen_room(actor=worker, room=early.pk, at=f.AT)
    assert Room.objects.get(pk=early.pk).end is None
    with pytest.raises(Refused):
        room_actions.reopen_room(actor=worker, room=early.pk, at=f.AT)


def test_a_stale_reopening_is_a_conflict(worker: Actor, home: int) -> None:
    building = f.building(home, start=START)
    actions.close_building(actor=worker, building=building.pk, end=NEXT_YEAR, at=f.AT)
    with pytest.raises(Stale):
        actions.reopen_building(actor=worker, building=building.pk, version=1, at=f.AT)
