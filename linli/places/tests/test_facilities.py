"""Facilities beside the dated template: n/8, each slot or its gap."""

from __future__ import annotations

import datetime as dt

import pytest

from linli.kernel import Actor, NotFound, Period, Refused
from linli.places import api as places
from linli.places.actions import facilities as actions
from linli.places.actions.facilities import FacilityFacts
from linli.places.queries import declarations

from . import factories as f

pytestmark = pytest.mark.django_db
ON, NEXT_YEAR = dt.date(2018, 6, 1), dt.date(2019, 1, 1)
SLOTS = [{"code": f"s{n}", "name": f"站{n}", "confirmed": n < 7} for n in range(1, 9)]


@pytest.fixture(autouse=True)
def _template() -> None:
    f.term("facility_template", {"name": "六站一室一港湾", "slots": SLOTS}, "510105")


def _open(actor: Actor, slot: str = "s1", name: str = "便民服务站", start: dt.date = ON) -> int:
    facts = FacilityFacts(name=name, slot=slot, services="缴费\n证明，代办")
    return actions.open_facility(actor=actor, facts=facts, start=start, at=f.AT)


def test_slots_stand_in_the_order_of_the_template_with_their_gaps(worker: Actor, home: int) -> None:
    _open(worker, "s3")
    slots = places.facility_slots(home, ON)
    assert [one.code for one in slots] == [one["code"] for one in SLOTS]
    assert [one.code for one in slots if one.facility] == ["s3"]
    assert [one.code for one in slots if not one.confirmed] == ["s7", "s8"]
    assert slots[2].facility is not None
    assert slots[2].facility.services == ["缴费", "证明", "代办"]


def test_a_slot_holds_one_facility_a_day(worker: Actor, home: int) -> None:
    key = _open(worker)
    with pytest.raises(Refused, match="This slot is filled"):
        _open(worker, name="另一个")
    actions.close_facility(actor=worker, facility=key, end=NEXT_YEAR, at=f.AT)
    _open(worker, name="另一个", start=NEXT_YEAR)
    assert [one.facility.name for one in places.facility_slots(home, NEXT_YEAR) if one.facility] == ["另一个"]


def test_a_slot_that_the_template_does_not_have_is_refused(worker: Actor) -> None:
    with pytest.raises(Refused, match="no such slot"):
        _open(worker, "s9")


def test_facilities_beside_the_template_are_not_limited(worker: Actor, home: int) -> None:
    assert _open(worker, "", "快递柜") != _open(worker, "", "快递柜")
    assert not any(one.facility for one in places.facility_slots(home, ON))


def test_a_building_of_another_community_is_not_found(worker: Actor) -> None:
    other = f.building(f.community("别处"))
    with pytest.raises(NotFound):
        actions.open_facility(
            actor=worker, facts=FacilityFacts(name="站", building=other.pk), start=ON, at=f.AT
        )


def test_a_community_without_a_template_has_no_slots() -> None:
    assert places.facility_slots(f.community("别处", "510106001001"), ON) == []


def test_the_number_of_slots_is_known_for_many_communities_at_once(home: int) -> None:
    other = f.community("别处", "510106001001")
    day = Period.year(2018).last
    assert declarations.slot_counts([home, other], day) == {home: 8}
