"""登记诉求 as a page: fewest fields, what is found while typing, errors that keep what was typed, the receipt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.appeals.models import Appeal, Reporter
from linli.base import clock
from linli.base.scope import community_scope
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

from . import factories
from .pages import get, post, signed_in, words

pytestmark = pytest.mark.django_db
TEXT = "三单元楼道灯坏了，晚上老人不敢下楼"


@pytest.fixture(autouse=True)
def here() -> Iterator[int]:
    clock.move_to(factories.AT)
    community = factories.community(name="快活社区")
    with community_scope(community):
        yield community
    clock.forget()


def test_three_fields_make_an_appeal_and_the_receipt_shows_number_and_code(here: int) -> None:
    client, who = signed_in("social_worker", here)
    sent = post(
        client, "register", channel="phone", text=TEXT, name="王桂芳", phone="13800001234", place="3栋门口"
    )
    row = Appeal.objects.get()
    assert (row.text, row.channel, row.first_contact, row.place) == (TEXT, "phone", who.pk, "3栋门口")
    shown = client.get(sent["Location"])
    assert row.number in words(shown)
    assert "查询码" in words(shown)
    assert get(client, "slip", row.pk).status_code == 200


def test_the_code_stands_in_no_message_address_or_session_in_the_clear(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    sent = post(client, "register", channel="phone", text=TEXT)
    code = str(client.session["appeals.code"][1])
    assert len(code) > 20
    assert "code" not in sent["Location"]


def test_who_leaves_name_and_phone_empty_stays_unknown(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    post(client, "register", channel="letter_box", text=TEXT)
    assert Appeal.objects.get().naming == "anonymous"
    assert not Reporter.objects.exists()


def test_an_error_says_what_is_wrong_and_keeps_what_was_typed(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    page = post(
        client,
        "register",
        channel="hotline",
        text=TEXT,
        name="王桂芳",
        phone="138000012",
        category="lighting",
    )
    assert page.status_code == 422
    assert TEXT in words(page)
    assert "138000012" in words(page)
    assert "请填写 12345 的工单编号" in words(page)
    assert not Appeal.objects.exists()


def test_register_then_the_next_keeps_the_channel(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    sent = post(client, "register", channel="door", text=TEXT, next="1")
    assert sent["Location"].endswith("channel=door")
    page = client.get(sent["Location"])
    assert 'value="door" checked' in words(page)
    assert "data-fresh" in words(page)


def test_a_form_that_is_sent_twice_makes_one_appeal(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    once = {"submit_key": "0b0f1f8e-6f43-4a5e-9d0b-2d6a3c1f0a11"}
    first = post(client, "register", channel="phone", text=TEXT, **once)
    second = post(client, "register", channel="phone", text=TEXT, **once)
    assert first["Location"] == second["Location"]
    assert Appeal.objects.count() == 1


def test_a_person_and_a_door_are_found_while_typing(here: int) -> None:
    room = places.rooms(places.building(here, "3栋", 1, 2, 2))[0]
    known = residents.resident(here, room, name="王桂芳", phone="13800001234")
    client, _who = signed_in("social_worker", here)
    people = words(post(client, "who", name="王桂"))
    assert "王桂芳" in people
    assert str(known.person) in people
    assert room.door in words(post(client, "where", place=room.door))


def test_a_captain_is_told_nobody_of_the_register(here: int) -> None:
    room = places.rooms(places.building(here, "3栋", 1, 2, 2))[0]
    residents.resident(here, room, name="王桂芳", phone="13800001234")
    client, _who = signed_in("captain", here)
    assert "王桂芳" not in words(post(client, "who", name="王桂芳"))


def test_what_may_be_the_same_is_shown_and_added_to(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    post(client, "register", channel="phone", text=TEXT, name="王桂芳", phone="13800001234")
    first = Appeal.objects.get()
    near = post(client, "likely", text=TEXT, phone="13800001234")
    assert first.number in words(near)
    sent = post(
        client,
        "register",
        channel="counter",
        text="灯还没有修",
        name="李建国",
        phone="13800009999",
        into=first.pk,
    )
    assert sent["Location"].endswith(f"/appeals/{first.pk}/")
    assert Appeal.objects.count() == 1


def test_without_script_a_button_looks_for_person_and_duplicates(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    post(client, "register", channel="phone", text=TEXT, name="王桂芳", phone="13800001234")
    page = post(client, "register", channel="phone", text=TEXT, phone="13800001234", look="1")
    assert page.status_code == 200
    assert "可能已登记过" in words(page)
    assert Appeal.objects.count() == 1


def test_a_file_that_is_no_picture_is_said_and_the_appeal_stays(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    sent = post(
        client,
        "register",
        channel="group_chat",
        text=TEXT,
        pictures=SimpleUploadedFile("a.jpg", b"no picture"),
    )
    assert Appeal.objects.count() == 1
    assert "a.jpg" in words(client.get(sent["Location"]))


def test_a_captain_reports_in_one_question(here: int) -> None:
    client, _who = signed_in("captain", here)
    page = words(client.get("/appeals/register/?for=self"))
    assert "报个问题" in page
    assert 'name="channel" value="messenger"' in page
    post(client, "register", channel="messenger", text=TEXT, name="王敏")
    assert Appeal.objects.get().level == "compound"
    assert TEXT in words(client.get("/"))


def test_those_who_only_read_do_not_register(here: int) -> None:
    client, _who = signed_in("supervisor", here)
    assert get(client, "register").status_code == 403


def test_an_item_of_12345_keeps_its_number_and_term(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    post(
        client, "register", channel="hotline", text=TEXT, outside_number="CD20181228001", outside_received="20181227", outside_due="20190103"
    )  # fmt: skip
    row = Appeal.objects.get()
    page = words(get(client, "appeal", row.pk))
    assert "CD20181228001" in page
    assert "12345 时限" in page


def test_who_asks_is_corrected_and_a_hidden_phone_stays(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    post(client, "register", channel="phone", text=TEXT, name="王桂方", phone="13800001234")
    row = Appeal.objects.get()
    form = words(get(client, "correct", row.pk))
    assert "13800001234" not in form
    typed = {
        "text": TEXT,
        "category": "lighting",
        "name": "王桂芳",
        "phone": "138····1234",
        "version": row.version,
    }
    assert post(client, "correct", row.pk, **typed).status_code == 302
    held = Reporter.objects.get()
    assert (held.name, held.phone) == ("王桂芳", "13800001234")
