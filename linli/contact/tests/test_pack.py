"""The pack of a route: what is in it, what never is, what changed since, and how large it is."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import uuid
from typing import Any

import pytest

from linli.base.scope import community_scope
from linli.contact.actions import routes, sheets, visits
from linli.contact.models import Sheet, Stop, Visit
from linli.contact.queries import pack as packs
from linli.contact.queries.pack import Bounds
from linli.contact.tests.phones import AT, LIMITS, ON, Street, enrolled, street
from linli.places.tests import factories as places

pytestmark = pytest.mark.django_db
WHOLE, LATER = 1_000_000, 20_000


def packed(held: dict[str, Any]) -> int:
    """Bytes on the line."""
    return len(gzip.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode(), 6))


def reach(here: Street, house: int, text: str, name: str = "call_at") -> None:
    with community_scope(here.community):
        row = Sheet.objects.filter(household=house).first()
        before = getattr(row, name) if row else ""
        sheets.edit(actor=here.secretary, at=AT, household=house, before={name: before}, fields={name: text})


def test_a_pack_holds_doors_called_phones_and_promises_and_nothing_of_their_lives() -> None:
    here = street()
    with community_scope(here.community):
        visits.record(actor=here.worker, at=AT - dt.timedelta(days=3), key=uuid.uuid4(), way="door", result="met", household=here.households[0],
                      said="低保办不下来", return_on=ON + dt.timedelta(days=1))  # fmt: skip
        sheets.edit(
            actor=here.secretary,
            at=AT,
            household=here.households[0],
            before={},
            fields={"living": "残疾，独居", "call_at": "晚上"},
        )
    here.plan()
    phone = enrolled(here.worker)
    sent = phone.pull()
    written = json.dumps(sent, ensure_ascii=False)
    for word in ("低保", "残疾", "独居", "9900"):
        assert word not in written
    row = sent["rows"][0]
    assert row[0] == here.households[0]
    assert row[5].endswith("101")
    assert row[7] == "19200000000"
    assert row[8] == ["2018-12-29"]
    assert row[9] == {"call_at": "晚上"}
    assert row[12] == []
    assert len(sent["rows"]) == 4
    assert sent["order"] == [one[0] for one in sent["rows"]]


def test_a_pack_is_of_the_own_open_routes_of_today_and_tomorrow() -> None:
    here = street(6)
    houses = here.households
    here.plan(households=houses[:1])
    here.plan(households=houses[1:2], on=ON + dt.timedelta(days=1))
    here.plan(households=houses[2:3], on=ON + dt.timedelta(days=2))
    here.plan(here.colleague(), houses[3:4])
    with community_scope(here.community):
        done = routes.plan(
            actor=here.worker, at=AT, user=here.worker.user_id or 0, on=ON, households=houses[4:5]
        )
        routes.finish(actor=here.worker, at=AT, route=done)
    assert enrolled(here.worker).pull()["order"] == houses[:2]


def test_a_later_sync_has_what_changed_and_what_is_gone() -> None:
    here = street()
    route = here.plan()
    phone = enrolled(here.worker)
    phone.pull()
    assert phone.pull()["rows"] == []
    reach(here, here.households[1], "晚上")
    with community_scope(here.community):
        stop = Stop.objects.get(household=here.households[2]).pk
        routes.leave_out(actor=here.worker, at=AT, route=route, stops=[stop])
    sent = phone.pull()
    assert ([one[0] for one in sent["rows"]], sent["gone"]) == ([here.households[1]], [here.households[2]])
    assert phone.replica[here.households[1]] == {"call_at": "晚上"}
    assert here.households[2] not in phone.replica


def test_the_terms_bound_what_a_phone_holds() -> None:
    here = street()
    with community_scope(here.community):
        assert packs.bounds(here.community, ON) == Bounds(150, 24, 0)
    for key, value in (
        ("contact_offline_households", 2),
        ("contact_offline_hours", 8),
        ("contact_offline_days", 400),
    ):
        places.term(key, value)
    with community_scope(here.community):
        limits = packs.bounds(here.community, ON)
    assert limits == Bounds(2, 8, 90)
    here.plan()
    assert len(enrolled(here.worker).pull(limits=limits)["rows"]) == 2


def test_five_hundred_households_and_ninety_days_fit_into_a_megabyte_and_later_syncs_into_twenty_kilobytes() -> (
    None
):
    here = street(500)
    houses, most = here.households, Bounds(500, 90 * 24, 90)
    for first in range(0, 500, 150):
        here.plan(households=houses[first : first + 150], on=ON + dt.timedelta(days=first // 150))
    with community_scope(here.community):
        rows = [
            Visit(
                community_id=here.community, key=uuid.uuid4(), household_id=house, at=AT, went=ON - dt.timedelta(days=day),
                said="这些话不会带到手机上", changed_at=AT, return_on=ON + dt.timedelta(days=day) if day == 30 else None,
            )
            for house in houses
            for day in (5, 30, 60, 85)
        ]  # fmt: skip
        Visit.objects.bulk_create(rows)
        Sheet.objects.bulk_create(
            Sheet(community_id=here.community, household_id=house, call_at="周末上午或者下班以后", call_whom="找老人的女儿，电话打不通就敲门",
                        note=f"门铃坏了，请敲门；狗拴在院里 {house}", changed_at=AT)
            for house in houses
        )  # fmt: skip
    phone = enrolled(here.worker)
    sent = phone.pull(limits=most)
    assert len(sent["rows"]) == 500
    assert len(sent["rows"][0][12]) == 4
    whole = packed(sent)
    assert whole <= WHOLE
    with community_scope(here.community):
        Sheet.objects.update(call_at="改成中午")
    sizes, turns = [], 0
    while True:
        sent = phone.pull(limits=most)
        sizes.append(len(json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()))
        turns += 1
        if not sent["more"]:
            break
    assert max(sizes) <= LATER
    assert turns < 30
    assert {held["call_at"] for held in phone.replica.values()} == {"改成中午"}


def test_a_usual_route_is_small_and_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    here = street(60)
    here.plan()
    phone = enrolled(here.worker)
    assert packed(phone.pull()) < 8_000
    reach(here, here.households[0], "晚上")
    with community_scope(here.community), django_assert_max_num_queries(14):
        found = packs.pack(here.worker, at=AT, on=ON, limits=LIMITS, marks=phone.marks)
    assert packed(found.as_sent()) < 1_000
