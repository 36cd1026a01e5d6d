"""An import taken back: what it made is out of every figure, what it changed is as before."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings

from linli.journal import api as journal
from linli.journal.models import Line
from linli.kernel import Refused
from linli.residents import queries
from linli.residents.actions import check, correct
from linli.residents.actions import imports as actions
from linli.residents.models import Household, Identity, Import, Member, Person, Residence, Status
from linli.residents.queries import undoing

from . import factories
from .files import AT, ON, homes, number, person, take, workbook

LATER = AT + dt.timedelta(hours=1)


@pytest.fixture
def town(here: int, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "DEMO", True)
    homes(here)
    return here


def living(community: int) -> int:
    return Residence.objects.filter(community_id=community, void=False, end__isnull=True).count()


def undo(community: int, key: int) -> None:
    actions.undo(actor=factories.actor(community), at=LATER, key=key)


def test_what_an_import_made_is_out_of_the_register(town: int) -> None:
    found = take(town, workbook(person(1), person(2, relation="妻子"), person(3, "2-1-201")))
    assert living(town) == 3
    assert Identity.objects.filter(lives_in=town).count() == 3
    undo(town, found.key)
    assert living(town) == 0
    assert not Person.objects.filter(void=False).exists()
    assert not Member.objects.filter(void=False).exists()
    assert not Household.objects.filter(void=False).exists()
    assert not Identity.objects.filter(lives_in=town).exists()
    assert set(Residence.objects.values_list("reason", flat=True)) == {"entry_error"}
    assert Import.objects.get(pk=found.key).state == "undone"
    assert Line.objects.filter(subject="import", verb="undo", key=found.key).count() == 1


def test_the_population_is_counted_as_before(town: int) -> None:
    take(town, workbook(person(1)))
    found = take(town, workbook(person(2, "2-1-101"), person(3, "2-1-102")), at=AT + dt.timedelta(minutes=1))
    actor = factories.actor(town)

    def counted() -> tuple[int, int]:
        people = queries.people.listing(actor, queries.PeopleFilter(group="living"), on=ON).total
        return people, queries.residences.listing(actor, queries.ResidenceFilter(), on=ON).total

    assert counted() == (3, 3)
    undo(town, found.key)
    assert counted() == (1, 1)


def test_changed_values_go_back(town: int) -> None:
    take(town, workbook(person(1)))
    found = take(
        town, workbook(person(1, phone="19299999999", kind="户籍在住")), at=AT + dt.timedelta(minutes=1)
    )
    undo(town, found.key)
    record, residence = Person.objects.get(), Residence.objects.get()
    assert (record.phone, record.phone2, record.version) == ("19200000001", "", 3)
    assert (residence.kind, residence.void, residence.end) == ("inflow", False, None)
    assert record.source_import != found.key


def test_a_move_goes_back_to_the_old_door_and_household(town: int) -> None:
    take(town, workbook(person(1)))
    home = Household.objects.get()
    found = take(
        town, workbook(person(1, door="2-1-201", start="2018-06-01")), at=AT + dt.timedelta(minutes=1)
    )
    undo(town, found.key)
    residence = Residence.objects.get(void=False)
    assert (residence.room.door_key, residence.end, residence.reason, residence.state) == (
        "1-1-101",
        None,
        "",
        "open",
    )
    assert Member.objects.get(void=False, end__isnull=True).household_id == home.pk
    assert Household.objects.get(void=False).pk == home.pk


def test_a_granted_certificate_ends_as_entered_by_mistake(town: int) -> None:
    take(town, workbook(person(1)))
    heads = ("姓名", "身份证号", "残疾人证号")
    content = workbook([person(1)[0], number(1), number(1) + "43"], heads=heads)
    found = take(town, content, rows="certificates", at=AT + dt.timedelta(minutes=1))
    undo(town, found.key)
    assert Status.objects.get().void
    assert not Person.objects.get().void


def test_the_same_file_can_come_again_after_undoing(town: int) -> None:
    content = workbook(person(1))
    undo(town, take(town, content).key)
    again = take(town, content, at=AT + dt.timedelta(hours=2))
    assert (again.state, again.tally["new"], living(town)) == ("applied", 1, 1)


@pytest.mark.parametrize("later", ["correct", "check", "import"])
def test_an_import_stays_while_something_newer_stands_on_it(town: int, later: str) -> None:
    found = take(town, workbook(person(1), person(2)))
    key = Person.objects.get(name=person(1)[0]).pk
    actor: Any = factories.actor(town)
    if later == "correct":
        correct(actor=actor, at=LATER, person=key, version=None, values={"phone": "19255555555"})
    elif later == "check":
        check(actor=actor, at=LATER, on=ON, person=key, way="door", outcome="unchanged")
    else:
        take(town, workbook(person(1, phone="19255555555")), at=LATER)
    held = Import.objects.get(pk=found.key)
    assert [one.name for one in undoing.newer(actor, held)] == [person(1)[0]]
    with pytest.raises(Refused):
        undo(town, found.key)
    assert living(town) == 2


def test_nothing_is_undone_when_the_journal_fails(town: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found = take(town, workbook(person(1)))

    def fails(*args: Any, **facts: Any) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr(journal, "write", fails)
    with pytest.raises(RuntimeError):
        undo(town, found.key)
    assert living(town) == 1
    assert Import.objects.get(pk=found.key).state == "applied"
