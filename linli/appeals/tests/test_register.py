"""Registering: number, clocks, who asks, who may find it, the receipt."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from linli.accounts import api as accounts
from linli.appeals.actions import intake
from linli.appeals.models import Appeal, Clock, Deed, Hotline, Reporter, Serial, Words
from linli.appeals.queries import sight
from linli.appeals.rules.intake import HotlineParts, PlaceParts, ReporterParts
from linli.base.scope import community_scope
from linli.journal.models import Line
from linli.kernel import Actor, NotFound, Refused
from linli.kernel import actor as roles
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

from . import factories

ASKS = ReporterParts(name="张秀英", phone="138 0013 8000")


def put(actor: Actor, text: str = "三单元楼道灯坏了", **fields: Any) -> intake.Registered:
    values: dict[str, Any] = {"at": factories.AT, "channel": "counter", "reporter": ASKS} | fields
    return intake.register(actor=actor, text=text, **values)


def row_of(done: intake.Registered) -> Appeal:
    return Appeal.objects.get(pk=done.id)


def test_a_worker_registers_and_is_asked_first_and_accountable(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    row = row_of(done)
    assert (row.state, row.first_contact, row.handler, row.entered_by) == ("registered", *[me.user_id] * 3)
    assert done.number == row.number == "20181228-001"
    assert row.received_at == factories.AT
    assert Reporter.objects.get(appeal=row).phone == "13800138000"
    assert Deed.objects.get(appeal=row).verb == "register"
    assert Line.objects.filter(subject="appeal", key=row.pk, verb="register").count() == 1


def test_the_day_of_receipt_closes_at_six_and_both_clocks_run(here: int) -> None:
    done = put(factories.worker(here))
    close = dt.datetime(2018, 12, 28, 10, tzinfo=dt.UTC)
    assert done.today_due == close
    assert str(done.why)
    assert set(Clock.objects.filter(appeal=done.id).values_list("kind", flat=True)) == {"today", "ladder"}
    row = row_of(done)
    assert (row.due_at, row.due_kind, row.counts_on) == (close, "today", factories.ON)


def test_numbers_of_a_day_follow_each_other_and_begin_anew(here: int) -> None:
    me = factories.worker(here)
    assert [put(me).number for _ in range(3)] == [f"20181228-00{n}" for n in (1, 2, 3)]
    assert put(me, at=factories.AT + dt.timedelta(days=1)).number == "20181229-001"
    assert Serial.objects.get(day=factories.ON).last == 3


def test_the_code_of_the_receipt_follows_beside_the_number(here: int) -> None:
    done = put(factories.worker(here))
    found = accounts.look_up_code(
        purpose="follow", text=done.code, source="here", at=factories.AT, beside=done.number
    )
    assert found is not None
    assert (found.subject, found.key, found.community) == ("appeals.appeal", done.id, here)


def test_at_most_nine_statements(here: int) -> None:
    me, room = factories.worker(here), residents.rooms(here)[0]
    person = residents.resident(here, room).person
    where, who = PlaceParts(room=room.pk), ReporterParts(phone="13800138000", person=person)
    put(me)
    with factories.at_most(9), community_scope(here, last=True):
        put(me, place=where, reporter=who)


def test_an_anonymous_appeal_has_no_row_of_who_asks(here: int) -> None:
    done = put(factories.worker(here), naming="anonymous")
    assert not Reporter.objects.filter(appeal=done.id).exists()


def test_a_confidential_one_is_sealed_and_found_by_nothing(here: int) -> None:
    room = residents.rooms(here)[0]
    person = residents.resident(here, room).person
    who = ReporterParts(
        name="张秀英", phone="13800138000", person=person, household=1, relation="女儿", for_other="李奶奶"
    )
    done = put(factories.worker(here), naming="confidential", reporter=who)
    held = Reporter.objects.get(appeal=done.id)
    assert (held.name, held.phone, held.person_id, held.household_id, held.for_other) == (
        "",
        "",
        None,
        None,
        "",
    )
    assert json.loads(held.sealed) == {
        "name": "张秀英",
        "phone": "13800138000",
        "relation": "女儿",
        "other": "李奶奶",
    }


def test_a_known_person_brings_name_and_household(here: int) -> None:
    entered = residents.resident(here, name="王小明")
    done = put(factories.worker(here), reporter=ReporterParts(person=entered.person))
    held = Reporter.objects.get(appeal=done.id)
    assert (held.name, held.household_id) == ("王小明", entered.household)


def test_a_person_out_of_sight_is_not_found(here: int) -> None:
    entered = residents.resident(here)
    elsewhere = factories.actor(here, roles.GRID_WORKER)
    with pytest.raises(NotFound):
        put(elsewhere, reporter=ReporterParts(person=entered.person))


def test_a_door_gives_building_unit_and_words(here: int) -> None:
    room = residents.rooms(here)[0]
    row = row_of(put(factories.worker(here), place=PlaceParts(room=room.pk)))
    assert (row.room_id, row.unit_id, row.place) == (room.pk, room.unit_id, room.door)
    assert row.building_id == room.unit.building_id


def test_a_building_falls_into_its_cell_by_its_first_unit(here: int) -> None:
    building = places.building(here, units=2, compound="英国小镇", name="3栋")
    row = row_of(put(factories.worker(here), place=PlaceParts(building=building.pk)))
    assert row.unit is not None
    assert (row.unit.number, row.place) == (1, "英国小镇3栋")


def test_a_foreign_door_is_not_found(here: int) -> None:
    other = factories.community()
    with community_scope(other):
        room = residents.rooms(other)[0]
    with community_scope(here), pytest.raises(NotFound):
        put(factories.worker(here), place=PlaceParts(room=room.pk))


def test_what_is_about_a_worker_goes_past_the_office(here: int) -> None:
    blamed = factories.worker(here)
    done = put(factories.worker(here), about="worker", about_user=blamed.user_id, audience="supervision")
    row = row_of(done)
    assert (row.first_contact, row.handler, row.sent_to) == (None, None, None)
    assert not sight.appeals(blamed, factories.ON).filter(pk=row.pk).exists()
    supervisor = factories.actor(here, roles.SUPERVISOR)
    assert sight.appeals(supervisor, factories.ON).filter(pk=row.pk).exists()


def test_what_goes_to_the_subdistrict_is_sent_there_at_once(db: None) -> None:
    street = places.area("subdistrict")
    here = factories.community(parent=street)
    with community_scope(here):
        row = row_of(put(factories.worker(here), about="committee", audience="subdistrict"))
    assert (row.sent_to, row.handler) == (street.pk, None)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"about": "worker"}, "audience"),
        ({"about": "matter", "audience": "supervision"}, "audience"),
        ({"about": "worker", "audience": "supervision", "about_user": 999_999_999}, "about_user"),
        ({"category": "weather"}, "category"),
        ({"channel": "dream"}, "channel"),
        ({"level": "moon"}, "level"),
        ({"text": " \n "}, "text"),
        ({"reporter": None}, "name"),
        ({"reporter": ReporterParts(name="张", phone="12345")}, "phone"),
        ({"reporter": ReporterParts(name="张", relation="女儿")}, "for_other"),
        ({"place": PlaceParts(longitude=104.0)}, "place"),
        ({"place": PlaceParts(longitude=float("nan"), latitude=30.0)}, "place"),
        ({"place": PlaceParts(longitude=104.0, latitude=91.0)}, "place"),
        ({"channel": "hotline"}, "outside_number"),
        ({"wish": "希" * 401}, "wish"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(here: int, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as told:
        put(factories.worker(here), **fields)
    assert told.value.field == field
    assert not Appeal.objects.exists()


def test_nobody_writes_down_what_is_about_themselves(here: int) -> None:
    me = factories.worker(here)
    with pytest.raises(Refused):
        put(me, about="worker", about_user=me.user_id, audience="supervision")


def test_4001_characters_are_one_too_many(here: int) -> None:
    me = factories.worker(here)
    assert len(row_of(put(me, "灯" * 4000)).text) == 4000
    with pytest.raises(Refused) as told:
        put(me, "灯" * 4001)
    assert told.value.reason.facts["over"] == 1
    assert told.value.field == "text"


def test_hostile_text_is_cleaned_and_rare_characters_stay(here: int) -> None:
    row = row_of(put(factories.worker(here), "\u202e㛃𬭩䶮\x00家\u2066的灯\u200b坏了\r\n请修"))
    assert row.text == "㛃𬭩䶮家的灯坏了\n请修"


def test_an_identity_number_in_the_words_is_warned_of_and_kept_unless_hidden(here: int) -> None:
    from linli.kernel.identity import synthetic_number

    me, number = factories.worker(here), synthetic_number(7, dt.date(1950, 1, 1), "2")
    text = f"母亲身份证{number}补贴没有到账"
    done = put(me, text)
    assert done.warned == ("number",)
    assert number in row_of(done).text
    assert number not in row_of(put(me, text, hide_numbers=True)).text


def test_an_item_of_12345_keeps_its_number_and_term(here: int) -> None:
    me = factories.worker(here)
    due = factories.AT + dt.timedelta(days=5)
    item = HotlineParts(number="20181228000123", received_at=factories.AT - dt.timedelta(hours=2), due=due)
    done = put(me, channel="hotline", outside=item)
    assert Hotline.objects.get(appeal=done.id).due == due
    assert factories.running(row_of(done))["hotline"].due == due
    with pytest.raises(Refused) as told:
        put(me, channel="hotline", outside=item)
    assert told.value.field == "outside_number"


def test_the_residents_page_has_nobody_asked_first(here: int) -> None:
    row = row_of(put(Actor.system("the resident's page", here), channel="web"))
    assert (row.entered_by, row.first_contact, row.handler) == (None, None, None)


@pytest.mark.parametrize("role", [roles.AUDITOR, roles.SUPERVISOR, roles.VOLUNTEER])
def test_who_meets_nobody_registers_nothing(here: int, role: str) -> None:
    with pytest.raises(Refused):
        put(factories.actor(here, role))


def test_the_words_are_marked(here: int) -> None:
    done = put(factories.worker(here), place=PlaceParts(longitude=104.0, latitude=30.6))
    held = Words.objects.get(pk=done.id)
    assert held.pairs
    assert 0 not in (held.first, held.second, held.third, held.fourth, held.spot)


@pytest.mark.parametrize("door", ["linli.journal.api.write", "linli.accounts.api.hand_out_code"])
def test_when_the_journal_or_the_code_fails_nothing_is_registered(
    here: int, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("full")

    monkeypatch.setattr(door, fails)
    with pytest.raises(RuntimeError):
        put(factories.worker(here))
    assert not Appeal.objects.exists()
    assert not Words.objects.exists()
    assert not Serial.objects.exists()
