"""Five phones, ten thousand random steps: networks part, answers are lost, order changes, things are sent again, clocks lie.

At the end nothing is lost, nothing is there twice, nothing was written over unseen, and all five hold the same. The
phones are linli/contact/tests/phones.py, which takes answers and packs by the rules of sync.js and held.js; the same
rules in the browser are proved by tests/journeys/test_contact_offline.py. The server is the real one: its actions, its
tables, its walls.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from django.apps import apps

from linli.base.scope import community_scope
from linli.contact.actions import settle, sheets
from linli.contact.models import Clash, Sent, Sheet, Visit, VisitNeed
from linli.contact.queries import clashes as found
from linli.contact.rules.operations import REACH
from linli.contact.tests.phones import AT, ON, Phone, Street, Written, enrolled, shuffled, street

pytestmark = pytest.mark.django_db
PHONES, STEPS, SEED = 5, 10_000, 20181228
FIELDS = tuple(REACH)
#: What happens how often, of a thousand steps. Most are free: looking, losing and finding the line, a clock that is moved.
CHANCES = {
    "edit": 70,
    "visit": 20,
    "read": 500,
    "part": 175,
    "send": 40,
    "again": 15,
    "pull": 15,
    "clock": 150,
    "desk": 15,
}


@dataclass
class World:
    """The phones, what each wrote, who is cut off, and every change of a value that anybody asked for."""

    here: Street
    random: Random
    phones: list[Phone]
    at: dt.datetime = AT
    cut_off: set[int] = field(default_factory=set)
    written: list[tuple[Phone, Written]] = field(default_factory=list)
    asked: set[tuple[int, str, str, str]] = field(default_factory=set)
    done: Counter[str] = field(default_factory=Counter)

    def step(self, serial: int) -> None:
        """One thing happens to one phone, or at the desk."""
        self.at += dt.timedelta(seconds=self.random.randrange(1, 4))
        number = self.random.randrange(PHONES)
        what = self.random.choices(list(CHANCES), list(CHANCES.values()))[0]
        self.done[what] += 1
        getattr(self, what)(number, self.phones[number], serial)

    def edit(self, _number: int, phone: Phone, serial: int) -> None:
        house = self.random.choice(self.here.households)
        name = self.random.choice(FIELDS)
        before = phone.reads(house).get(name, "")
        one = phone.edit(house, self.at, **{name: f"{serial}"})
        self.asked.add((house, name, before, f"{serial}"))
        self.written.append((phone, one))

    def visit(self, _number: int, phone: Phone, serial: int) -> None:
        house, result = (
            self.random.choice(self.here.households),
            self.random.choice(("met", "absent", "declined")),
        )
        said = f"第{serial}句" if result == "met" else ""
        self.written.append((phone, phone.visit(house, self.at, said=said, result=result)))

    def read(self, _number: int, phone: Phone, _serial: int) -> None:
        for one in phone.ops:
            if one.kind == "sheet" and one.state == "waiting":
                name = next(iter(one.content["fields"]))
                assert phone.reads(one.household)[name] != one.content["before"][name], (
                    "what was typed is shown at once"
                )
                break

    def part(self, number: int, _phone: Phone, _serial: int) -> None:
        self.cut_off ^= {number}

    def send(self, number: int, phone: Phone, _serial: int) -> None:
        if number in self.cut_off or not phone.ops:
            return
        chosen = shuffled(self.random, phone.ops)[: self.random.randrange(1, 30)]
        phone.send(self.at, chosen, hear=self.random.random() > 0.3)

    def again(self, number: int, phone: Phone, _serial: int) -> None:
        if number not in self.cut_off and self.written:
            old = [one for owner, one in self.random.choices(self.written, k=6) if owner is phone]
            phone.send(self.at, old, hear=self.random.random() > 0.5)

    def pull(self, number: int, phone: Phone, _serial: int) -> None:
        if number not in self.cut_off:
            phone.pull(self.at, whole=self.random.random() < 0.1)

    def clock(self, _number: int, phone: Phone, _serial: int) -> None:
        phone.ahead = self.random.choice((0, 0, 90, -90, 7200, -7200, 86_000, -86_000))

    def desk(self, _number: int, _phone: Phone, serial: int) -> None:
        house, name = self.random.choice(self.here.households), self.random.choice(FIELDS)
        sheet = Sheet.objects.filter(household=house).first()
        now = getattr(sheet, name) if sheet else ""
        self.asked.add((house, name, now, f"桌{serial}"))
        sheets.edit(
            actor=self.here.secretary,
            at=self.at,
            household=house,
            before={name: now},
            fields={name: f"桌{serial}"},
        )

    def heal(self) -> None:
        """The line is back everywhere: everything goes, in whatever order; then the clashes are settled."""
        for phone in self.random.sample(self.phones, PHONES):
            for _turn in range(200):
                waiting = [one for one in phone.ops if one.state == "waiting"]
                if not waiting:
                    break
                phone.send(self.at, shuffled(self.random, waiting)[:60])
            assert [one for one in phone.ops if one.state == "waiting"] == []
        for one in found.clashes(self.here.secretary, on=ON, limit=1000):
            now = getattr(Sheet.objects.get(household=one.household), one.field)
            value = self.random.choice((one.mine, now, f"商定{one.id}"))
            self.asked.add((one.household, one.field, now, value))
            settle.settle(actor=self.here.secretary, at=self.at, clash=one.id, value=value, seen=now)
        for phone in self.phones:
            phone.pull(self.at)


@pytest.fixture
def world() -> World:
    here = street(12)
    workers = [here.worker, *(here.colleague() for _ in range(PHONES - 1))]
    for one in workers:
        here.plan(one)
    phones = [enrolled(one) for one in workers]
    for phone in phones:
        phone.pull()
    return World(here, Random(SEED), phones)  # noqa: S311 - the same steps each time


def test_five_phones_and_ten_thousand_steps_lose_nothing(world: World) -> None:
    with community_scope(world.here.community):
        for serial in range(STEPS):
            world.step(serial)
        world.heal()
        assert sum(world.done.values()) == STEPS
        assert min(world.done.values()) > 100
        nothing_is_lost_and_nothing_is_there_twice(world)
        nothing_was_written_over_unseen(world)
        all_replicas_are_equal(world)


def nothing_is_lost_and_nothing_is_there_twice(world: World) -> None:
    answers = dict(Sent.objects.values_list("key", "state"))
    assert set(answers) == {one.key for _phone, one in world.written}
    assert set(answers.values()) <= {"kept", "settled", "clash"}
    visits = {one.key: one for _phone, one in world.written if one.kind == "visit"}
    rows = list(Visit.objects.values_list("key", "said", "household_id"))
    assert sorted(str(key) for key, _said, _house in rows) == sorted(str(key) for key in visits)
    assert all(
        (said, house) == (visits[key].content["said"], visits[key].household) for key, said, house in rows
    )
    assert VisitNeed.objects.count() == 0
    ever = versions()
    refused = {
        (house, name, mine)
        for house, name, mine in Clash.objects.values_list("sheet__household", "field", "mine")
    }
    for _phone, one in world.written:
        for name, value in one.content.get("fields", {}).items():
            held = value in ever[one.household, name] or (one.household, name, value) in refused
            assert held, (
                f"the edit {value} of {name} is neither in the sheet's versions nor among the clashes"
            )


def nothing_was_written_over_unseen(world: World) -> None:
    """Whoever changed a value had seen the one before it."""
    changes = 0
    for (house, name), values in versions().items():
        for before, after in pairwise(values):
            if before != after:
                changes += 1
                assert (house, name, before, after) in world.asked
    assert changes > 200
    assert Clash.objects.count() > 50
    assert not Clash.objects.filter(settled=False).exists()


def all_replicas_are_equal(world: World) -> None:
    rows = Sheet.objects.in_bulk(field_name="id").values()
    server: dict[int, dict[str, str]] = {house: {} for house in world.here.households}
    for one in rows:
        server[one.household_id] = {name: value for name in FIELDS if (value := getattr(one, name))}
    assert any(server.values())
    for phone in world.phones:
        assert phone.replica == server
        assert phone.mine == {}


def versions() -> dict[tuple[int, str], list[str]]:
    """(household, field) → every value that ever stood there, in order."""
    ever: dict[tuple[int, str], list[Any]] = {}
    model = apps.get_model("contact", "SheetEvent")
    for one in model.objects.order_by("pgh_id").values("household_id", *FIELDS):
        for name in FIELDS:
            ever.setdefault((one["household_id"], name), []).append(one[name])
    return ever
