"""A door behind which people are registered is not taken out of use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from django.urls import reverse

from linli.base import clock
from linli.base.scope import community_scope
from linli.base.submit import FIELD, new_key
from linli.places.models import Building, Room
from linli.places.tests import factories as places
from linli.residents.actions import residences as moving

from . import factories
from .factories import AT
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
