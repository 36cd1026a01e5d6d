"""Registering by hand: what the page tells, keeps and writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from linli.base import clock
from linli.base.scope import community_scope
from linli.base.submit import FIELD, new_key
from linli.residents.models import Person, Residence

from . import factories
from .factories import AT
from .pages import get, post, signed_in, words

pytestmark = pytest.mark.django_db
BORN = dt.date(1990, 3, 4)


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    clock.move_to(AT)
    yield
    clock.forget()


@pytest.fixture
def door(here: int) -> str:
    """A door of the community, as a worker writes it."""
    return factories.rooms(here, name="3栋", compound="英国小镇")[0].door


def typed(door: str, /, **more: object) -> dict[str, Any]:
    return {
        "name": "刘某",
        "number": factories.number(BORN, "2"),
        "door": door,
        "kind": "inflow",
        "start": "2018-12-28",
    } | more


def people(here: int, **where: Any) -> int:
    with community_scope(here):
        return Person.objects.filter(**where).count()


def test_a_person_is_registered_behind_a_door(here: int, door: str) -> None:
    page = post(signed_in("social_worker", here), "register", **typed(door))
    assert page.status_code == 302
    with community_scope(here):
        one = Residence.objects.get()
        assert (one.room.door, one.person.born, one.person.sex) == (door, BORN, "2")


def test_a_double_click_writes_once(here: int, door: str) -> None:
    client, key = signed_in("social_worker", here), new_key()
    form = typed(door)
    first, second = (post(client, "register", **form, **{FIELD: key}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert people(here) == 1


def test_the_next_one_keeps_door_and_kind(here: int, door: str) -> None:
    client = signed_in("social_worker", here)
    page = client.get(post(client, "register", **typed(door), next="1")["Location"])
    assert f'value="{door}"' in words(page)


def test_a_wrong_number_says_what_is_wrong_and_keeps_what_was_typed(here: int, door: str) -> None:
    number = factories.number(BORN, "2")
    wrong = number[:17] + ("0" if number[17] != "0" else "1")
    page = post(signed_in("social_worker", here), "register", **typed(door, number=wrong, name="𠅤某"))
    assert page.status_code == 422
    assert "最后一位不对" in words(page)
    assert "𠅤某" in words(page)
    assert people(here) == 0


def test_without_papers_the_birthday_is_asked_where_it_can_be_seen(here: int, door: str) -> None:
    client = signed_in("social_worker", here)
    page = post(client, "register", **typed(door, number=""))
    assert page.status_code == 422
    assert '<details class="more" open>' in words(page)
    assert post(client, "register", **typed(door, number="", born="2000.5.1", sex="1")).status_code == 302


@pytest.mark.parametrize("bad", [{"start": "2月30日"}, {"start": "2019-05-01"}, {"born": "2019-01-01", "number": ""}, {"door": "没有这里"},
                                 {"name": ""}, {"name": "王" * 80}, {"kind": "nothing"}, {"phone": "1380000"}])  # fmt: skip
def test_bad_input_is_answered_with_the_form(here: int, door: str, bad: dict[str, str]) -> None:
    page = post(signed_in("social_worker", here), "register", **typed(door, **bad))
    assert page.status_code == 422
    assert 'class="wrong"' in words(page)
    assert people(here) == 0


def test_a_number_under_another_name_is_refused(here: int, door: str) -> None:
    made = factories.resident(
        here, name="白波斌", born=BORN, sex="2", number=(number := factories.number(BORN, "2"))
    )
    client = signed_in("social_worker", here)
    assert "白波斌" in words(post(client, "register", **typed(door, number=number)))
    post(client, "close", made.residence, reason="left_city", on="2018-12-20", note="")
    page = post(client, "register", **typed(door, number=number))
    assert page.status_code == 422
    assert "白波斌" in words(page)
    assert people(here, name="白波斌") == 1


def test_somebody_who_comes_back_keeps_the_record_without_papers_too(here: int, door: str) -> None:
    made = factories.resident(here, name="无证人", number="", born=BORN, sex="2")
    client = signed_in("social_worker", here)
    post(client, "close", made.residence, reason="left_city", on="2018-12-20", note="")
    address = f"?person={made.person}"
    from django.urls import reverse

    page = client.get(reverse("residents:register") + address)
    assert "无证人" in words(page)
    assert 'name="number"' not in words(page)
    sent = client.post(
        reverse("residents:register") + address,
        {"door": door, "kind": "inflow", "start": "2018-12-28", FIELD: new_key()},
    )
    assert sent.status_code == 302
    assert people(here) == 1


def test_while_typing_the_page_says_who_has_the_number(here: int) -> None:
    number = factories.number(BORN, "2")
    client = signed_in("social_worker", here)
    assert "还没有登记过" in words(post(client, "told", number=number))
    made = factories.resident(here, name="白波斌", number=number, born=BORN, sex="2")
    assert "白波斌已登记在" in words(
        post(client, "told", number=f"{number[:6]} {number[6:14]} {number[14:]}")
    )
    post(client, "close", made.residence, reason="left_city", on="2018-12-20", note="")
    assert f"person={made.person}" in words(post(client, "told", number=number))
    assert words(post(client, "told", number=number[:12])).strip() == ""


def test_while_typing_the_page_says_who_lives_behind_the_door(here: int, door: str) -> None:
    client = signed_in("social_worker", here)
    assert "还没有人登记" in words(post(client, "told", door=door))
    post(client, "register", **typed(door))
    assert "户主刘某" in words(post(client, "told", door=door))
    assert "没有这个门牌" in words(post(client, "told", door="99-99-9999"))


def test_several_doors_that_fit_are_named(here: int) -> None:
    doors = [
        factories.rooms(here, name="3栋", compound=compound)[0].door for compound in ("英国小镇", "快活新居")
    ]
    page = post(signed_in("social_worker", here), "register", **typed("3-1-101"))
    assert page.status_code == 422
    assert all(one in words(page) for one in doors)


def test_the_secretary_reads_and_does_not_register(here: int) -> None:
    page = get(signed_in("secretary", here), "register")
    assert page.status_code == 403
    assert "网格员" in words(page)


@pytest.mark.parametrize("text", ["\x00", "3\x00-1", "\u202e", "%_", "x" * 5000, "<script>"])
def test_hostile_text_in_the_address_is_answered(here: int, text: str) -> None:
    client = signed_in("social_worker", here)
    assert post(client, "told", door=text).status_code == 200
    assert post(client, "told", number=text).status_code == 200
    page = get(client, "register", door=text)
    assert page.status_code == 200
    assert "<script>" not in words(page).split("<main", 1)[1]
