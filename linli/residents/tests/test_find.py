"""Finding people by whatever is typed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from linli.base.scope import community_scope
from linli.kernel.actor import CAPTAIN, GRID_WORKER, SUBDISTRICT
from linli.places.tests import factories as places
from linli.residents.actions import households
from linli.residents.models import Person
from linli.residents.queries import search

from . import factories
from .factories import AT, ON


def found(community: int, text: str) -> list[str]:
    """Names found by a social worker."""
    return [one.name for one in search.find(factories.actor(community), text, on=ON)]


@pytest.mark.parametrize(
    "text",
    [
        "王小明",
        "王小",
        "王明",
        "小明",
        "wangxiaoming",
        "wangxm"[:5],
        "wxm",
        "xiaoming",
        "WXM",
        "ｗｘｍ",
        " 王 小明 ",
    ],
)
def test_a_name_is_found_by_characters_in_order_and_by_its_letters(here: int, text: str) -> None:
    factories.resident(here, name="王小明")
    factories.resident(here, name="李建国")
    assert found(here, text) == ["王小明"]


@pytest.mark.parametrize("text", ["zengxm", "zxm", "cengxm", "cxm", "zengxiao"])
def test_a_surname_is_found_by_each_of_its_readings(here: int, text: str) -> None:
    factories.resident(here, name="曾小明")
    expected = [] if text in ("zengxm", "cengxm") else ["曾小明"]
    assert found(here, text) == expected


def test_a_rare_character_is_found_as_it_is(here: int) -> None:
    factories.resident(here, name="张䶮𠅤")
    assert found(here, "䶮𠅤") == ["张䶮𠅤"]


@pytest.mark.parametrize("form", ["{n}", " {a} {b} {c} ", "{lower}", "{wide}"])
def test_a_whole_identity_number_finds_its_one_person_in_any_form(here: int, form: str) -> None:
    born = dt.date(1970, 3, 7)
    number = factories.number(born, "2")
    factories.resident(here, name="陈秀英", number=number, born=born, sex="2")
    factories.resident(here)
    wide = "".join(chr(ord(one) + 0xFEE0) for one in number)
    text = form.format(n=number, a=number[:6], b=number[6:14], c=number[14:], lower=number.lower(), wide=wide)
    assert found(here, text) == ["陈秀英"]
    assert found(here, number[:6] + number[8:17]) == ["陈秀英"]


@pytest.mark.parametrize("text", ["13800000123", "138 0000 0123", "+8613800000123", "0123"])
def test_a_phone_or_its_last_four_find_the_person(here: int, text: str) -> None:
    factories.resident(here, name="陈秀英", phone="13800000123")
    factories.resident(here, name="李建国", phone="13900000999")
    assert found(here, text) == ["陈秀英"]


def test_the_last_four_of_a_number_find_the_person(here: int) -> None:
    number = factories.number()
    factories.resident(here, name="陈秀英", number=number)
    assert found(here, number[-4:].lower()) == ["陈秀英"]


def test_a_door_and_a_former_household_number_find_who_lives_there(here: int) -> None:
    room = places.rooms(places.building(here, "3栋", units=2))[-1]
    made = factories.resident(here, room, name="陈秀英")
    factories.resident(here, name="李建国")
    households.change(actor=factories.actor(here), at=AT, household=made.household or 0, number="K0417")
    assert found(here, room.door) == ["陈秀英"]
    assert found(here, f"3-2-{room.number}") == ["陈秀英"]
    assert found(here, "k0417") == ["陈秀英"]


def test_nobody_is_found_outside_ones_sight(here: int) -> None:
    mine, other = places.building(here), places.building(here)
    cell = places.cell(here, buildings=[mine])
    factories.resident(here, places.rooms(mine)[0], name="王小明")
    factories.resident(here, places.rooms(other)[0], name="王大明")
    worker = factories.actor(here, GRID_WORKER, cells=frozenset({cell.pk}))
    assert [one.name for one in search.find(worker, "王明", on=ON)] == ["王小明"]
    for blind in (
        factories.actor(here, CAPTAIN, cells=frozenset({cell.pk})),
        factories.actor(None, SUBDISTRICT),
        factories.actor(here, GRID_WORKER),
    ):
        assert search.find(blind, "王明", on=ON) == []
    elsewhere = factories.community()
    with community_scope(elsewhere):
        assert found(elsewhere, "王小明") == []


@pytest.mark.parametrize(
    "text", ["", " ", "%", "_", "\\", "'; drop table", "\u202e王", "a" * 5000, "\x00王\x00明", "王%明"]
)
def test_hostile_text_finds_nothing_and_breaks_nothing(here: int, text: str) -> None:
    factories.resident(here, name="李建国")
    assert found(here, text) == []


def test_names_and_letters_can_be_read_from_the_index_alone(here: int) -> None:
    found = Person.objects.filter(community_id=here)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_bitmapscan = off")
        cursor.execute("set local enable_sort = off")
        by_name = found.filter(name__contains="王明").order_by("name", "id").values_list("pk").explain()
        by_letters = (
            found.filter(letters__contains=" wxm").order_by("letters", "id").values_list("pk").explain()
        )
    assert "Index Only Scan using residents_person_name" in by_name
    assert "Index Only Scan using residents_person_letters" in by_letters


def test_finding_takes_at_most_five_queries(here: int, django_assert_max_num_queries: object) -> None:
    factories.resident(here, name="王小明")
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert found(here, "王明") == ["王小明"]
