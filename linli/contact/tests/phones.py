"""A phone for tests: what linli/contact/static/contact/phone does, in few lines of Python.

It holds a replica of how to reach households, writes while it has no network, sends with repeats and in any order,
and takes answers and packs as the real one does (sync.js `answered`, held.js `merged`).
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from linli.appeals.tests import factories as appeals
from linli.base import boxes
from linli.base.scope import community_scope
from linli.contact.actions import devices, routes, sheets, sync
from linli.contact.actions.sync import Answer, Operation
from linli.contact.models import Clash, Sent
from linli.contact.queries import pack as packs
from linli.contact.queries.devices import DeviceRef, named
from linli.kernel import Actor
from linli.kernel.actor import GRID_WORKER, SECRETARY
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
PIN = "274913"
LIMITS = packs.Bounds(150, 24, 0)


@dataclass(frozen=True)
class Street:
    """A community with one building, somebody behind every door, a grid worker and the secretary."""

    community: int
    households: list[int]
    worker: Actor
    secretary: Actor

    def colleague(self) -> Actor:
        """One more grid worker of the same cell."""
        return appeals.worker(self.community, GRID_WORKER, cells=self.worker.cells)

    def plan(self, actor: Actor | None = None, households: list[int] | None = None, on: dt.date = ON) -> int:
        """A route of a worker."""
        who = actor or self.worker
        with community_scope(self.community):
            return routes.plan(
                actor=who, at=AT, user=who.user_id or 0, on=on, households=households or self.households
            )


def street(doors: int = 4, phone: str = "") -> Street:
    """A street to walk along."""
    community = appeals.community()
    building = places.building(
        community, "1栋", 1, -(-doors // 10) if doors > 10 else doors, min(doors, 10) if doors > 10 else 1
    )
    cell = places.cell(community, buildings=[building])
    rooms = places.rooms(building)[:doors]
    found = [
        residents.resident(community, one, phone=phone or f"192{at:08d}", head=True)
        for at, one in enumerate(rooms)
    ]
    worker = appeals.worker(community, GRID_WORKER, cells=frozenset({cell.pk}))
    return Street(community, [one.household for one in found], worker, appeals.worker(community, SECRETARY))  # type: ignore[misc]


@dataclass
class Written:
    """An operation that waits on the phone."""

    key: uuid.UUID
    serial: int
    kind: str
    household: int
    at: dt.datetime
    content: dict[str, Any]
    state: str = "waiting"
    why: str = ""


@dataclass
class Phone:
    """One enrolled phone with what it holds; `ahead` seconds its clock is fast."""

    actor: Actor
    device: DeviceRef
    ahead: int = 0
    serial: int = 0
    replica: dict[int, dict[str, str]] = field(default_factory=dict)
    mine: dict[int, dict[str, str]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    ops: list[Written] = field(default_factory=list)
    seal: tuple[int, str] = (0, "")

    def clock(self, at: dt.datetime) -> dt.datetime:
        """What the phone's clock says."""
        return at + dt.timedelta(seconds=self.ahead)

    def write(
        self,
        kind: str,
        household: int,
        content: dict[str, Any],
        at: dt.datetime,
        key: uuid.UUID | None = None,
    ) -> Written:
        """Keep a record; it is sealed when it is sent here, at once on a real phone."""
        self.serial += 1
        one = Written(key or uuid.uuid4(), self.serial, kind, household, self.clock(at), content)
        self.ops.append(one)
        return one

    def visit(self, household: int, at: dt.datetime, said: str = "都好", **fields: Any) -> Written:
        """A visit written down."""
        content = {"way": "door", "result": "met", "household": household, "said": said, **fields}
        return self.write("visit", household, content, at)

    def reads(self, household: int) -> dict[str, str]:
        """How to reach a household, as this phone shows it."""
        return {**self.replica.get(household, {}), **self.mine.get(household, {})}

    def edit(self, household: int, at: dt.datetime, **fields: str) -> Written:
        """Change how to reach a household."""
        shown = self.reads(household)
        earlier = [
            one
            for one in self.ops
            if one.kind == "sheet" and one.household == household and one.state == "waiting"
        ]
        content = {
            "household": household, "before": {name: shown.get(name, "") for name in fields}, "fields": fields,
            "prev": str(earlier[-1].key) if earlier else None,
        }  # fmt: skip
        self.mine.setdefault(household, {}).update(fields)
        return self.write("sheet", household, content, at)

    def sealed(self, one: Written) -> Operation:
        """As it goes over the line."""
        if not self.seal[0]:
            self.seal = boxes.public_key()
        box = boxes.close_box(
            json.dumps(one.content).encode(), sync.about(self.device.key, one.key), *self.seal
        )
        return Operation(one.key, one.serial, one.kind, one.at, box)

    def send(
        self, at: dt.datetime, ops: Iterable[Written] | None = None, *, hear: bool = True
    ) -> list[Answer]:
        """Send what waits (or these); without `hear` the answer is lost on the way."""
        chosen = [one for one in self.ops if one.state == "waiting"] if ops is None else list(ops)
        with community_scope(self.device.community):
            answers = sync.receive(
                actor=self.actor, at=at, device=self.device, operations=[self.sealed(one) for one in chosen],
                clock_off=self.ahead,
            )  # fmt: skip
        if hear:
            self.heard(answers)
        return answers

    def heard(self, answers: Iterable[Answer]) -> None:
        """Take the answers: kept, clash and settled leave the phone, refused stay to be read, wait stays waiting."""
        told = {one.key: one for one in answers if one.state != "wait"}
        for one in self.ops:
            if one.key in told:
                one.state, one.why = told[one.key].state, str(told[one.key].facts.get("why", ""))
        self.ops = [one for one in self.ops if one.state in ("waiting", "refused")]

    def pull(
        self, at: dt.datetime = AT, *, whole: bool = False, limits: packs.Bounds = LIMITS
    ) -> dict[str, Any]:
        """Fetch the route, or what of it changed; the answer as it is sent."""
        with community_scope(self.device.community):
            found = packs.pack(
                self.actor, at=at, on=ON, limits=limits, marks=None if whole or not self.marks else self.marks
            )
        if found.full:
            self.replica, self.marks = {}, {}
        for row in found.rows:
            self.replica[row[0]], self.marks[str(row[0])] = dict(row[9]), row[-1]
        for gone in found.gone:
            self.replica.pop(gone, None)
            self.marks.pop(str(gone), None)
        waits = {one.household for one in self.ops if one.state == "waiting"}
        self.mine = {household: held for household, held in self.mine.items() if household in waits}
        return found.as_sent()


