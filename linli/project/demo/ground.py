"""Lay out the ground: areas, terms, buildings, grids, compounds, groups, facilities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from linli.kernel import Actor
from linli.places import api as places
from linli.places.actions import buildings, cells, facilities, seed, terms
from linli.places.queries import cells as held

from .parcels import Parcel, cut
from .world import ESTATES, Home

OPENED = dt.date(2009, 1, 1)
_FACILITIES = (
    ("station_1", "快活社区党群服务站", "英国小镇1栋底楼", "周一至周五 09:00–18:00"),
    ("station_2", "便民服务站", "英国小镇1栋底楼", "周一至周五 09:00–18:00"),
    ("station_3", "综治警务站", "英国小镇3栋旁", "全天"),
    ("station_4", "卫生服务站", "快活新居2栋底楼", "周一至周六 08:30–17:30"),
    ("station_5", "文体活动站", "英国小镇12栋旁", "每天 08:00–21:00"),
    ("station_6", "为老助残服务站", "英国小镇6栋底楼", "周一至周五 09:00–17:00"),
    ("room_1", "居民议事室", "党群服务站2楼", "按约"),
    ("harbour_1", "邻里港湾", "快活新居5栋底楼", "每天 09:00–21:00"),
)


def areas_and_terms(at: dt.datetime) -> dict[str, int]:
    """The area tree and every bundled term; the ids of the areas by name in the file."""
    actor = Actor.system("demonstration")
    ids = seed.load_areas("areas-510105.json", actor=actor, at=at)
    terms.load_terms(actor=actor, written=terms.read_files(terms.bundled()), at=at)
    places.load_workdays(actor, at)
    return ids


def build(actor: Actor, homes: Sequence[Home], at: dt.datetime) -> None:
    """Buildings, units and doors of every home, and some shops and plants of the park."""
    doors = [places.DoorParts(home.compound, home.building, home.unit or None, home.number) for home in homes]
    places.make_rooms(actor, doors, at, start=OPENED)
    for index in range(4):
        about = buildings.About(name=f"{index + 1}号厂房", compound="快活工业园", use="plant")
        buildings.register_building(
            actor=actor, about=about, units=0, floors=2, per_floor=3, start=OPENED, at=at
        )
    about = buildings.About(name="商业街", compound="英国小镇", use="shop")
    buildings.register_building(
        actor=actor, about=about, units=0, floors=1, per_floor=36, start=OPENED, at=at
    )


def divide(actor: Actor, homes: Sequence[Home], at: dt.datetime) -> dict[int, int]:
    """Grids, compounds, residents' groups and Party areas over the same units; grid number → cell id."""
    of_building = {(home.compound, home.building): home.grid for home in homes}
    numbers = sorted(set(of_building.values()))
    parcels = _parcels(actor, numbers)
    draw = {
        "grid": {number: (f"{number:03d}", f"第{number}网格") for number in numbers},
        "group": {number: (f"z{number}", f"第{number}居民小组") for number in numbers},
        "party_area": {number: (f"p{number}", f"第{number}党员片区") for number in numbers},
    }
    units = _units(actor, at)
    grids: dict[int, int] = {}
    for scheme, cells_of in draw.items():
        for number, (code, name) in cells_of.items():
            cell = cells.draw_cell(
                actor=actor,
                scheme=scheme,
                code=code,
                name=name,
                start=OPENED,
                outline=parcels[number].outline if number in parcels else None,
                at=at,
            )
            mine = [
                unit
                for building, found in units.items()
                for unit in found
                if of_building.get(building, numbers[0]) == number
            ]
            cells.put_in(actor=actor, cell=cell, units=mine, start=OPENED, at=at)
            if scheme == "grid":
                grids[number] = cell
    for index, estate in enumerate(ESTATES, 1):
        mine = [unit for (compound, _), found in units.items() for unit in found if compound == estate.name]
        if mine:
            cell = cells.draw_cell(
                actor=actor, scheme="compound", code=f"y{index}", name=estate.name, start=OPENED, at=at
            )
            cells.put_in(actor=actor, cell=cell, units=mine, start=OPENED, at=at)
    return grids


def _parcels(actor: Actor, numbers: Sequence[int]) -> dict[int, Parcel]:
    """Grid number → its ground within the community's outline; none where that is not known."""
    outline = places.outline_of(actor.community or 0)
    if not isinstance(outline, dict):
        return {}
    ring = [(float(x), float(y)) for x, y in outline["coordinates"][0][:-1]]
    return dict(zip(numbers, cut(ring, len(numbers)), strict=True))


def place_on_the_map(actor: Actor, homes: Sequence[Home], at: dt.datetime) -> None:
    """A point for each building on the ground of its grid."""
    of_building = {(home.compound, home.building): home.grid for home in homes}
    parcels = _parcels(actor, sorted(set(of_building.values())))
    standing: dict[int, int] = {}
    for one in places.buildings(actor, at.date()):
        grid = of_building.get((one.compound, one.name), min(parcels))
        longitude, latitude = parcels[grid].place(standing.get(grid, 0))
        standing[grid] = standing.get(grid, 0) + 1
        about = buildings.About(
            name=one.name, compound=one.compound, use=one.use, longitude=longitude, latitude=latitude
        )
        buildings.correct_building(actor=actor, building=one.id, about=about, at=at)


def open_facilities(
    actor: Actor, at: dt.datetime, names: Sequence[tuple[str, str, str, str]] = _FACILITIES
) -> None:
    """六站一室一港湾: a facility in each slot of the district's template."""
    for slot, name, place, hours in names:
        facts = facilities.FacilityFacts(name=name, slot=slot, place=place, hours=hours)
        facilities.open_facility(actor=actor, facts=facts, start=dt.date(2016, 3, 1), at=at)


def _units(actor: Actor, at: dt.datetime) -> dict[tuple[str, str], list[int]]:
    """(compound, building) → ids of its units."""
    community = actor.community or 0
    names = {one.id: (one.compound, one.name) for one in places.buildings(actor, at.date())}
    found: dict[tuple[str, str], list[int]] = {}
    for unit in held.units(community, at.date()):
        found.setdefault(names[unit.building_id], []).append(unit.id)
    return found
