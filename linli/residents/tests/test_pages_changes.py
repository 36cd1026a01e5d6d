"""Correcting, checking, moving, closing and statuses, as pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from linli.base import clock
from linli.base.scope import community_scope
from linli.base.submit import FIELD, new_key
from linli.places.tests import factories as places
from linli.residents.models import Check, Person, Residence, Status

from . import factories
from .factories import AT
from .pages import get, post, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    clock.move_to(AT)
    yield
    clock.forget()


def held(here: int, key: int) -> Person:
    with community_scope(here):
        return Person.objects.get(pk=key)


def episode(here: int, key: int) -> Residence:
    with community_scope(here):
        return Residence.objects.get(pk=key)


def correction(one: Person, **typed: object) -> dict[str, Any]:
    return {"name": one.name, "sex": one.sex, "version": one.version, "phone": "", "born": one.born} | typed


def test_the_form_of_a_correction_hides_number_and_phone_and_leaves_them_alone(here: int) -> None:
    number = factories.number()
    made = factories.resident(here, name="王波", number=number, phone="13812340123")
    client = signed_in("social_worker", here)
    text = words(get(client, "correct", made.person))
    assert number not in text
    assert "13812340123" not in text
    one = held(here, made.person)
    sent = correction(one, phone="138····0123", workplace="软件园")
    assert post(client, "correct", made.person, **sent).status_code == 302
    now = held(here, made.person)
    assert (now.phone, now.number, now.workplace) == ("13812340123", number, "软件园")


def test_an_emptied_phone_is_taken_out_and_a_mistyped_one_is_refused(here: int) -> None:
    made = factories.resident(here, name="王波", phone="13812340123")
    client = signed_in("social_worker", here)
    page = post(
        client,
        "correct",
        made.person,
        **correction(held(here, made.person), phone="1380000", workplace="软件园"),
    )
    assert page.status_code == 422
    assert "少 4 位" in words(page)
    assert "软件园" in words(page)
    assert (
        post(client, "correct", made.person, **correction(held(here, made.person), phone="")).status_code
        == 302
    )
    assert held(here, made.person).phone == ""


def test_a_stale_correction_says_who_changed_what_and_changes_nothing(here: int) -> None:
    made = factories.resident(here, name="王波")
    first, second = signed_in("social_worker", here), signed_in("social_worker", here)
    before = held(here, made.person)
    assert post(first, "correct", made.person, **correction(before, workplace="甲公司")).status_code == 302
    page = post(second, "correct", made.person, **correction(before, workplace="乙公司"))
    assert page.status_code == 409
    assert all(one in words(page) for one in ("王敏", "甲公司", "乙公司", "工作单位"))
    assert held(here, made.person).workplace == "甲公司"


def test_a_correction_sent_twice_is_written_once(here: int) -> None:
    made = factories.resident(here, name="王波")
    client, key = signed_in("social_worker", here), new_key()
    sent = correction(held(here, made.person), workplace="甲公司", **{FIELD: key})
    assert [post(client, "correct", made.person, **sent).status_code for _ in range(2)] == [302, 302]
    assert held(here, made.person).version == 2


def test_a_change_without_saying_what_is_refused(here: int) -> None:
    made = factories.resident(here)
    page = post(signed_in("social_worker", here), "check", made.person, way="door", outcome="changed")
    assert page.status_code == 422
    assert '<details class="more" open>' in words(page)
    with community_scope(here):
        assert not Check.objects.exists()


def test_a_door_is_checked_in_one_go(here: int) -> None:
    room = factories.rooms(here)[0]
    made = [factories.resident(here, room).person for _ in range(3)]
    client = signed_in("social_worker", here)
    assert get(client, "check_door", room.pk).status_code == 200
    assert (
        post(client, "check_door", room.pk, people=made, way="door", outcome="unchanged").status_code == 302
    )
    with community_scope(here):
        assert Check.objects.count() == 3


def test_a_foreign_door_is_not_found(here: int) -> None:
    room = factories.rooms(factories.community())[0]
    assert get(signed_in("social_worker", here), "check_door", room.pk).status_code == 404


def test_somebody_moves_to_another_door_and_an_unknown_door_is_said(here: int) -> None:
    one, other = factories.rooms(here)[:2]
    made = factories.resident(here, one)
    client = signed_in("social_worker", here)
    page = post(client, "move", made.residence, door="没有这里", on="2018-12-20")
    assert page.status_code == 422
    assert "没有这里" in words(page)
    assert post(client, "move", made.residence, door=other.door, on="2018-12-20").status_code == 302
    assert episode(here, made.residence).reason == "moved_within"


def test_a_grid_worker_asks_for_closing_and_the_community_confirms(here: int) -> None:
    building = places.building(here)
    cell = places.cell(here, buildings=[building])
    made = factories.resident(here, places.rooms(building)[0], name="王波")
    walker, desk = signed_in("grid_worker", here, cell=cell.pk), signed_in("social_worker", here)
    assert (
        post(walker, "close", made.residence, reason="left_city", on="2018-12-20", note="").status_code == 302
    )
    assert episode(here, made.residence).state == "to_close"
    assert get(walker, "confirm_close", made.residence).status_code == 403
    asked = words(get(desk, "confirm_close", made.residence))
    assert "离市" in asked
    assert "2018-12-20" in asked
    assert post(desk, "confirm_close", made.residence).status_code == 302
    assert episode(here, made.residence).state == "closed"
    assert post(desk, "reopen", made.residence).status_code == 302
    assert episode(here, made.residence).state == "open"


def test_the_secretary_keeps_a_residence_open(here: int) -> None:
    made = factories.resident(here)
    desk = signed_in("social_worker", here)
    building = places.building(here)
    cell = places.cell(here, buildings=[building])
    other = factories.resident(here, places.rooms(building)[0])
    walker = signed_in("grid_worker", here, cell=cell.pk)
    post(walker, "close", other.residence, reason="left_city", on="2018-12-20", note="")
    assert post(signed_in("secretary", here), "keep", other.residence).status_code == 302
    assert episode(here, other.residence).state == "open"
    assert get(desk, "close", made.residence).status_code == 200


def test_not_found_needs_two_visits_and_the_page_says_how_many_there_are(here: int) -> None:
    made = factories.resident(here)
    page = post(
        signed_in("social_worker", here),
        "close",
        made.residence,
        reason="not_found",
        on="2018-12-20",
        note="",
    )
    assert page.status_code == 422
    assert "现有 0 个" in words(page)
    assert episode(here, made.residence).state == "open"


@pytest.mark.parametrize("day", ["2月30日", "", "2099-01-01", "abc"])
def test_a_wrong_day_of_closing_is_refused(here: int, day: str) -> None:
    made = factories.resident(here)
    page = post(
        signed_in("social_worker", here), "close", made.residence, reason="left_city", on=day, note=""
    )
    assert page.status_code == 422
    assert episode(here, made.residence).state == "open"


def test_why_an_entry_was_taken_out_stands_beside_it_and_not_in_the_journal(here: int) -> None:
    from linli.journal.models import Line

    made = factories.resident(here)
    client = signed_in("social_worker", here)
    assert post(client, "void", made.residence, why="和王某登记重了").status_code == 302
    assert episode(here, made.residence).note == "和王某登记重了"
    with community_scope(here):
        assert not any("王某" in f"{one.why}{one.facts}" for one in Line.objects.all())


def test_a_status_is_added_and_ended_and_a_mistake_is_taken_out(here: int) -> None:
    made = factories.resident(here)
    client = signed_in("social_worker", here)
    for start in ("2018-12-01", "2018-12-28"):
        kind = "living_alone" if start == "2018-12-01" else "veteran"
        sent = post(client, "grant", made.person, kind=kind, source="入户了解", start=start)
        assert sent.status_code == 302
    with community_scope(here):
        old, fresh = Status.objects.order_by("start")
    assert post(client, "end_status", old.pk, on="2018-12-28").status_code == 302
    refused = post(client, "end_status", fresh.pk, on="2018-12-28")
    assert refused.status_code == 422
    assert "是登记错了" in words(refused)
    assert post(client, "end_status", fresh.pk, on="2018-12-28", mistake="on").status_code == 302
    with community_scope(here):
        assert Status.objects.get(pk=old.pk).end is not None
        assert Status.objects.get(pk=fresh.pk).void


def test_a_status_needs_its_category_and_the_folded_fields_show(here: int) -> None:
    made = factories.resident(here)
    page = post(
        signed_in("social_worker", here),
        "grant",
        made.person,
        kind="disability",
        source="原件",
        start="2018-12-01",
    )
    assert page.status_code == 422
    assert '<details class="more" open>' in words(page)
