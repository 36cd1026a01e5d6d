"""Closing, reopening and moving."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.journal import api as journal
from linli.kernel import NotFound, Refused
from linli.kernel.actor import GRID_WORKER, SECRETARY
from linli.places.tests import factories as places
from linli.residents.actions import checks, residences
from linli.residents.models import Household, Identity, Member, Residence

from . import factories
from .factories import AT, SINCE

JUNE = dt.date(2018, 6, 1)


def test_closing_ends_the_episode_the_membership_and_the_empty_household(here: int) -> None:
    made = factories.resident(here)
    residences.close(
        actor=factories.actor(here), at=AT, residence=made.residence, on=JUNE, reason="left_city"
    )
    held = Residence.objects.get(pk=made.residence)
    assert (held.state, held.end, held.reason) == ("closed", JUNE, "left_city")
    assert Member.objects.get(person=made.person).end == JUNE
    assert Household.objects.get(pk=made.household or 0).end == JUNE
    assert not Identity.objects.filter(lives_in=here).exists()


def test_not_found_needs_visits_with_nobody_met_on_two_days(here: int) -> None:
    made = factories.resident(here)
    worker = factories.actor(here)
    for on in (dt.date(2018, 5, 1), dt.date(2018, 5, 1)):
        checks.check(actor=worker, at=AT, on=on, person=made.person, way="door", outcome="not_met")
    with pytest.raises(Refused):
        residences.close(actor=worker, at=AT, residence=made.residence, on=JUNE, reason="not_found")
    checks.check(
        actor=worker, at=AT, on=dt.date(2018, 5, 3), person=made.person, way="door", outcome="not_met"
    )
    residences.close(actor=worker, at=AT, residence=made.residence, on=JUNE, reason="not_found")
    assert Residence.objects.get(pk=made.residence).reason == "not_found"


def test_a_closing_that_was_asked_for_is_confirmed_by_the_community(here: int) -> None:
    building = places.building(here)
    cell = places.cell(here, buildings=[building])
    worker = factories.actor(here, GRID_WORKER, cells=frozenset({cell.pk}))
    made = factories.resident(here, places.rooms(building)[0], by=worker)
    residences.request_close(
        actor=worker, at=AT, residence=made.residence, on=JUNE, reason="returned_home", note="家中有事"
    )
    with pytest.raises(Refused):
        residences.confirm_close(actor=worker, at=AT, residence=made.residence)
    residences.confirm_close(actor=factories.actor(here, SECRETARY), at=AT, residence=made.residence)
    held = Residence.objects.get(pk=made.residence)
    assert (held.state, held.end, held.reason, held.note, held.closing_on) == (
        "closed",
        JUNE,
        "returned_home",
        "家中有事",
        None,
    )


def test_a_closing_that_was_turned_down_leaves_the_episode_open(here: int) -> None:
    made = factories.resident(here)
    worker = factories.actor(here)
    residences.request_close(actor=worker, at=AT, residence=made.residence, on=JUNE, reason="left_city")
    residences.keep(actor=worker, at=AT, residence=made.residence)
    assert Residence.objects.values_list("state", "end", "closing_on").get(pk=made.residence) == (
        "open",
        None,
        None,
    )


def test_reopening_takes_the_closing_back_with_household_and_head(here: int) -> None:
    made = factories.resident(here)
    worker = factories.actor(here)
    residences.close(actor=worker, at=AT, residence=made.residence, on=JUNE, reason="left_city")
    residences.reopen(actor=worker, at=AT, residence=made.residence)
    assert Residence.objects.values_list("state", "end", "reason").get(pk=made.residence) == (
        "open",
        None,
        "",
    )
    assert Member.objects.values_list("head", "end").get(person=made.person) == (True, None)
    assert Household.objects.get(pk=made.household or 0).end is None
    assert Identity.objects.filter(lives_in=here).count() == 1


def test_moving_within_ends_one_episode_and_opens_the_next_on_the_same_day(here: int) -> None:
    old, new = factories.rooms(here)[:2]
    made = factories.resident(here, old)
    fresh = residences.move_within(
        actor=factories.actor(here), at=AT, residence=made.residence, room=new.pk, on=JUNE
    )
    before, after = Residence.objects.get(pk=made.residence), Residence.objects.get(pk=fresh)
    assert (before.end, before.reason) == (JUNE, "moved_within")
    assert (after.start, after.room_id, after.moved_within, after.state) == (JUNE, new.pk, True, "open")
    assert Member.objects.get(person=made.person, end__isnull=True).household.room_id == new.pk


def test_a_whole_household_moves_along(here: int) -> None:
    old, new = factories.rooms(here)[:2]
    head = factories.resident(here, old)
    child = factories.resident(here, old, household=head.household, relation="20", born=dt.date(2010, 1, 1))
    residences.move_within(
        actor=factories.actor(here),
        at=AT,
        residence=head.residence,
        room=new.pk,
        on=JUNE,
        whole_household=True,
    )
    homes = Residence.objects.filter(person__in=(head.person, child.person), end__isnull=True)
    assert set(homes.values_list("room_id", flat=True)) == {new.pk}
    assert Household.objects.get(pk=head.household or 0).room_id == new.pk
    assert Member.objects.filter(household=head.household, end__isnull=True).count() == 2


def test_an_entry_error_leaves_every_list_but_stays_in_history(here: int) -> None:
    made = factories.resident(here)
    residences.void_entry(actor=factories.actor(here), at=AT, residence=made.residence, why="登记两次")
    held = Residence.objects.get(pk=made.residence)
    assert (held.void, held.reason) == (True, "entry_error")
    with pytest.raises(NotFound):
        residences.reopen(actor=factories.actor(here), at=AT, residence=made.residence)


def test_floating_reasons_do_not_fit_registered_people(here: int) -> None:
    made = factories.resident(here, kind="hukou_here")
    with pytest.raises(Refused):
        residences.close(
            actor=factories.actor(here), at=AT, residence=made.residence, on=JUNE, reason="returned_home"
        )


@pytest.mark.parametrize("verb", ["close", "request_close", "move_within", "void_entry", "change"])
def test_a_failing_journal_takes_the_deed_back(here: int, verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = factories.rooms(here)[:2]
    made = factories.resident(here, old)
    verbs: dict[str, dict[str, Any]] = {
        "close": {"on": JUNE, "reason": "left_city"},
        "request_close": {"on": JUNE, "reason": "left_city"},
        "move_within": {"on": JUNE, "room": new.pk},
        "void_entry": {"why": "错"},
        "change": {"note": "二楼"},
    }
    values = verbs[verb]

    def fail(*args: Any, **facts: Any) -> None:
        raise RuntimeError("disk full")

    before = list(Residence.objects.order_by("pk").values())
    monkeypatch.setattr(journal, "write", fail)
    with pytest.raises(RuntimeError):
        getattr(residences, verb)(actor=factories.actor(here), at=AT, residence=made.residence, **values)
    assert list(Residence.objects.order_by("pk").values()) == before


def test_an_episode_is_verified_and_changed(here: int) -> None:
    made = factories.resident(here, verified=False)
    worker = factories.actor(here)
    assert Residence.objects.get(pk=made.residence).state == "to_verify"
    residences.verify(actor=worker, at=AT, residence=made.residence)
    assert residences.change(
        actor=worker, at=AT, residence=made.residence, kind="hukou_here", start=SINCE
    ) == ["kind"]
    assert Residence.objects.values_list("state", "kind").get(pk=made.residence) == ("open", "hukou_here")
