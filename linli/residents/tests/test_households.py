"""Founding, joining, leaving, splitting, changing the head."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.journal import api as journal
from linli.kernel import NotFound, Refused
from linli.residents.actions import households
from linli.residents.models import Household, Member
from linli.residents.queries import households as reading
from linli.residents.queries.person import household_for

from . import factories
from .factories import AT, ON

JUNE = dt.date(2018, 6, 1)


def family(here: int) -> tuple[int, list[int]]:
    """A head, a spouse and a child behind one door."""
    room = factories.rooms(here)[0]
    head = factories.resident(here, room, name="王建国", kind="hukou_here")
    spouse = factories.resident(
        here, room, household=head.household, relation="12", sex="2", kind="hukou_here"
    )
    child = factories.resident(
        here, room, household=head.household, relation="20", born=dt.date(2000, 1, 1), kind="hukou_here"
    )
    return head.household or 0, [head.person, spouse.person, child.person]


def test_a_household_shows_its_members_head_first(here: int) -> None:
    household, people = family(here)
    page = household_for(factories.actor(here), household, on=ON)
    assert [one.person_id for one in page.members] == people
    assert [one.relation for one in page.members] == ["02", "12", "20"]


def test_a_child_splits_off_and_heads_the_new_household(here: int) -> None:
    household, people = family(here)
    fresh = households.split(
        actor=factories.actor(here), at=AT, household=household, persons=[people[2]], head=people[2], on=JUNE
    )
    assert Member.objects.get(household=fresh, person=people[2]).head
    assert Member.objects.get(household=household, person=people[2]).end == JUNE
    page = household_for(factories.actor(here), household, on=ON)
    assert ([one.person_id for one in page.members], [one.person_id for one in page.former]) == (
        people[:2],
        [people[2]],
    )
    assert [one.id for one in page.beside] == [fresh]


@pytest.mark.parametrize("leaving", [[], [0, 1, 2]])
def test_somebody_leaves_and_somebody_stays(here: int, leaving: list[int]) -> None:
    household, people = family(here)
    with pytest.raises(Refused):
        households.split(
            actor=factories.actor(here),
            at=AT,
            household=household,
            persons=[people[one] for one in leaving],
            head=people[0],
            on=JUNE,
        )


def test_another_head_is_told_with_new_relations_from_the_day_on(here: int) -> None:
    household, people = family(here)
    households.change_head(
        actor=factories.actor(here),
        at=AT,
        household=household,
        person=people[1],
        on=JUNE,
        relations={people[0]: "11"},
    )
    now = {
        one.person_id: (one.relation, one.head)
        for one in household_for(factories.actor(here), household, on=ON).members
    }
    assert now == {people[0]: ("11", False), people[1]: ("02", True), people[2]: ("99", False)}
    before = reading.members(factories.actor(here), [household], on=dt.date(2018, 5, 1))[household]
    assert {one.person_id: one.head for one in before} == {
        people[0]: True,
        people[1]: False,
        people[2]: False,
    }


def test_joining_ends_the_household_that_is_left_empty(here: int) -> None:
    household, _ = family(here)
    single = factories.resident(here)
    households.join(
        actor=factories.actor(here), at=AT, household=household, person=single.person, relation="80", on=JUNE
    )
    assert Household.objects.get(pk=single.household or 0).end == JUNE
    assert Member.objects.get(person=single.person, end__isnull=True).household_id == household


def test_a_dissolved_household_takes_its_memberships_along(here: int) -> None:
    household, _ = family(here)
    households.dissolve(actor=factories.actor(here), at=AT, household=household, on=JUNE)
    assert Household.objects.get(pk=household).end == JUNE
    assert not Member.objects.filter(household=household, end__isnull=True).exists()


def test_a_household_is_founded_with_members(here: int) -> None:
    household, people = family(here)
    room = factories.rooms(here)[0]
    fresh = households.found(
        actor=factories.actor(here),
        at=AT,
        on=JUNE,
        room=room.pk,
        members=[(people[1], "02", True), (people[2], "20", False)],
        number="K1",
    )
    assert Member.objects.filter(household=fresh).count() == 2
    assert [one.number for one in reading.at_room(factories.actor(here), room.pk, on=ON)] == ["K1"]


def test_a_foreign_household_is_not_found(here: int) -> None:
    with pytest.raises(NotFound):
        households.change(actor=factories.actor(here), at=AT, household=987654321, number="1")


@pytest.mark.parametrize("verb", ["change", "leave", "split", "change_head", "dissolve"])
def test_a_failing_journal_takes_the_deed_back(here: int, verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    household, people = family(here)
    verbs: dict[str, dict[str, Any]] = {
        "change": {"number": "K1"},
        "leave": {"person": people[2], "on": JUNE},
        "split": {"persons": [people[2]], "head": people[2], "on": JUNE},
        "change_head": {"person": people[1], "on": JUNE},
        "dissolve": {"on": JUNE},
    }
    values = verbs[verb]
    before = [list(model.objects.order_by("pk").values()) for model in (Household, Member)]

    def fail(*args: Any, **facts: Any) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(journal, "write", fail)
    with pytest.raises(RuntimeError):
        getattr(households, verb)(actor=factories.actor(here), at=AT, household=household, **values)
    assert [list(model.objects.order_by("pk").values()) for model in (Household, Member)] == before
