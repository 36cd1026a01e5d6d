"""Building captains: one primary a place, work to do, what an account may see, roll-back, budgets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from linli.accounts.models import Post
from linli.accounts.tests import factories as accounts
from linli.base.scope import community_scope
from linli.contact.actions import captains, consents
from linli.contact.actions.captains import Parts
from linli.contact.models import Captain
from linli.contact.queries import captains as found
from linli.journal import api as journal
from linli.kernel import NotFound, Refused, Stale
from linli.kernel.actor import CAPTAIN, COMMITTEE, GRID_WORKER
from linli.places.models import Cell
from linli.places.tests import factories as places
from linli.residents import api as residents

from . import peopling
from .peopling import AT, ON

pytestmark = pytest.mark.django_db


def test_a_second_primary_for_a_building_is_refused_naming_the_present_one(divided: int) -> None:
    me, building = peopling.secretary(divided), peopling.homes(divided)
    peopling.captain(me, building)
    units = [unit.pk for unit in building.units.order_by("number")]
    for chosen in ((), units[:1]):
        with pytest.raises(Refused) as refused:
            peopling.captain(me, building, "李叔", units=chosen)
        assert "张阿姨" in str(refused.value)
        assert "1栋" in str(refused.value)
        assert refused.value.field == "building"
    peopling.captain(me, building, "李叔", kind="deputy")
    assert [one.kind for one in found.listing(me, on=ON)[0]] == ["primary", "deputy"]


def test_units_have_captains_of_their_own_and_the_rest_is_work_to_do(divided: int) -> None:
    me, building = peopling.secretary(divided), peopling.homes(divided, units=3, lived=3)
    first, second, third = building.units.order_by("number")
    assert [(one.whole, one.homes) for one in found.missing(me, ON)] == [(True, 6)]
    peopling.captain(me, building, units=[first.pk, second.pk])
    [missing] = found.missing(me, ON)
    assert (missing.whole, [one.id for one in missing.units]) == (False, [third.pk])
    peopling.captain(me, building, "李叔", units=[third.pk])
    assert found.missing(me, ON) == []
    rows, total = found.listing(me, on=ON)
    assert total == 2
    assert {one.place for one in rows} == {"1栋1、2单元", "1栋3单元"}
    assert sum(one.homes for one in rows) == 3
    assert rows[0].phone.startswith("192")
    assert rows[0].dial not in rows[0].phone


def test_the_list_narrows_by_building_name_kind_and_state(divided: int) -> None:
    me = peopling.secretary(divided)
    one, other = peopling.homes(divided), peopling.homes(divided, "2栋")
    key = peopling.captain(me, one)
    peopling.captain(me, other, "李叔")
    assert [x.id for x in found.listing(me, on=ON, building=one.pk)[0]] == [key]
    assert [x.name for x in found.listing(me, on=ON, text="李")[0]] == ["李叔"]
    assert found.listing(me, on=ON, kind="deputy")[1] == 0
    captains.end(actor=me, at=AT, captain=key, on=ON)
    assert [x.name for x in found.listing(me, on=ON)[0]] == ["李叔"]
    assert [x.name for x in found.listing(me, on=ON, state="gone")[0]] == ["张阿姨"]
    assert found.listing(me, on=ON, state="any")[1] == 2


def test_replacing_ends_the_one_and_begins_the_other_on_the_same_day(divided: int) -> None:
    me, building = peopling.secretary(divided), peopling.homes(divided)
    key = peopling.captain(me, building)
    new = captains.replace(actor=me, at=AT, captain=key, parts=Parts("李叔"), on=ON)
    assert Captain.objects.get(pk=key).end == ON
    assert found.captain(me, new, ON).place == "1栋"
    assert [one.id for one in found.before(me, Captain.objects.get(pk=new).cell_id, new, ON)] == [key]
    with pytest.raises(Refused):
        captains.end(actor=me, at=AT, captain=key, on=ON)
    with pytest.raises(Refused):
        captains.end(actor=me, at=AT, captain=new, on=ON)


def test_an_account_sees_doors_of_its_own_building_only(divided: int) -> None:
    me = peopling.secretary(divided)
    mine, other = peopling.homes(divided), peopling.homes(divided, "2栋")
    grid = places.cell(divided, "第1网格", buildings=[mine, other])
    user = accounts.user("张阿姨", CAPTAIN, divided, cell=grid.pk, password=None)
    key = peopling.captain(me, mine)
    captains.sign_in(actor=me, at=AT, captain=key, user=user.pk, on=ON)
    from linli.accounts import api

    before = api.actor(user.pk, ON - dt.timedelta(days=1))
    after = api.actor(user.pk, ON)
    cell = Cell.objects.get(scheme="captain")
    assert before.cells == {grid.pk}
    assert after.cells == {cell.pk}
    assert {one.door[:2] for one in residents.doors_for_captain(before, on=ON)} == {"1栋", "2栋"}
    assert {one.door[:2] for one in residents.doors_for_captain(after, on=ON)} == {"1栋"}
    assert found.own(after, ON) == [("1栋", "primary")]
    with pytest.raises(NotFound):
        found.listing(after, on=ON)
    later = dt.datetime(2019, 1, 10, 2, tzinfo=dt.UTC)
    captains.end(actor=me, at=later, captain=key, on=dt.date(2019, 1, 10))
    assert api.actor(user.pk, dt.date(2019, 1, 10)).cells == frozenset()
    assert Post.objects.filter(user=user).count() == 2


def test_a_number_stands_on_the_page_of_a_building_only_with_consent(divided: int) -> None:
    me, building = peopling.secretary(divided), peopling.homes(divided)
    key = peopling.captain(me, building)
    assert found.of_building(divided, building.pk, ON) == []
    consents.give(actor=me, at=AT, owner="captain", key=key, phone="19200000199")
    [told] = found.of_building(divided, building.pk, ON)
    assert (told.name, told.phone) == ("张阿姨", "19200000199")
    assert found.of_building(divided, peopling.homes(divided, "2栋").pk, ON) == []


def test_only_the_secretary_gives_a_captain_an_account(divided: int) -> None:
    me, building = peopling.secretary(divided), peopling.homes(divided)
    user = accounts.user("张阿姨", GRID_WORKER, divided, password=None)
    committee = accounts.actor(COMMITTEE, divided)
    with pytest.raises(Refused):
        peopling.captain(committee, building, parts=Parts("张阿姨", user=user.pk))
    key = peopling.captain(me, building, parts=Parts("张阿姨", user=user.pk))
    assert Post.objects.get(user=user, role=CAPTAIN).cell == Captain.objects.get(pk=key).cell_id


def test_what_is_not_kept_here_is_not_found_or_refused(divided: int) -> None:
    me, building = peopling.secretary(divided), peopling.homes(divided)
    with pytest.raises(Refused):
        peopling.captain(accounts.actor(GRID_WORKER, divided), building)
    with pytest.raises(Refused) as future:
        peopling.captain(me, building, start=ON + dt.timedelta(days=1))
    assert future.value.field == "start"
    with pytest.raises(NotFound):
        peopling.captain(me, building, units=[999_999])
    with pytest.raises(Refused) as nameless:
        peopling.captain(me, building, " ")
    assert nameless.value.field == "name"
    key = peopling.captain(me, building)
    captains.correct(actor=me, at=AT, captain=key, parts=Parts("张孃孃"), version=1)
    with pytest.raises(Stale):
        captains.correct(actor=me, at=AT, captain=key, parts=Parts("张姐"), version=1)
    assert Captain.objects.get(pk=key).phone


def test_a_foreign_captain_is_not_found(divided: int) -> None:
    me, elsewhere = peopling.secretary(divided), places.community("别处")
    with community_scope(elsewhere):
        other = peopling.captain(peopling.secretary(elsewhere), peopling.homes(elsewhere))
    for ask in (
        lambda: found.captain(me, other, ON),
        lambda: captains.end(actor=me, at=AT, captain=other, on=ON),
    ):
        with pytest.raises(NotFound):
            ask()


DEEDS: dict[str, Callable[[Any, Any, int], object]] = {
    "appoint": lambda me, building, key: peopling.captain(me, building, "李叔", kind="deputy"),
    "correct": lambda me, building, key: captains.correct(
        actor=me, at=AT, captain=key, parts=Parts("张孃孃")
    ),
    "end": lambda me, building, key: captains.end(actor=me, at=AT, captain=key, on=ON),
    "replace": lambda me, building, key: captains.replace(
        actor=me, at=AT, captain=key, parts=Parts("李叔"), on=ON
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_stays_when_the_journal_fails(
    divided: int, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, building = peopling.secretary(divided), peopling.homes(divided)
    key = peopling.captain(me, building)
    held = list(Captain.objects.order_by("pk").values())

    def broken(*_args: object, **_fields: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(journal, "write", broken)
    with pytest.raises(RuntimeError):
        DEEDS[deed](me, building, key)
    assert list(Captain.objects.order_by("pk").values()) == held


def test_the_list_and_the_work_to_do_keep_their_budgets(
    divided: int, django_assert_max_num_queries: Any
) -> None:
    me = peopling.secretary(divided)
    for number in range(3):
        peopling.captain(me, peopling.homes(divided, f"{number + 1}栋"))
    with django_assert_max_num_queries(6):
        assert len(found.listing(me, on=ON)[0]) == 3
    with django_assert_max_num_queries(3):
        assert found.missing(me, ON) == []
