"""Fill a database for benchmarks: many communities of invented people, quickly and by the rules.

Everything goes through the bulk actions, so that every rule, constraint and wall holds; the
people are invented anew for each community.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence

from django.db import connection

from linli.base.scope import community_scope
from linli.kernel import Actor, Refused, say
from linli.places import api as places
from linli.residents.actions import bulk
from linli.residents.api import PersonParts

from . import ground
from .world import Human, Maker

_AT = dt.datetime(2018, 12, 28, 1, tzinfo=dt.UTC)
_FOUNDED = dt.date(2009, 1, 1)
_NEW_YEAR = dt.date(2018, 1, 1)
_LEAVING = dt.date(2018, 6, 1)
_STATUSES = ("low_income", "destitute", "veteran", "residence_permit")


def fill(communities: int, people: int, tell: Callable[[str], None] = lambda line: None) -> list[int]:
    """Found `communities` under one subdistrict with about `people` residents each; their area ids."""
    if not 1 <= communities <= 300 or not 10 <= people <= 20_000 or communities * people > 3_000_000:
        raise Refused(say("Fill 1 to 300 communities with 10 to 20,000 people each, 3 million in all."))
    began = time.monotonic()
    areas = ground.areas_and_terms(_AT)
    actor = Actor.system("benchmark")
    made, serial = [], 1_000_000
    for index in range(communities):
        area = places.found_area(
            actor=actor, level="community", name=f"测试社区{index + 1}", code=f"510105{900 + index // 199:03d}{index % 199 + 1:03d}",
            parent=areas["qingyangjie"], start=_FOUNDED, at=_AT,
        )  # fmt: skip
        serial += _one(area, index, people, serial)
        made.append(area)
        if (index + 1) % 10 == 0 or communities < 20:
            tell(f"{time.monotonic() - began:6.1f} s  {index + 1}/{communities}")
    with connection.cursor() as cursor:
        cursor.execute("vacuum (analyze)")
    return made


def _one(area: int, index: int, people: int, serial: int) -> int:
    """One community with its buildings, grids and people; how many serial numbers it used."""
    maker = Maker(seed=index, share=max(0.05, people / 9_800), first_serial=serial)
    world = maker.world()
    humans = world.people[:people]
    actor = Actor.system("benchmark", area)
    with community_scope(area):
        ground.build(actor, world.homes, _AT)
        ground.divide(actor, world.homes, _AT)
        doors = {
            home: places.door_key(
                places.DoorParts(home.compound, home.building, home.unit or None, home.number)
            )
            for home in world.homes
        }
        rooms = places.rooms_by_keys(area, doors.values())
        rows = [_row(one, rooms[doors[one.home]].id) for one in humans]
        made = bulk.register_many(actor=actor, at=_AT, rows=rows, tidied=True)
        play_year(
            actor,
            [(one.person, one.residence, row.kind, row.start) for one, row in zip(made, rows, strict=True)],
        )
    return maker.serial - serial


def play_year(actor: Actor, people: Sequence[tuple[int, int | None, str, dt.date]]) -> None:
    """A year's work on (person, episode, kind, since): nearly all looked up, some tenants gone, some with a status."""
    seen = [
        bulk.Checked(person, max(since, _NEW_YEAR + dt.timedelta(days=at * 17 % 355)), _AT, "door")
        for at, (person, _, _, since) in enumerate(people)
        if at % 100
    ]
    bulk.check_many(actor=actor, at=_AT, rows=seen)
    gone = [
        bulk.Closing(
            episode,
            _LEAVING + dt.timedelta(days=at % 200),
            ("moved_out", "left_city", "returned_home")[at % 3],
        )
        for at, (_, episode, kind, since) in enumerate(people)
        if episode and at % 8 == 0 and kind == "inflow" and since < _LEAVING
    ]
    bulk.close_many(actor=actor, at=_AT, rows=gone)
    held = [
        bulk.NewStatus(
            person, _STATUSES[at // 40 % len(_STATUSES)], _NEW_YEAR, "invented", number=f"B{person}"
        )
        for at, (person, _, _, _) in enumerate(people)
        if at % 40 == 1
    ]
    bulk.grant_many(actor=actor, at=_AT, rows=held)


def _row(one: Human, room: int) -> bulk.NewPerson:
    parts = PersonParts(
        name=one.name, number=one.number, sex=one.sex, born=one.born, phone=one.phone, hukou_place=one.hukou_place,
        education=one.education, marital=one.marital, workplace=one.work, number_kind="citizen",
    )  # fmt: skip
    return bulk.NewPerson(
        parts,
        room,
        one.kind,
        one.start,
        home=str(one.household),
        relation=one.relation,
        head=one.relation == "02",
    )
