"""Lists, pages and what each reader may see of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.base.scope import community_scope
from linli.kernel import NotFound, Refused
from linli.kernel.actor import (
    AUDITOR,
    CAPTAIN,
    COMMITTEE,
    GRID_WORKER,
    SECRETARY,
    SOCIAL_WORKER,
    SUBDISTRICT,
    TECH_ADMIN,
)
from linli.places.tests import factories as places
from linli.residents.actions import checks as checking
from linli.residents.actions import doubts as doubting
from linli.residents.actions import people as acting
from linli.residents.actions import residences as moving
from linli.residents.actions import statuses as granting
from linli.residents.queries import checks, doors, households, people, person, residences, statuses
from linli.residents.queries.shapes import HouseholdFilter, PeopleFilter, ResidenceFilter

from . import factories
from .factories import AT, ON


def names(community: int, **where: Any) -> list[str]:
    """Names of a list as a social worker sees it."""
    page = people.listing(factories.actor(community), PeopleFilter(**where), on=ON)
    assert page.total == len(page.rows)
    return [one.name for one in page.rows]


def test_a_list_is_narrowed_by_kind_age_building_cell_and_text(here: int) -> None:
    mine, other = places.building(here), places.building(here)
    cell = places.cell(here, buildings=[mine])
    factories.resident(here, places.rooms(mine)[0], name="王小明", born=dt.date(1938, 12, 28))
    factories.resident(
        here, places.rooms(other)[0], name="李建国", kind="hukou_here", born=dt.date(1938, 12, 29)
    )
    factories.resident(here, places.rooms(other)[1], name="陈秀英", kind="outflow", sex="2")
    assert names(here) == ["陈秀英", "李建国", "王小明"]
    assert names(here, group="living") == ["李建国", "王小明"]
    assert names(here, group="registered") == ["陈秀英", "李建国"]
    assert names(here, kind="inflow") == ["王小明"]
    assert names(here, ages=(80, None)) == ["王小明"]
    assert names(here, ages=(79, 80)) == ["李建国"]
    assert names(here, building=other.pk) == ["陈秀英", "李建国"]
    assert names(here, cell=cell.pk) == ["王小明"]
    assert names(here, sex="2") == ["陈秀英"]
    assert names(here, text="lijian") == ["李建国"]


def test_those_who_left_are_listed_apart(here: int) -> None:
    gone = factories.resident(here, name="王小明")
    factories.resident(here, name="李建国")
    moving.close(
        actor=factories.actor(here),
        at=AT,
        residence=gone.residence,
        on=dt.date(2018, 6, 1),
        reason="left_city",
    )
    assert names(here) == ["李建国"]
    assert names(here, state="gone") == ["王小明"]
    assert names(here, state="any") == ["李建国", "王小明"]


@pytest.mark.parametrize("sort", list(people.SORTS))
def test_every_order_pages_through_everybody_once(here: int, sort: str) -> None:
    rooms = factories.rooms(here, floors=3)
    made = {
        factories.resident(here, room, born=dt.date(1950 + n, 1, 1)).person
        for n, room in enumerate(rooms[:5])
    }
    seen: list[int] = []
    for page in (1, 2, 3):
        seen += [
            one.id
            for one in people.listing(
                factories.actor(here), PeopleFilter(), on=ON, sort=sort, page=page, size=2
            ).rows
        ]
    assert sorted(seen) == sorted(made)


def test_a_list_takes_four_queries_however_long(here: int, django_assert_num_queries: Any) -> None:
    for room in factories.rooms(here, floors=3):
        factories.resident(here, room)
    with django_assert_num_queries(4):  # the planner is told and told back; keys and count; rows
        page = people.listing(factories.actor(here), PeopleFilter(group="living"), on=ON, sort="door", size=2)
    assert len(page.rows) == 2
    assert page.total > 2


@pytest.mark.parametrize(("text", "queries"), [("王小", 2), ("wangx", 2), ("0123", 2), ("3-1-101", 4)])
def test_a_searched_list_takes_few_queries(
    here: int, text: str, queries: int, django_assert_num_queries: Any
) -> None:
    building = places.building(here, "3栋")
    room = places.rooms(building)[0]
    factories.resident(here, room, name="王小明", phone="13800000123")
    factories.resident(here, name="李建国")
    asked = {"3-1-101": room.door}.get(text, text)
    with django_assert_num_queries(queries):
        page = people.listing(factories.actor(here), PeopleFilter(text=asked), on=ON)
    assert [one.name for one in page.rows] == ["王小明"]
    assert page.total == 1


def test_a_page_behind_the_last_one_shows_the_last(here: int) -> None:
    for room in factories.rooms(here, floors=3)[:3]:
        factories.resident(here, room)
    page = people.listing(factories.actor(here), PeopleFilter(), on=ON, page=9, size=2)
    assert (page.number, page.total, len(page.rows)) == (2, 3, 1)
    assert people.listing(factories.actor(here), PeopleFilter(sex="9"), on=ON, page=9).total == 0


@pytest.mark.parametrize(
    ("role", "count"),
    [
        (SECRETARY, 2),
        (COMMITTEE, 2),
        (SOCIAL_WORKER, 2),
        (GRID_WORKER, 1),
        (CAPTAIN, 0),
        (SUBDISTRICT, 0),
        (AUDITOR, 0),
        (TECH_ADMIN, 0),
    ],
)
def test_each_role_sees_its_own_part(here: int, role: str, count: int) -> None:
    mine, other = places.building(here), places.building(here)
    cell = places.cell(here, buildings=[mine])
    factories.resident(here, places.rooms(mine)[0])
    far = factories.resident(here, places.rooms(other)[0])
    reader = factories.actor(
        here, role, cells=frozenset({cell.pk}) if role in (GRID_WORKER, CAPTAIN) else frozenset()
    )
    assert people.listing(reader, PeopleFilter(), on=ON).total == count
    assert households.listing(reader, HouseholdFilter(), on=ON).total == count
    assert residences.listing(reader, ResidenceFilter(), on=ON).total == count
    if count < 2:
        with pytest.raises(NotFound):
            person.person_for(reader, far.person, on=ON)
        with pytest.raises(NotFound):
            person.household_for(reader, far.household or 0, on=ON)
        with pytest.raises((NotFound, Refused)):
            person.reveal(reader, far.person, "number", on=ON)


def test_a_foreign_record_is_not_found(here: int) -> None:
    made = factories.resident(here)
    elsewhere = factories.community()
    stranger = factories.actor(elsewhere, SECRETARY)
    with community_scope(elsewhere):
        for ask in (
            lambda: person.person_for(stranger, made.person, on=ON),
            lambda: person.household_for(stranger, made.household or 0, on=ON),
            lambda: person.extract(stranger, made.person, on=ON),
            lambda: residences.residence(stranger, made.residence, on=ON),
        ):
            with pytest.raises(NotFound):
                ask()
        assert people.names(stranger, [made.person], on=ON) == {}
        assert people.listing(stranger, PeopleFilter(keys=(made.person,)), on=ON).rows == []


def test_a_captain_sees_doors_and_forms_of_address_only(here: int) -> None:
    mine, other = places.building(here), places.building(here)
    cell = places.cell(here, buildings=[mine])
    room = places.rooms(mine)[0]
    factories.resident(here, room, called="王阿姨")
    factories.resident(here, places.rooms(other)[0], called="李师傅")
    captain = factories.actor(here, CAPTAIN, cells=frozenset({cell.pk}))
    assert doors.doors_for_captain(captain, on=ON) == [doors.Door(room.pk, room.door, ("王阿姨",))]
    assert doors.doors_for_captain(factories.actor(here), on=ON) == []


def test_a_page_of_a_person_takes_three_queries_whatever_there_is(
    here: int, django_assert_num_queries: Any
) -> None:
    made = factories.resident(here)
    other = factories.resident(here, factories.rooms(here)[0], household=None)
    worker = factories.actor(here)
    doubting.mark(actor=worker, at=AT, kept=made.person, other=other.person, why="同名")
    granting.grant(
        actor=worker,
        at=AT,
        on=ON,
        person=made.person,
        kind="veteran",
        source="退役军人服务站",
        number="川A12345",
    )
    checking.check(
        actor=worker, at=AT, on=ON, person=made.person, way="door", values={"phone": "13800000123"}
    )
    with django_assert_num_queries(3):
        page = person.person_for(worker, made.person, on=ON)
    assert [(one.kind, one.source, one.start) for one in page.statuses or []] == [
        ("veteran", "退役军人服务站", ON)
    ]
    assert [(one.kept_id, one.other_id, one.why, one.at) for one in page.doubts] == [
        (made.person, other.person, "同名", AT)
    ]
    assert page.checks[0].changes == (("phone", "", "13800000123"),)
    assert page.phone == "138····0123"
    assert page.number.count("*") == 10
    assert page.household[0].head


def test_statuses_open_to_their_line_only(here: int) -> None:
    made = factories.resident(here, name="陈秀英")
    granting.grant(
        actor=factories.actor(here), at=AT, on=ON, person=made.person, kind="low_income", source="民政"
    )
    insurance = factories.actor(here, lines=frozenset({"insurance"}))
    assert person.person_for(insurance, made.person, on=ON).statuses is None
    assert person.person_for(factories.actor(here, COMMITTEE), made.person, on=ON).statuses is None
    assert statuses.listing(insurance, "low_income", on=ON).rows == []
    assert people.listing(insurance, PeopleFilter(status="low_income"), on=ON).rows == []
    assert names(here, status="low_income") == ["陈秀英"]


def test_doors_wait_for_a_check_until_everybody_living_there_was_met(here: int) -> None:
    room = factories.rooms(here)[0]
    first = factories.resident(here, room)
    second = factories.resident(here, room, household=first.household)
    worker = factories.actor(here)
    assert [(one.people, one.unchecked) for one in checks.due(worker, on=ON).rows] == [(2, 2)]
    checking.check_many(actor=worker, at=AT, on=ON, people=[first.person], way="door")
    checking.check_many(actor=worker, at=AT, on=ON, people=[second.person], way="door", outcome="not_met")
    assert [(one.people, one.unchecked) for one in checks.due(worker, on=ON).rows] == [(2, 1)]
    assert checks.progress(worker, on=ON) == (1, 2)
    checking.check_many(actor=worker, at=AT, on=ON, people=[second.person], way="phone")
    assert checks.due(worker, on=ON).rows == []


def test_the_extract_tells_what_is_held_and_where_it_came_from(here: int) -> None:
    number = factories.number()
    made = factories.resident(here, number=number, phone="13800000123", marital="20")
    extract = person.extract(factories.actor(here), made.person, on=ON)
    held = {one.field: one for one in extract.held}
    assert extract.number == number
    assert held["phone"].value == "13800000123"
    assert held["phone"].source is not None
    assert "ethnic" not in held


def test_a_record_without_residence_can_be_kept(here: int) -> None:
    key = acting.add(actor=factories.actor(here), at=AT, person=factories.parts("王小明"))
    assert names(here) == []
    assert names(here, state="gone") == ["王小明"]
    assert person.person_for(factories.actor(here), key, on=ON).here is None
