"""Homes to visit, who goes there, and visits, for tests: made by the actions themselves."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from linli.appeals.tests import factories as appeals
from linli.contact.actions import routes, visits
from linli.contact.actions.visits import NeedParts, Recorded
from linli.kernel import Actor
from linli.kernel.actor import CAPTAIN, GRID_WORKER, SOCIAL_WORKER
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

AT = appeals.AT
ON = appeals.ON


@dataclass
class Street:
    """A community with one building of eight doors: four homes, a grid that holds them, and who goes there."""

    community: int
    cell: int
    homes: list[int]
    rooms: list[int]
    people: list[int]
    worker: Actor
    walker: Actor
    captain: Actor
    stranger: Actor


def street(*, homes: int = 4) -> Street:
    """Build it; `stranger` is a grid worker of another grid."""
    community = appeals.community()
    building = places.building(community, "1栋", 1, 4, 2)
    cell = places.cell(community, "第1网格", buildings=[building])
    other = places.cell(community, "第2网格", code="2")
    rooms = places.rooms(building)
    lived = [
        residents.resident(community, room, name=f"王{'甲乙丙丁戊己庚辛'[n]}", sex="2", household=None)
        for n, room in enumerate(rooms[:homes])
    ]
    return Street(
        community, cell.pk, [one.household or 0 for one in lived], [room.pk for room in rooms], [one.person for one in lived],
        appeals.worker(community, SOCIAL_WORKER), appeals.worker(community, GRID_WORKER, cells=frozenset({cell.pk})),
        appeals.worker(community, CAPTAIN, cells=frozenset({cell.pk})), appeals.worker(community, GRID_WORKER, cells=frozenset({other.pk})),
    )  # fmt: skip


def visit(actor: Actor, household: int | None = None, *, at: dt.datetime = AT, **fields: Any) -> Recorded:
    """A visit at the door where somebody was met; `day` is the day it was on."""
    day = fields.pop("day", None)
    if day is not None:
        fields["wrote_at"] = dt.datetime.combine(day, dt.time(10), dt.UTC)
    values = {"key": uuid.uuid4(), "way": "door", "result": "met", "said": "都好", **fields}
    return visits.record(actor=actor, at=at, household=household, **values)


def need(text: str = "楼道灯坏了，请修一下", **fields: Any) -> NeedParts:
    """A need with a key of its own."""
    return NeedParts(uuid.uuid4(), text, **fields)


def route(actor: Actor, homes: list[int], *, at: dt.datetime = AT, on: dt.date = ON) -> int:
    """A route that the actor goes."""
    return routes.plan(actor=actor, at=at, user=actor.user_id or 0, on=on, households=homes)


def world(community: int, household: int) -> dict[str, int]:
    """A visit and a route, for the walk over every address."""
    worker = appeals.actor(community, SOCIAL_WORKER)
    made = visit(worker, household)
    return {"visit": made.id, "route": route(worker, [household])}
