"""Likely duplicates: what leads to an appeal, what does not, and that nobody's appeals can be listed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.accounts.tests import factories as accounts
from linli.appeals.actions import intake
from linli.appeals.models import Appeal
from linli.appeals.queries import duplicates, marks
from linli.appeals.rules.intake import PlaceParts, ReporterParts
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel import actor as roles
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

from . import factories
from .test_register import put

LATER = factories.AT + dt.timedelta(days=3)
PHONE = "13800138000"
DARK = "3栋的楼道灯坏了，晚上一片漆黑"


def found(actor: Actor, **fields: Any) -> list[tuple[int, tuple[str, ...]]]:
    held = duplicates.likely(actor, at=fields.pop("at", LATER), **fields)
    return [(one.id, one.reasons) for one in held]


def test_the_same_phone_leads_to_it_however_it_is_written(here: int) -> None:
    me = factories.worker(here)
    done = put(me, reporter=ReporterParts(name="张秀英", phone=PHONE))
    assert found(me, phone="138-0013-8000") == [(done.id, ("phone",))]
    assert found(me, phone="1380013") == []


def test_the_same_household_and_door_lead_to_it(here: int) -> None:
    me, room = factories.worker(here), residents.rooms(here)[0]
    entered = residents.resident(here, room)
    done = put(me, reporter=ReporterParts(person=entered.person), place=PlaceParts(room=room.pk))
    assert found(me, household=entered.household) == [(done.id, ("household",))]
    assert found(me, room=room.pk) == [(done.id, ("room",))]
    assert found(me, building=room.unit.building_id) == [(done.id, ("building",))]


def test_another_door_of_the_entrance_is_near_and_another_building_is_not(here: int) -> None:
    me, rooms = factories.worker(here), residents.rooms(here)
    done = put(me, place=PlaceParts(room=rooms[0].pk))
    put(me, place=PlaceParts(room=residents.rooms(here)[0].pk))
    assert found(me, room=rooms[1].pk) == [(done.id, ("unit",))]


def test_points_within_a_hundred_metres_are_near(here: int) -> None:
    me = factories.worker(here)
    done = put(me, place=PlaceParts(longitude=104.0600, latitude=30.6700))
    assert found(me, point=(104.0605, 30.6705)) == [(done.id, ("near",))]
    assert found(me, point=(104.0620, 30.6700)) == []


def test_every_point_within_the_distance_lies_in_a_neighbouring_square() -> None:
    for step in range(60):
        here = (104.0 + step * 0.000137, 30.0 + step * 0.000211)
        for east, north in ((0.0009, 0.0), (0.0, 0.00085), (-0.0007, 0.0006), (0.0006, -0.0006)):
            there = (here[0] + east, here[1] + north)
            assert marks.metres(here, there) < 100
            assert marks.spot_marks(1, *there)[0] in marks.spot_marks(1, *here)


def test_similar_words_lead_to_it_and_other_words_do_not(here: int) -> None:
    me = factories.worker(here)
    done = put(me, DARK)
    put(me, "广场舞音乐声太大，晚上十点还在跳")
    assert found(me, text="3栋楼道灯坏了，晚上漆黑，老人下楼不便") == [(done.id, ("text",))]
    assert found(me, text="咨询养老保险怎么转移") == []


def test_several_reasons_come_first(here: int) -> None:
    me = factories.worker(here)
    room = residents.rooms(here)[0]
    other = put(me, "咨询居住证办理的材料", reporter=ReporterParts(name="张秀英", phone=PHONE))
    done = put(me, DARK, reporter=ReporterParts(name="张秀英", phone=PHONE), place=PlaceParts(room=room.pk))
    held = duplicates.likely(me, at=LATER, phone=PHONE, room=room.pk, text="楼道灯坏了，一片漆黑")
    assert [one.id for one in held] == [done.id, other.id]
    assert held[0].reasons == ("phone", "room", "text")
    assert [word in str(held[0].why) for word in (str(duplicates.WHY[one]) for one in held[0].reasons)] == [
        True
    ] * 3


def test_neither_phone_nor_household_leads_to_one_asked_in_confidence_or_without_a_name(here: int) -> None:
    me, room = factories.worker(here), residents.rooms(here)[0]
    entered = residents.resident(here, room)
    who = ReporterParts(name="张秀英", phone=PHONE, person=entered.person, household=entered.household)
    for naming in ("confidential", "anonymous"):
        put(me, reporter=who, naming=naming)
    assert found(me, phone=PHONE, household=entered.household) == []


def test_what_ended_long_ago_is_left_out_and_what_is_open_stays(here: int) -> None:
    me = factories.worker(here)
    open_one, closed = put(me), put(me)
    Appeal.objects.filter(pk=closed.id).update(state="closed")
    later = factories.AT + dt.timedelta(days=120)
    assert {key for key, _ in found(me, phone=PHONE)} == {open_one.id, closed.id}
    assert {key for key, _ in found(me, phone=PHONE, at=later)} == {open_one.id}


def test_what_was_merged_or_taken_out_is_not_offered(here: int) -> None:
    me = factories.worker(here)
    merged, mistake = put(me), put(me)
    Appeal.objects.filter(pk=merged.id).update(state="merged")
    intake.void_entry(actor=me, at=LATER, appeal=mistake.id, reason="录错了")
    assert found(me, phone=PHONE, text="三单元楼道灯坏了") == []


def test_only_what_the_actor_may_find(here: int) -> None:
    me, blamed = factories.worker(here), factories.worker(here)
    put(me, DARK, about="worker", about_user=blamed.user_id, audience="supervision")
    assert found(blamed, phone=PHONE, text=DARK) == []
    assert found(factories.actor(here, roles.GRID_WORKER), phone=PHONE, text=DARK) == []
    assert len(found(factories.actor(here, roles.SUPERVISOR), text=DARK)) == 1


def test_another_community_is_never_reached(here: int) -> None:
    other = factories.community()
    with community_scope(other):
        put(factories.worker(other), DARK, reporter=ReporterParts(name="张秀英", phone=PHONE))
    assert found(factories.worker(here), phone=PHONE, text=DARK) == []


def test_at_most_five_and_few_statements(here: int, django_assert_max_num_queries: Any) -> None:
    me, room = factories.worker(here), residents.rooms(here)[0]
    for _ in range(8):
        put(me, DARK, place=PlaceParts(room=room.pk))
    with django_assert_max_num_queries(5):
        assert len(found(me, phone=PHONE, room=room.pk, point=(104.0, 30.6), text=DARK)) == 5


def test_a_captain_is_shown_what_lies_in_the_own_building(db: None) -> None:
    here = factories.community()
    building = places.building(here)
    cell = places.cell(here, scheme="compound", buildings=[building])
    with community_scope(here):
        room = places.rooms(building)[0]
        done = put(factories.worker(here), level="compound", place=PlaceParts(room=room.pk))
        captain = accounts.actor(roles.CAPTAIN, here, cells=[cell.pk])
        assert found(captain, room=room.pk) == [(done.id, ("room",))]
