"""Registering and correcting people."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.kernel import NotFound, Refused, Stale
from linli.kernel.actor import CAPTAIN, COMMITTEE, GRID_WORKER, SUBDISTRICT
from linli.places.tests import factories as places
from linli.residents.actions import people
from linli.residents.models import Household, Identity, Member, Person, Residence
from linli.residents.queries.history import sources_of

from . import factories
from .factories import AT, ON, SINCE


def test_a_new_resident_gets_person_residence_and_household_in_one(here: int) -> None:
    made = factories.resident(here, name="王小明")
    person = Person.objects.get(pk=made.person)
    assert (person.name, person.letters.split()[0], person.sex) == ("王小明", "wangxiaoming", "1")
    assert Residence.objects.get(pk=made.residence).state == "open"
    member = Member.objects.get(person=person)
    assert (member.household_id, member.head, member.start) == (made.household, True, SINCE)
    assert Identity.objects.filter(lives_in=here).count() == 1


def test_the_number_is_sealed_and_found_by_its_hash(here: int) -> None:
    from django.db import connection

    number = factories.number()
    made = factories.resident(here, number=number)
    with connection.cursor() as cursor:
        cursor.execute("select number from residents_person where id = %s", [made.person])
        assert number.encode() not in bytes(cursor.fetchone()[0])
    assert Person.objects.get(pk=made.person).number == number


def test_the_same_person_by_15_and_by_18_digits_is_one_person(here: int) -> None:
    born = dt.date(1970, 3, 7)
    full = factories.number(born, "2")
    short = full[:6] + full[8:17]
    made = factories.resident(here, number=full, born=born, sex="2")
    with pytest.raises(Refused) as no:
        factories.resident(here, number=short, born=born, sex="2")
    assert no.value.field == "number"
    assert Person.objects.filter(pk=made.person).count() == Person.objects.count() == 1


def test_somebody_who_had_left_gets_a_new_episode_and_no_second_record(here: int) -> None:
    from linli.residents.actions import residences

    number = factories.number()
    first = factories.resident(here, name="王小明", number=number)
    residences.close(
        actor=factories.actor(here),
        at=AT,
        residence=first.residence,
        on=dt.date(2018, 6, 1),
        reason="left_city",
    )
    again = factories.resident(here, name="王小明", number=number, start=dt.date(2018, 9, 1))
    assert again.known
    assert (again.person, again.residence) != (first.person, first.residence)
    assert again.person == first.person


def test_birthday_and_sex_come_from_the_number_and_contradictions_are_refused(here: int) -> None:
    number = factories.number(dt.date(1938, 12, 31), "2")
    made = factories.resident(here, number=number, born=None, sex="")
    assert Person.objects.values_list("born", "sex").get(pk=made.person) == (dt.date(1938, 12, 31), "2")
    with pytest.raises(Refused) as no:
        factories.resident(
            here, number=factories.number(dt.date(1980, 1, 1), "1"), born=dt.date(1980, 1, 2), sex="1"
        )
    assert no.value.field == "number"


@pytest.mark.parametrize("role", [COMMITTEE, CAPTAIN, SUBDISTRICT])
def test_who_only_reads_cannot_register(here: int, role: str) -> None:
    with pytest.raises(Refused):
        factories.resident(here, by=factories.actor(here, role))


def test_a_grid_worker_registers_behind_own_doors_only(here: int) -> None:
    mine, other = places.building(here), places.building(here)
    cell = places.cell(here, buildings=[mine])
    worker = factories.actor(here, GRID_WORKER, cells=frozenset({cell.pk}))
    assert factories.resident(here, places.rooms(mine)[0], by=worker).person
    with pytest.raises(NotFound):
        factories.resident(here, places.rooms(other)[0], by=worker)


def test_a_first_day_that_has_not_come_is_refused(here: int) -> None:
    with pytest.raises(Refused) as no:
        factories.resident(here, start=dt.date(2019, 3, 1))
    assert no.value.field == "start"


def test_a_failing_journal_takes_the_registration_back(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **facts: Any) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(journal, "write", fail)
    with pytest.raises(RuntimeError):
        factories.resident(here)
    assert not Person.objects.exists()
    assert not Household.objects.exists()
    assert not Identity.objects.filter(lives_in=here).exists()


def test_a_corrected_name_is_spelled_anew_and_the_former_one_kept(here: int) -> None:
    made = factories.resident(here, name="曾小明")
    worker = factories.actor(here)
    changed = people.correct(
        actor=worker, at=AT, person=made.person, values={"name": "曾晓明", "phone": "13800000123"}, version=1
    )
    assert changed == ["name", "phone"]
    person = Person.objects.get(pk=made.person)
    assert person.former_names == ["曾小明"]
    assert " cengxiaoming" in person.letters
    assert person.version == 2


def test_a_stale_form_shows_what_differs(here: int) -> None:
    made = factories.resident(here)
    worker = factories.actor(here)
    people.correct(actor=worker, at=AT, person=made.person, values={"phone": "13800000123"}, version=1)
    with pytest.raises(Stale) as no:
        people.correct(actor=worker, at=AT, person=made.person, values={"phone": "13900000123"}, version=1)
    assert no.value.changes == [("phone", "13800000123", "13900000123")]


def test_the_same_values_again_write_nothing(here: int) -> None:
    made = factories.resident(here, phone="13800000123")
    assert (
        people.correct(
            actor=factories.actor(here), at=AT, person=made.person, values={"phone": "138 0000 0123"}
        )
        == []
    )
    assert Person.objects.get(pk=made.person).version == 1


def test_a_number_that_somebody_else_has_is_refused(here: int) -> None:
    first, second = factories.resident(here), factories.resident(here)
    taken = Person.objects.get(pk=first.person).number
    with pytest.raises(Refused) as no:
        people.correct(
            actor=factories.actor(here),
            at=AT,
            person=second.person,
            values={"number": taken, "born": None, "sex": ""},
        )
    assert no.value.field == "number"


def test_a_foreign_person_is_not_found(here: int) -> None:
    made = factories.resident(here)
    elsewhere = factories.community()
    with community_scope(elsewhere), pytest.raises(NotFound):
        people.correct(actor=factories.actor(elsewhere), at=AT, person=made.person, values={"phone": ""})


def test_every_value_says_where_it_came_from(here: int) -> None:
    made = factories.resident(here, phone="13800000123")
    worker = factories.actor(here)
    people.correct(
        actor=worker, at=AT + dt.timedelta(hours=1), person=made.person, values={"workplace": "快活机械厂"}
    )
    sources = sources_of(worker, made.person, on=ON)
    assert sources["workplace"].at == AT + dt.timedelta(hours=1)
    assert sources["phone"].at == AT
    assert sources["phone"].by_hand
