"""Partition schemes: a unit lies in at most one cell of a scheme on a day, and the database holds it."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connection, transaction

from linli.base.scope import community_scope
from linli.kernel import Actor, NotFound, Refused
from linli.kernel.actor import GRID_WORKER, SOCIAL_WORKER
from linli.places import api as places
from linli.places.actions import cells as actions
from linli.places.models import Membership
from linli.places.queries import cells
from linli.places.views import board

from . import factories as f

MARCH, APRIL, MAY = dt.date(2018, 3, 1), dt.date(2018, 4, 1), dt.date(2018, 5, 1)


def _units(building: Any) -> list[int]:
    return list(building.units.order_by("number").values_list("pk", flat=True))


def _draw(worker: Actor, name: str = "第1网格", scheme: str = "grid", start: dt.date = MARCH) -> int:
    return actions.draw_cell(actor=worker, scheme=scheme, code=name, name=name, start=start, at=f.AT)


def test_moving_a_unit_ends_what_it_lay_in(worker: Actor, home: int) -> None:
    one, two = _units(f.building(home, units=2))
    first, second = _draw(worker), _draw(worker, "第2网格")
    assert actions.put_in(actor=worker, cell=first, units=[one, two], start=MARCH, at=f.AT) == 2
    assert actions.put_in(actor=worker, cell=second, units=[one], start=APRIL, at=f.AT) == 1
    before = places.cells_of_units(home, "grid", [one, two], APRIL - dt.timedelta(days=1))
    after = places.cells_of_units(home, "grid", [one, two], APRIL)
    assert {key: cell.id for key, cell in before.items()} == {one: first, two: first}
    assert {key: cell.id for key, cell in after.items()} == {one: second, two: first}
    assert len(cells.stays(home, first)) == 2


def test_schemes_are_independent(worker: Actor, home: int) -> None:
    (unit,) = _units(f.building(home))
    grid, estate = _draw(worker), _draw(worker, "英国小镇", "compound")
    for cell in (grid, estate):
        actions.put_in(actor=worker, cell=cell, units=[unit], start=MARCH, at=f.AT)
    assert places.cell_units(home, [grid], MARCH) == places.cell_units(home, [estate], MARCH) == [unit]


def test_a_building_without_entrances_has_unit_zero(worker: Actor, home: int) -> None:
    building = f.building(home, "创业楼", units=0)
    assert [unit.number for unit in cells.units(home, MARCH)] == [0]
    assert cells.units(home, MARCH)[0].door == "创业楼"
    assert _units(building) != []


def test_a_later_move_is_named_and_refused(worker: Actor, home: int) -> None:
    (unit,) = _units(f.building(home, "3栋"))
    first, second = _draw(worker), _draw(worker, "第2网格")
    actions.put_in(actor=worker, cell=first, units=[unit], start=MAY, at=f.AT)
    with pytest.raises(Refused, match="3栋1单元 lies in 第1网格 from 2018-05-01"):
        actions.put_in(actor=worker, cell=second, units=[unit], start=APRIL, at=f.AT)


def test_a_move_on_the_first_day_corrects_it(worker: Actor, home: int) -> None:
    (unit,) = _units(f.building(home))
    first, second = _draw(worker), _draw(worker, "第2网格")
    for cell in (first, second):
        actions.put_in(actor=worker, cell=cell, units=[unit], start=MARCH, at=f.AT)
    row = Membership.objects.get()
    assert (row.cell_id, row.start, row.end, row.version) == (second, MARCH, None, 2)


def test_taking_out_and_ending_leave_no_unit_behind(worker: Actor, home: int) -> None:
    one, two = _units(f.building(home, units=2))
    cell = _draw(worker)
    actions.put_in(actor=worker, cell=cell, units=[one, two], start=MARCH, at=f.AT)
    assert actions.take_out(actor=worker, cell=cell, units=[one], end=APRIL, at=f.AT) == 1
    assert actions.end_cell(actor=worker, cell=cell, end=MAY, at=f.AT) == 1
    assert places.cell_units(home, [cell], APRIL) == [two]
    assert places.cell_units(home, [cell], MAY) == []
    with pytest.raises(Refused, match="ended"):
        actions.end_cell(actor=worker, cell=cell, end=MAY, at=f.AT)


def test_units_of_another_community_are_not_found(worker: Actor, home: int) -> None:
    other = f.community("别处")
    building = f.building(other)
    with community_scope(other):
        foreign = _units(building)
    cell = _draw(worker)
    with pytest.raises(Refused, match="Choose at least one unit"):
        actions.put_in(actor=worker, cell=cell, units=foreign, start=MARCH, at=f.AT)
    mine = _units(f.building(home))
    with pytest.raises(NotFound):
        actions.put_in(actor=worker, cell=cell, units=[*mine, *foreign], start=MARCH, at=f.AT)


def test_coverage_names_what_is_left_and_tells_the_secretary(secretary: Actor, home: int) -> None:
    building = f.building(home, "3栋", units=2)
    assert board.todo(secretary, f.AT) == []
    cell = _draw(secretary, start=dt.date(2018, 1, 1))
    actions.put_in(actor=secretary, cell=cell, units=_units(building)[:1], start=dt.date(2018, 1, 1), at=f.AT)
    missing, total = cells.coverage(home, "grid", dt.date(2018, 1, 2))
    assert ([unit.door for unit in missing], total) == (["3栋2单元"], 2)
    (row,) = board.todo(secretary, f.AT)
    assert row.title.endswith("1 of 2 units lie in no cell")
    assert row.url.endswith("#missing")


def test_the_preview_says_what_would_change(worker: Actor, home: int) -> None:
    one, two = _units(f.building(home, units=2))
    first, second = _draw(worker), _draw(worker, "第2网格")
    actions.put_in(actor=worker, cell=first, units=[one], start=MARCH, at=f.AT)
    moves = cells.preview(home, cells.cell(worker, first), [one, two], APRIL)
    assert [(move.was, move.changes) for move in moves] == [("第1网格", False), ("", True)]
    assert second


def test_a_grid_worker_reads_own_cells_and_changes_none(home: int, worker: Actor) -> None:
    mine, other = _draw(worker), _draw(worker, "第2网格")
    limited = Actor(None, "李网格员", home, frozenset({GRID_WORKER}), frozenset({mine}))
    assert cells.cell(limited, mine).pk == mine
    with pytest.raises(NotFound):
        cells.cell(limited, other)
    with pytest.raises(Refused):
        actions.end_cell(actor=limited, cell=mine, end=MAY, at=f.AT)


def test_many_units_move_in_few_statements(
    worker: Actor, home: int, django_assert_max_num_queries: Any
) -> None:
    units = [unit for _ in range(12) for unit in _units(f.building(home, units=5, rooms=False))]
    cell = _draw(worker)
    with django_assert_max_num_queries(10):
        actions.put_in(actor=worker, cell=cell, units=units, start=MARCH, at=f.AT)


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_put_one_unit_into_two_cells_at_once() -> None:
    """The second waits for the first one's commit, then reads why it cannot be."""
    home = f.community("快活社区")
    worker = Actor(None, "王敏", home, frozenset({SOCIAL_WORKER}))
    building = f.building(home)
    with community_scope(home):
        (unit,) = _units(building)
        first, second = _draw(worker), _draw(worker, "第2网格")
    said: list[str] = []

    def second_worker() -> None:
        try:
            with community_scope(home):
                actions.put_in(actor=worker, cell=second, units=[unit], start=MARCH, at=f.AT)
        except Refused as refused:
            said.append(refused.reason.msgid)
        finally:
            connection.close()

    other = threading.Thread(target=second_worker)
    with transaction.atomic(), community_scope(home):
        actions.put_in(actor=worker, cell=first, units=[unit], start=MARCH, at=f.AT)
        other.start()
        _until_somebody_waits()
    other.join(timeout=20)
    assert said == ["One of these units lies in another cell of this scheme on these days."]
    with community_scope(home):
        assert Membership.objects.get().cell_id == first


def _until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _ in range(100_000):
            cursor.execute(
                "select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())"
            )
            if cursor.fetchone()[0] or _waits_for_transaction(cursor):
                return
    raise AssertionError("nobody waited")


def _waits_for_transaction(cursor: Any) -> bool:
    cursor.execute(
        "select count(*) from pg_locks where not granted and locktype in ('transactionid', 'spectoken')"
    )
    return bool(cursor.fetchone()[0])
