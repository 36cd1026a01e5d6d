"""A household whose members live in two grids, as the worker of each sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from linli.base import clock
from linli.kernel import Actor, NotFound
from linli.kernel.actor import GRID_WORKER
from linli.places.tests import factories as places
from linli.residents.actions import households as acting
from linli.residents.actions import residences as moving
from linli.residents.models import Member
from linli.residents.queries import households, person
from linli.residents.queries.shapes import HouseholdFilter

from . import factories
from .factories import AT, ON
from .pages import get, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    clock.move_to(AT)
    yield
    clock.forget()


@dataclass
class Edge:
    """王甲 and 王乙 live in the household's own grid, 李丙 in the other one; 赵丁 left it for the other grid."""

    household: int
    head: int
    son: int
    away: int
    left: int
    here: Actor
    there: Actor
    cell: int


@pytest.fixture
def edge(here: int) -> Edge:
    one, two = places.building(here), places.building(here)
    mine = places.cell(here, buildings=[one])
    theirs = places.cell(here, buildings=[two])
    near, far = places.rooms(one), places.rooms(two)
    away = factories.resident(here, far[0], name="李丙", kind="hukou_here")
    head = factories.resident(here, near[0], name="王甲")
    assert head.household is not None
    son = factories.resident(here, near[0], name="王乙", household=head.household, relation="20")
    left = factories.resident(here, near[0], name="赵丁", household=head.household, relation="30")
    worker = factories.actor(here)
    acting.join(
        actor=worker,
        at=AT,
        household=head.household,
        person=away.person,
        relation="30",
        on=dt.date(2018, 5, 1),
    )
    acting.change_head(
        actor=worker, at=AT, household=head.household, person=away.person, on=dt.date(2018, 6, 1)
    )
    moving.move_within(actor=worker, at=AT, residence=left.residence, room=far[1].pk, on=dt.date(2018, 7, 1))
    return Edge(
        head.household, head.person, son.person, away.person, left.person,
        factories.actor(here, GRID_WORKER, cells=frozenset({mine.pk})),
        factories.actor(here, GRID_WORKER, cells=frozenset({theirs.pk})), mine.pk,
    )  # fmt: skip


def test_the_community_sees_every_member_and_who_left(here: int, edge: Edge) -> None:
    page = person.household_for(factories.actor(here), edge.household, on=ON)
    assert {one.name for one in page.members} == {"王甲", "王乙", "李丙"}
    assert "赵丁" in {one.name for one in page.former}


def test_to_the_worker_of_one_grid_members_of_the_other_are_not_there(edge: Edge) -> None:
    page = person.household_for(edge.here, edge.household, on=ON)
    assert {one.name for one in page.members} == {"王甲", "王乙"}
    assert {one.name for one in page.former} <= {"王甲", "王乙"}
    (row,) = households.listing(edge.here, HouseholdFilter(), on=ON).rows
    assert (row.members, row.head_id, row.head_name) == (2, None, "")
    assert [one.name for one in person.person_for(edge.here, edge.head, on=ON).household] == ["王甲", "王乙"]


def test_a_household_behind_a_door_out_of_sight_is_not_told_of(edge: Edge) -> None:
    page = person.person_for(edge.there, edge.away, on=ON)
    assert page.household_id is None
    assert page.household == []
    with pytest.raises(NotFound):
        person.household_for(edge.there, edge.household, on=ON)


def test_the_page_names_and_counts_only_those_in_sight(here: int, edge: Edge) -> None:
    client = signed_in("grid_worker", here, cell=edge.cell)
    shown = [
        words(get(client, "household", edge.household)),
        words(get(client, "person", edge.head)),
        words(get(client, "households")),
        words(get(client, "split", edge.household)),
        words(get(client, "head", edge.household)),
    ]
    for page in shown:
        assert "李丙" not in page
        assert "赵丁" not in page
    assert "王乙" in shown[0]
    assert f'value="{edge.away}"' not in shown[3]


def test_what_is_out_of_sight_is_neither_led_nor_moved(here: int, edge: Edge) -> None:
    with pytest.raises(NotFound):
        acting.change_head(actor=edge.here, at=AT, household=edge.household, person=edge.away, on=ON)
    other = places.rooms(places.building(here))[0]
    worker = factories.actor(here)
    into = factories.resident(here, other, name="孙戊").household
    assert into is not None
    acting.join_all(actor=worker, at=AT, household=edge.household, into=into, relation="99", on=ON)
    assert Member.objects.filter(household=into, end__isnull=True, void=False).count() == 4


def test_joining_by_a_grid_worker_leaves_who_is_out_of_sight_where_they_are(here: int, edge: Edge) -> None:
    second = households.listing(edge.here, HouseholdFilter(), on=ON).rows[0].room_id
    into = factories.resident(here, second, name="孙戊").household
    assert into is not None
    moved = acting.join_all(actor=edge.here, at=AT, household=edge.household, into=into, relation="99", on=ON)
    assert moved == 2
    still = Member.objects.filter(household=edge.household, end__isnull=True, void=False)
    assert [one.person_id for one in still] == [edge.away]
