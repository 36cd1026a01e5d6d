"""Whole numbers that are searched for stand in no address; ordinary words do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from linli.base import clock
from linli.base.scope import community_scope
from linli.files.models import Work
from linli.residents.views.common import export_people

from . import factories
from .factories import AT
from .pages import get, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    clock.move_to(AT)
    yield
    clock.forget()


def ask(client: Client, address: str, **typed: str) -> Any:
    """A search form as it is sent, script or not."""
    return client.post(address, {"asked": "1", "csrfmiddlewaretoken": "x", **typed})


def test_ordinary_words_stay_in_the_address(here: int) -> None:
    answer = ask(
        signed_in("social_worker", here), reverse("residents:people"), q="王小", kind="inflow", group=""
    )
    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer["Location"]).query) == {"q": ["王小"], "kind": ["inflow"]}


@pytest.mark.parametrize("kind", ["number", "phone"])
def test_a_number_is_kept_under_a_token_that_pages_sorts_and_filters(here: int, kind: str) -> None:
    number, phone = factories.number(), "13912345678"
    room = factories.rooms(here)[0]
    factories.resident(here, room, name="王波", number=number, phone=phone)
    factories.resident(here, room, name="李四")
    client = signed_in("social_worker", here)
    typed = {"number": number, "phone": phone}[kind]
    answer = ask(client, reverse("residents:people"), q=typed, kind="inflow")
    assert typed not in answer["Location"]
    assert "kind=inflow" in answer["Location"]
    page = client.get(answer["Location"])
    assert "王波" in words(page)
    assert "李四" not in words(page)
    links = [part.split('"')[0] for part in words(page).split('href="')[1:]]
    assert any("sort=" in link and "q=~" in link for link in links), "the order keeps what was asked for"
    assert not [link for link in links if typed in link]
    again = ask(client, reverse("residents:people"), q=typed, kind="inflow")
    assert again["Location"] == answer["Location"], "the same text has one token"


def test_the_text_rests_sealed_and_another_session_finds_nothing_by_its_token(here: int) -> None:
    number = factories.number()
    factories.resident(here, name="王波", number=number)
    client = signed_in("social_worker", here)
    address = ask(client, reverse("residents:people"), q=number)["Location"]
    assert number not in str(dict(client.session.items()))
    assert "王波" not in words(signed_in("social_worker", here).get(address))


def test_a_number_in_an_address_made_by_hand_is_led_away_from_it(here: int) -> None:
    number = factories.number()
    answer = get(signed_in("social_worker", here), "people", q=number)
    assert answer.status_code == 302
    assert number not in answer["Location"]


def test_the_command_box_leads_to_the_one_person(here: int) -> None:
    number = factories.number()
    made = factories.resident(here, name="王波", number=number)
    client = signed_in("social_worker", here)
    address = ask(client, "/find/", q=number)["Location"]
    assert number not in address
    assert client.get(address)["Location"] == reverse("residents:person", args=[made.person])
    part = client.post("/find/", {"q": number, "part": "1"}, headers={"HX-Request": "true"})
    assert "王波" in words(part)
    assert number not in words(part)


def test_an_export_of_such_a_search_has_its_rows(here: int) -> None:
    number = factories.number()
    factories.resident(here, name="王波", number=number)
    factories.resident(here, name="李四")
    client = signed_in("social_worker", here)
    address = ask(client, reverse("residents:people"), q=number)["Location"]
    query = urlsplit(address).query
    assert client.post(f"{reverse('residents:export')}?{query}").status_code == 302
    with community_scope(here):
        facts = Work.objects.get().facts
        assert number not in str(facts)
        rows = list(export_people(factories.actor(here), **facts["ids"]))
    assert [row[0] for row in rows] == ["王波"]
