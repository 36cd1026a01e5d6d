"""A door behind which people are registered is not taken out of use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.urls import reverse

from linli.base import clock
from linli.base.scope import community_scope
from linli.base.submit import FIELD, new_key
from linli.journal.models import Read
from linli.kernel.actor import CAPTAIN, GRID_WORKER, MEDIATOR
from linli.places.models import Building, Room
from linli.places.tests import factories as places
from linli.residents.actions import residences as moving
from linli.residents.queries import behind

from . import factories
from .factories import AT, ON
from .pages import signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    clock.move_to(AT)
    yield
    clock.forget()


@pytest.mark.parametrize("kind", ["room", "building"])
def test_it_is_said_how_many_have_to_be_moved_first_and_where_they_are(here: int, kind: str) -> None:
    building = places.building(here, compound="英国小镇")
    room = places.rooms(building)[0]
    made = [factories.resident(here, room, name=name) for name in ("王甲", "王乙")]
    factories.resident(here, factories.rooms(here)[0], name="李四")
    key, held = (room.pk, Room) if kind == "room" else (building.pk, Building)
    url = reverse(f"places:{kind}_close", args=[key])
    client = signed_in("social_worker", here)
    asked = words(client.get(url))
    assert "2 人" in asked
    refused = client.post(url, {FIELD: new_key(), "end": "2018-12-28", "version": "1"})
    assert refused.status_code == 422
    link = unquote(words(refused).split('<li><a href="')[1].split('"')[0]).replace("&amp;", "&")
    listed = words(client.get(link))
    assert "王甲" in listed
    assert "王乙" in listed
    assert "李四" not in listed
    with community_scope(here):
        assert held.objects.get(pk=key).end is None
        for one in made:
            moving.close(
                actor=factories.actor(here),
                at=AT,
                residence=one.residence,
                on=dt.date(2018, 12, 28),
                reason="left_city",
            )
    assert client.post(url, {FIELD: new_key(), "end": "2018-12-28", "version": "1"}).status_code == 302
    again = reverse(f"places:{kind}_reopen", args=[key])
    page = words(client.get(reverse(f"places:{kind}", args=[key])))
    assert again in page
    with community_scope(here):
        version = held.objects.get(pk=key).version
    assert client.post(again, {FIELD: new_key(), "version": version}).status_code == 302
    with community_scope(here):
        assert held.objects.get(pk=key).end is None
    assert client.post(again, {FIELD: new_key(), "version": version}).status_code == 409


def test_the_page_of_a_door_names_who_lives_there_for_those_who_may_know(here: int) -> None:
    building = places.building(here, compound="英国小镇")
    room, next_door = places.rooms(building)[:2]
    cell = places.cell(here, "一网格", buildings=[building])
    made = factories.resident(here, room, name="王小明", called="王叔")
    factories.resident(here, next_door, name="李四", called="李阿姨")
    url = reverse("places:room", args=[room.pk])
    page = words(signed_in("social_worker", here).get(url))
    assert f'<a href="/residents/{made.person}/">王小明</a>' in page
    assert "李四" not in page
    with community_scope(here):
        line = Read.objects.get(purpose="door")
        assert (line.subject, line.keys) == ("person", [made.person])
    grid = signed_in("grid_worker", here)
    assert "王小明" not in words(grid.get(url))
    seen = words(signed_in("grid_worker", here, cell=cell.pk).get(url))
    assert "王小明" in seen
    captain = words(signed_in("captain", here, cell=cell.pk).get(url))
    assert "王叔" in captain
    assert not [one for one in ("王小明", "/residents/", "李阿姨") if one in captain.split("<main")[1]]
    for role in ("captain", "mediator", "party_affairs"):
        page = words(signed_in(role, here).get(url))
        assert not [one for one in ("王小明", "王叔") if one in page]


def test_a_door_costs_few_queries_however_many_live_behind_it(
    here: int, django_assert_max_num_queries: Any
) -> None:
    building = places.building(here)
    room = places.rooms(building)[0]
    cell = places.cell(here, "一网格", buildings=[building])
    for _ in range(5):
        factories.resident(here, room)
    with community_scope(here):
        with django_assert_max_num_queries(2):
            assert len(behind.door(factories.actor(here), room.pk, ON).hits) == 5
        grid = factories.actor(here, GRID_WORKER, cells=frozenset({cell.pk}))
        with django_assert_max_num_queries(4):
            assert len(behind.door(grid, room.pk, ON).hits) == 5
        captain = factories.actor(here, CAPTAIN, cells=frozenset({cell.pk}))
        with django_assert_max_num_queries(2):
            assert behind.door(captain, room.pk, ON).people == []
        with django_assert_max_num_queries(0):
            assert behind.door(factories.actor(here, MEDIATOR), room.pk, ON).hits == []