def enrolled(actor: Actor, name: str = "红米", *, ahead: int = 0) -> Phone:
    """A phone that its worker enabled."""
    community = actor.community or 0
    with community_scope(community):
        made = devices.enrol(actor=actor, at=AT, name=name)
        device = named(community, made.key, made.token)
    assert device is not None
    return Phone(actor, device, ahead)


def shuffled(random: Random, held: Iterable[Written]) -> list[Written]:
    """The same in any order, some of them twice over the time of the test."""
    found = list(held)
    random.shuffle(found)
    return found


def facts(answers: Iterable[Answer]) -> Mapping[uuid.UUID, str]:
    """Key → state."""
    return {one.key: one.state for one in answers}


def world(community: int, household: int) -> dict[str, Any]:
    """A phone, a field that two people wrote, a record that was not taken over: keys for the walk over all addresses."""
    worker = appeals.worker(community, SECRETARY)
    phone = enrolled(worker)
    with community_scope(community):
        sheets.edit(actor=worker, at=AT, household=household, before={}, fields={"call_at": "周末"})
    phone.edit(household, AT, call_at="下班以后")
    phone.visit(987_654_321, AT)
    phone.send(AT)
    with community_scope(community):
        clash = Clash.objects.filter(settled=False).latest("pk").pk
        refused = Sent.objects.filter(state="refused").latest("pk").pk
    return {"device": phone.device.id, "clash": clash, "refused record": refused, "photo part": uuid.uuid4()}
