"""上一条 and 下一条 on a record keep the list that one came from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse

from linli.base import clock
from linli.places.tests import factories as places

from . import factories
from .factories import AT
from .pages import get, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    clock.move_to(AT)
    yield
    clock.forget()


def link(page: str, side: str) -> str:
    """Where rel=prev or rel=next of the turns leads; empty when there is none."""
    turns = page.split('class="note turns"')[1].split("</p>")[0]
    return (
        turns.split(f'rel="{side}" href="')[1].split('"')[0].replace("&amp;", "&")
        if f'rel="{side}"' in turns
        else ""
    )


def test_people_follow_each_other_as_in_the_filtered_list(here: int) -> None:
    room = factories.rooms(here)[0]
    one, two, three = (factories.resident(here, room, name=name).person for name in ("陈甲", "陈乙", "陈丙"))
    factories.resident(here, room, name="王丁")
    client = signed_in("social_worker", here)
    listed = words(get(client, "people", q="陈", sort="-name"))
    order = sorted((one, two, three), key=lambda key: listed.index(f"/residents/{key}/"))
    middle = words(get(client, "person", order[1]))
    assert link(middle, "prev") == reverse("residents:person", args=[order[0]])
    assert link(middle, "next") == reverse("residents:person", args=[order[2]])
    assert "sort=-name" in middle.split('class="note turns"')[1].split("</p>")[0]
    assert link(words(get(client, "person", order[2])), "next") == ""


def test_at_the_end_of_a_page_the_next_page_follows(here: int) -> None:
    room = factories.rooms(here)[0]
    for _ in range(51):
        factories.resident(here, room)
    client = signed_in("social_worker", here)
    page = words(get(client, "people"))
    last = page.rsplit('<th scope="row"', 1)[1].split('href="')[1].split('"')[0]
    assert link(words(client.get(last)), "next") == "/residents/?page=2"


def test_households_and_buildings_have_neighbours_too(here: int) -> None:
    towers = [places.building(here, name=f"{n}栋") for n in (1, 2)]
    homes = [factories.resident(here, places.rooms(tower)[0]).household for tower in towers]
    client = signed_in("social_worker", here)
    assert link(words(get(client, "household", homes[0])), "next") == "", "without a list there is no order"
    get(client, "households")
    assert link(words(get(client, "household", homes[0])), "next") == reverse(
        "residents:household", args=[homes[1]]
    )
    client.get(reverse("places:buildings"))
    page = words(client.get(reverse("places:building", args=[towers[1].pk])))
    assert link(page, "prev") == reverse("places:building", args=[towers[0].pk])


def test_a_number_that_was_searched_for_stays_a_token_on_the_way_back(here: int) -> None:
    number = factories.number()
    made = factories.resident(here, name="王波", number=number)
    client = signed_in("social_worker", here)
    client.get(client.post(reverse("residents:people"), {"asked": "1", "q": number})["Location"])
    assert number not in words(get(client, "person", made.person))
    assert number not in str(dict(client.session.items()))
