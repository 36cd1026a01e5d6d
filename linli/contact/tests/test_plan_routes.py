"""Whom to visit and why; routes by building and floor with 称呼 and room only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from linli.base.scope import community_scope
from linli.contact.actions import routes as actions
from linli.contact.actions import visit_slots
from linli.contact.models import Route, Stop, Visit
from linli.contact.queries import board_visits, planning, routes
from linli.contact.rules import planning as rules
from linli.contact.rules.planning import Facts
from linli.kernel import NotFound, Refused, Stale
from linli.residents.tests import factories as residents

from .visiting import AT, ON, Street, route, street, visit

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def here(db: None) -> Iterator[Street]:
    """A street with its scope open."""
    made = street()
    with community_scope(made.community):
        yield made


def needs_of(here: Street, **asked: object) -> dict[int, tuple[str, ...]]:
    return {one.household: one.needs for one in planning.proposed(here.walker, ON, **asked)}  # type: ignore[arg-type]


def test_reasons_on_plain_facts() -> None:
    long_ago = dt.date(2016, 1, 1)
    assert rules.needs(Facts(long_ago, False, ON - DAY, None), ON) == ()
    assert rules.needs(Facts(long_ago, False, dt.date(2018, 9, 30), None), ON) == ("quarter",)
    assert rules.needs(Facts(long_ago, True, dt.date(2018, 11, 1), None), ON) == ("alone",)
    assert rules.needs(Facts(ON - 9 * DAY, False, None, None), ON) == ("new", "quarter")
    assert rules.needs(Facts(long_ago, False, ON, ON + 8 * DAY), ON) == ()
    assert rules.needs(Facts(long_ago, False, ON - DAY, ON), ON) == ("promised",)


def test_households_are_proposed_with_their_reasons(here: Street) -> None:
    visit(here.walker, here.homes[0])
    visit(here.walker, here.homes[1], return_on=ON + DAY, day=ON - DAY)
    assert needs_of(here) == {here.homes[1]: ("promised",), here.homes[2]: ("quarter",), here.homes[3]: ("quarter",)}  # fmt: skip
    assert set(needs_of(here, needs=("promised",))) == {here.homes[1]}
    assert [one.called for one in planning.proposed(here.walker, ON)] == ["王女士"] * 3
    assert planning.proposed(here.stranger, ON) == []


def test_who_is_eighty_and_alone_is_gone_to_each_month(here: Street) -> None:
    old = residents.resident(
        here.community, here.rooms[5], name="王老", born=dt.date(1935, 2, 1), household=None
    )
    assert "alone" in needs_of(here)[old.household or 0]


def test_a_route_walks_by_building_and_floor_with_form_of_address_and_room(here: Street) -> None:
    made = route(here.walker, list(reversed(here.homes)))
    sheet = routes.sheet(here.walker, made)
    assert [one.household for one in sheet.stops] == here.homes
    assert [one.called for one in sheet.stops] == ["王女士"] * 4
    ((_building, floors),) = list(sheet.buildings)
    assert [(floor, len(doors)) for floor, doors in floors] == [(1, 2), (2, 2)]
    assert sheet.route.title.endswith("1栋")


def test_a_route_is_refused_for_the_past_for_nobody_and_beyond_150(here: Street) -> None:
    for on, homes, field in ((ON - DAY, here.homes, "on"), (ON, [], "households"), (ON, list(range(1, 152)), "households")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            route(here.walker, homes, on=on)
        assert refused.value.field == field
    with pytest.raises(NotFound):
        route(here.stranger, here.homes)
    with pytest.raises(Refused):
        actions.plan(actor=here.walker, at=AT, user=here.worker.user_id or 0, on=ON, households=here.homes)
    with pytest.raises(Refused):
        route(here.captain, here.homes)


def test_a_visit_answers_its_stop_and_one_taken_back_opens_it_again(here: Street) -> None:
    made = route(here.walker, here.homes)
    visit(here.walker, here.homes[0])
    visit(here.walker, here.homes[1], result="absent", said="")
    states = dict(Stop.objects.values_list("household_id", "state"))
    assert [states[one] for one in here.homes] == ["done", "absent", "open", "open"]
    visit(here.walker, here.homes[1], result="absent", said="", day=ON)
    visit(here.walker, here.homes[1])
    visit(here.walker, here.homes[1], result="absent", said="")
    assert Stop.objects.get(household=here.homes[1]).state == "done"
    row = routes.sheet(here.walker, made).route
    assert (row.stops, row.done, row.absent) == (4, 2, 0)


def test_a_route_is_changed_finished_or_dropped(here: Street) -> None:
    made = route(here.walker, here.homes[:2])
    assert actions.add(actor=here.walker, at=AT, route=made, households=here.homes) == 2
    assert [one.rank for one in routes.sheet(here.walker, made).stops] == [1, 2, 3, 4]
    stop = Stop.objects.get(household=here.homes[3])
    assert actions.leave_out(actor=here.walker, at=AT, route=made, stops=[stop.pk]) == 1
    assert routes.sheet(here.walker, made).route.stops == 3
    with pytest.raises(Stale):
        actions.finish(actor=here.walker, at=AT, route=made, version=1)
    visit(here.walker, here.homes[0])
    with pytest.raises(Refused):
        actions.drop(actor=here.walker, at=AT, route=made)
    actions.finish(actor=here.walker, at=AT, route=made)
    with pytest.raises(Refused):
        actions.add(actor=here.walker, at=AT, route=made, households=here.homes)


def test_what_is_due_stands_on_the_board_and_goes_with_a_hand_over(here: Street) -> None:
    made = route(here.walker, here.homes[2:])
    visit(here.walker, here.homes[0], day=ON - DAY, return_on=ON)
    rows = board_visits.rows(here.walker, AT)
    assert [one.group for one in rows] == ["today", "today"]
    assert board_visits.rows(here.captain, AT) == []
    new = here.worker.user_id or 0
    dry = visit_slots.hand_over(actor=here.worker, old=here.walker.user_id or 0, new=new, at=AT, dry=True)
    assert [str(one) for one in dry] == [str(one) for one in visit_slots.hand_over(actor=here.worker, old=here.walker.user_id or 0, new=new, at=AT)]  # fmt: skip
    assert Route.objects.get(pk=made).user == new
    assert Visit.objects.get(return_on=ON).keeper == new


def test_planning_a_community_takes_nine_queries_a_route_sheet_six(
    here: Street, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        planning.proposed(here.walker, ON, cell=here.cell)
    made = route(here.walker, here.homes)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        routes.sheet(here.walker, made)
