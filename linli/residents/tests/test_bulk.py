"""The same acts for many people at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.journal import api as journal
from linli.kernel import Refused
from linli.residents.actions import bulk
from linli.residents.actions.bulk import Change, Checked, Closing, NewPerson, NewStatus
from linli.residents.models import Check, Household, Identity, Member, Person, Residence, Status
from linli.residents.queries import history
from linli.residents.rules.people import Origin

from . import factories
from .factories import AT, ON, SINCE

JUNE = dt.date(2018, 6, 1)


def many(here: int, count: int = 6, **fields: Any) -> list[NewPerson]:
    """Rows of people, two behind each door."""
    rooms = factories.rooms(here, floors=count)
    return [
        NewPerson(factories.parts(**fields), rooms[n // 2].pk, "inflow", SINCE, origin=Origin(7, 0, n + 3))
        for n in range(count)
    ]


def test_everybody_is_registered_as_one_by_one_would_be(here: int) -> None:
    made = bulk.register_many(actor=factories.actor(here), at=AT, rows=many(here))
    assert Person.objects.count() == Residence.objects.count() == Member.objects.count() == 6
    assert Household.objects.count() == Member.objects.filter(head=True).count() == 3
    assert Identity.objects.filter(lives_in=here).count() == 6
    one = Person.objects.get(pk=made[0].person)
    assert one.number is not None
    assert one.letters.startswith(" ")
    assert (one.source_import, one.source_row) == (7, 3)
    assert len(history.versions_of(factories.actor(here), made[0].person, on=ON)) == 1


def test_the_number_of_queries_does_not_grow_with_the_rows(
    here: int, django_assert_max_num_queries: Any
) -> None:
    rows = many(here, 40)
    with django_assert_max_num_queries(60):
        bulk.register_many(actor=factories.actor(here), at=AT, rows=rows)


def test_rows_of_one_home_found_one_household_with_the_head_that_was_named(here: int) -> None:
    room = factories.rooms(here)[0].pk
    rows = [
        NewPerson(factories.parts(), room, "hukou_here", SINCE, home="K1", number="K1", relation="20"),
        NewPerson(factories.parts(), room, "hukou_here", SINCE, home="K1", number="K1", relation="02"),
        NewPerson(factories.parts(), room, "inflow", SINCE, home="K2", number="K2"),
    ]
    made = bulk.register_many(actor=factories.actor(here), at=AT, rows=rows)
    assert made[0].household == made[1].household != made[2].household
    assert list(Member.objects.order_by("pk").values_list("relation", "head")) == [
        ("20", False),
        ("02", True),
        ("02", True),
    ]


def test_a_known_person_who_had_left_is_taken_up_again(here: int) -> None:
    worker = factories.actor(here)
    rows = many(here, 2)
    first = bulk.register_many(actor=worker, at=AT, rows=rows)
    bulk.close_many(actor=worker, at=AT, rows=[Closing(one.residence, JUNE, "left_city") for one in first])
    assert not Identity.objects.filter(lives_in=here).exists()
    assert not Household.objects.filter(end__isnull=True).exists()
    again = bulk.register_many(
        actor=worker,
        at=AT,
        rows=[NewPerson(one.person, one.room, "inflow", dt.date(2018, 9, 1)) for one in rows],
    )
    assert [one.person for one in again] == [one.person for one in first]
    assert all(one.known for one in again)
    with pytest.raises(Refused):
        bulk.register_many(
            actor=worker,
            at=AT,
            rows=[NewPerson(rows[0].person, rows[0].room, "inflow", dt.date(2018, 10, 1))],
        )


def test_two_rows_with_one_number_are_refused(here: int) -> None:
    rows = many(here, 2)
    with pytest.raises(Refused):
        bulk.register_many(actor=factories.actor(here), at=AT, rows=[rows[0], rows[0]])


def test_many_changes_are_written_with_old_and_new_and_their_source(here: int) -> None:
    worker = factories.actor(here)
    made = bulk.register_many(actor=worker, at=AT, rows=many(here, 3))
    changes = [
        Change(one.person, {"employment": "retired", "phone": "13800000123"}, Origin(9, 1, n))
        for n, one in enumerate(made)
    ]
    found = bulk.change_many(actor=worker, at=AT, rows=changes)
    assert found[made[0].person] == [("phone", "", "13800000123"), ("employment", "", "retired")]
    assert history.sources_of(worker, made[1].person, on=ON)["phone"].row == 1
    assert bulk.change_many(actor=worker, at=AT, rows=changes) == {}
    assert set(Person.objects.values_list("version", flat=True)) == {2}


def test_many_checks_and_statuses(here: int) -> None:
    worker = factories.actor(here)
    made = bulk.register_many(actor=worker, at=AT, rows=many(here, 3))
    rows = [
        Checked(
            one.person,
            ON,
            AT,
            "door",
            changes=[("phone", "", "1")] if n else [],
            outcome="changed" if n else "unchanged",
        )
        for n, one in enumerate(made)
    ]
    assert bulk.check_many(actor=worker, at=AT, rows=rows) == 3
    assert Check.objects.filter(residence__isnull=False).count() == 3
    assert bulk.grant_many(
        actor=worker, at=AT, rows=[NewStatus(one.person, "veteran", SINCE, "名册") for one in made]
    )
    assert Status.objects.count() == 3
    with pytest.raises(Refused):
        bulk.check_many(actor=worker, at=AT, rows=[Checked(987654321, ON, AT, "door")])


def test_what_was_entered_by_mistake_leaves_with_all_that_hangs_on_it(here: int) -> None:
    worker = factories.actor(here)
    stays = factories.resident(here)
    made = bulk.register_many(actor=worker, at=AT, rows=many(here, 4))
    bulk.check_many(actor=worker, at=AT, rows=[Checked(one.person, ON, AT, "door") for one in made])
    assert bulk.void_many(actor=worker, at=AT, people=[one.person for one in made]) == 4
    for model in (Person, Residence, Member, Household):
        assert model.objects.filter(void=False).count() == 1
    assert not Check.objects.filter(void=False).exists()
    assert list(Person.objects.filter(void=False).values_list("pk", flat=True)) == [stays.person]
    assert set(Residence.objects.filter(void=True).values_list("reason", flat=True)) == {"entry_error"}


def test_one_refused_row_refuses_all(here: int) -> None:
    rows = many(here, 3)
    rows.append(NewPerson(factories.parts(), rows[0].room, "inflow", dt.date(2030, 1, 1)))
    with pytest.raises(Refused):
        bulk.register_many(actor=factories.actor(here), at=AT, rows=rows)
    assert not Person.objects.exists()


@pytest.mark.parametrize("verb", ["register_many", "close_many", "check_many", "change_many", "grant_many"])
def test_a_failing_journal_takes_all_of_it_back(
    here: int, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = factories.resident(here)
    verbs: dict[str, list[Any]] = {
        "register_many": many(here, 2),
        "close_many": [Closing(made.residence, JUNE, "left_city")],
        "check_many": [Checked(made.person, ON, AT, "door")],
        "change_many": [Change(made.person, {"phone": "13800000123"})],
        "grant_many": [NewStatus(made.person, "veteran", SINCE, "名册")],
    }
    rows = verbs[verb]
    models: tuple[Any, ...] = (Person, Residence, Member, Household, Check, Status)
    before = [list(model.objects.order_by("pk").values_list("pk", "version")) for model in models]

    def fail(*args: Any, **facts: Any) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(journal, "write", fail)
    with pytest.raises(RuntimeError):
        getattr(bulk, verb)(actor=factories.actor(here), at=AT, rows=rows)
    assert [list(model.objects.order_by("pk").values_list("pk", "version")) for model in models] == before
