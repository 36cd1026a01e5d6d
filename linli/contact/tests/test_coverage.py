"""Coverage by its three names: value = households listed = sum of the parts; budgets; reasons in words."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from linli.base.scope import community_scope
from linli.contact.actions import charges
from linli.contact.models import Visit
from linli.contact.queries import areas, board_areas, board_find, coverage, ledger, plan
from linli.contact.rules.coverage import PARTS
from linli.kernel import NotFound, Period
from linli.kernel.actor import GRID_WORKER, SUBDISTRICT
from linli.places.tests import factories as ground
from linli.reports import engine
from linli.residents.tests import factories as residents

from . import dividing
from .dividing import AT, ON, actor
from .test_print_cards import leave

pytestmark = pytest.mark.django_db
QUARTER = Period(dt.date(2018, 10, 1), ON + dt.timedelta(days=1))


def test_each_part_counts_its_households_and_the_rest_says_why(divided: int) -> None:
    made, _batch = dividing.carded(divided)
    met(made, 0)
    absent(made, 1)
    found = coverage.coverage(made.me, QUARTER)
    assert (found.occupied, found.excluded_vacant) == (4, 8)
    assert (found.by_charge, found.by_card, found.by_both, found.by_visit) == (3, 3, 3, 1)
    for part in PARTS:
        counted = coverage.households(made.me, QUARTER, part)[1]
        rest, uncounted = coverage.households(made.me, QUARTER, part, rest=True)
        assert counted == found.total.of(part) == sum(one.counts.of(part) for one in found.areas)
        assert counted == sum(one.counts.of(part) for one in found.buildings)
        assert counted + uncounted == found.occupied
        assert all(one.reason is not None for one in rest)
    reasons = [
        one.reason.msgid for one in coverage.households(made.me, QUARTER, "visit", rest=True)[0] if one.reason
    ]
    assert sorted(reasons) == ["Nobody at home on {day}.", "Not visited yet.", "Not visited yet."]
    assert coverage.households(made.me, QUARTER, "charge", rest=True)[0][0].door == "2栋1单元101"


def test_a_vacated_home_leaves_the_denominator(divided: int) -> None:
    made, _batch = dividing.carded(divided)
    leave(made, 0, ON)
    found = coverage.coverage(made.me, QUARTER)
    assert (found.occupied, found.vacant, found.by_card) == (3, 9, 2)
    before = coverage.coverage(made.me, Period.day(ON - dt.timedelta(days=1)))
    assert before.occupied == 4


def test_the_figures_count_what_the_page_counts(divided: int) -> None:
    made, _batch = dividing.carded(divided)
    names = [
        "contact_occupied",
        "contact_by_charge",
        "contact_by_card",
        "contact_by_both",
        "contact_coverage",
        "contact_first_responsible",
    ]
    lens = engine.lens(made.me, Period.day(ON)) if hasattr(engine, "lens") else None
    answer = engine.ask(names, lens or _lens(made.me))
    assert [answer.amount(one).value for one in names[:4]] == [4, 3, 3, 3]
    ratio = answer.amount("contact_coverage")
    assert (ratio.numerator, ratio.denominator) == (3, 4)
    assert answer.amount("contact_first_responsible").value == 1


def test_coverage_costs_at_most_eight_queries(divided: int, django_assert_max_num_queries: Any) -> None:
    made, _batch = dividing.carded(divided)
    with django_assert_max_num_queries(8):
        coverage.coverage(made.me, QUARTER)
    with django_assert_max_num_queries(10):
        coverage.households(made.me, QUARTER, "visit", rest=True)


def test_a_grid_worker_sees_the_own_units_and_others_nothing(divided: int) -> None:
    made, _batch = dividing.carded(divided)
    from linli.places.models import Unit

    grid = ground.cell(divided, "第1网格", units=list(Unit.objects.filter(pk__in=made.units[:1]))).pk
    mine = coverage.coverage(actor(divided, GRID_WORKER, cells=frozenset({grid})), QUARTER)
    assert mine.occupied == 3
    assert len(plan.plan(actor(divided, GRID_WORKER, cells=frozenset({grid})), ON)) == 1
    with pytest.raises(NotFound):
        coverage.coverage(actor(None, SUBDISTRICT), QUARTER)
    elsewhere = ground.community()
    with community_scope(elsewhere):
        assert coverage.coverage(actor(elsewhere), QUARTER).occupied == 0


def test_gaps_and_cards_stand_on_the_board(divided: int) -> None:
    made = dividing.led(divided)
    titles = [one.title for one in board_areas.rows(made.me, AT)]
    assert titles == ["1 个单元没有划入片区，涉及 1 户。", "3 户还没有联系卡。"]
    charges.put(actor=made.me, at=AT, cell=made.cell, units=made.other_units, start=ON)
    assert [one.title for one in board_areas.rows(made.me, AT)] == ["4 户还没有联系卡。"]
    hit = board_find.find(made.me, "第1党员", ON, 5)[0]
    assert (hit.title, hit.hint) == ("第1党员片区", "乔东强")
    assert "乔东强" in board_areas.door(made.me, made.rooms[0], ON)[0].hint
    assert areas.of_unit(made.me, made.units, ON)[made.units[0]].members[0].name == "丁梅"


def test_members_are_counted_by_branch(divided: int) -> None:
    made = dividing.led(divided)
    assert coverage.by_branch(made.me, ON) == [("第一党支部", 2, 1)]


def test_the_ledger_has_its_eleven_columns_and_a_total(divided: int) -> None:
    made, _batch = dividing.carded(divided)
    met(made, 0)
    rows = ledger.lines(made.me, Period.month(2018, 12))
    assert [str(one) for one in ledger.HEADS] == [
        "片区", "责任人", "职务", "电话", "楼栋/单元", "户数", "已建卡户数", "覆盖率", "本月走访户数", "收集意见", "已解决",
    ]  # fmt: skip
    assert rows[0].cells[:2] == ("第1党员片区", "乔东强")
    assert rows[0].cells[4:] == ("1栋1单元", 3, 3, "100.0%（3/3）", 1, 0, 0)
    assert ledger.total(rows)[5:7] == (3, 3)


def _lens(me: Any) -> Any:
    from linli.reports.views import asking

    return asking.lens_for(me, Period.day(ON))


def met(made: dividing.Ground, place: int, result: str = "met") -> None:
    """Somebody went there this month."""
    Visit.objects.create(
        community_id=made.community, key=uuid.uuid4(), household_id=made.households[place], room_id=made.rooms[place], at=AT,
        went=dt.date(2018, 12, 10), result=result, changed_at=AT,
    )  # fmt: skip


def absent(made: dividing.Ground, place: int) -> None:
    """Nobody was at home."""
    met(made, place, "absent")


def test_a_household_that_moved_in_is_told_as_such(divided: int) -> None:
    made = dividing.led(divided)
    new = residents.resident(divided, made.rooms[0], start=ON)
    reasons = {
        one.household: one.reason for one in coverage.households(made.me, QUARTER, "card", rest=True)[0]
    }
    assert new.household is not None
    said = reasons[new.household]
    assert said is not None
