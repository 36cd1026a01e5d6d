"""Deadlines over make-up days, holidays that arrive later, and answers that were merged."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Q

from linli.appeals import tasks
from linli.appeals.actions import accept, answer, clocks, handover, hold
from linli.appeals.models import Clock
from linli.appeals.queries import house, record
from linli.appeals.rules import ladder, today
from linli.base import slots
from linli.kernel import Actor, Refused
from linli.kernel import actor as roles
from linli.places import api as places
from linli.places.models import HolidayYear, Term

from . import factories

AT, ON = factories.AT, factories.ON


def _at(day: int, hour: int, minute: int = 0, month: int = 12, year: int = 2018) -> dt.datetime:
    """A moment by the clock of China."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def test_what_arrives_after_closing_is_due_by_the_close_of_the_make_up_saturday(here: int) -> None:
    row = factories.appeal(here, at=_at(28, 18, 1))
    assert row.counts_on == dt.date(2018, 12, 29)
    assert row.today_due == _at(29, 18)


def test_the_ladders_deadline_prints_its_way_over_make_up_saturday_and_new_year(here: int) -> None:
    row = factories.appeal(here, at=_at(28, 16, 50))
    clock = next(
        one for one in record.record(factories.actor(here), row.pk, AT).clocks if one.kind == "ladder"
    )
    assert clock.due == _at(3, 18, month=1, year=2019)
    assert not clock.provisional
    for part in ("12月29日", "调休", "元旦"):
        assert part in str(clock.why)


def test_an_edit_never_restarts_the_levels_clock(here: int) -> None:
    worker = factories.worker(here)
    row = factories.appeal(here, level="community")
    before = factories.running(row)["ladder"]
    later = AT + dt.timedelta(hours=3)
    accept.accept(actor=worker, at=later, appeal=row.pk, level="community")
    answer.start(actor=worker, at=later, appeal=row.pk)
    handover.assign(actor=worker, at=later, appeal=row.pk, handler=worker.user_id or 0)
    after = factories.running(row)["ladder"]
    assert (after.pk, after.started, after.due) == (before.pk, before.started, before.due)


def test_going_up_a_level_begins_that_levels_clock(here: int) -> None:
    row = factories.appeal(here, level="compound")
    handover.raise_level(actor=factories.actor(here), at=AT, appeal=row.pk)
    clock = factories.running(row)["ladder"]
    assert clock.level == "community"
    with pytest.raises(Refused):
        handover.raise_level(actor=factories.actor(here), at=AT, appeal=row.pk)


def test_a_deadline_in_an_unpublished_year_is_counted_again_when_the_table_arrives(here: int) -> None:
    HolidayYear.objects.filter(year=2019).delete()
    house.forget()
    row, done = factories.appeal(here, at=_at(28, 16, 50)), factories.appeal(here, at=_at(28, 16, 50))
    answer.solve(actor=factories.actor(here), at=AT, appeal=done.pk, text="换了灯泡", told="本人")
    first = factories.running(row)["ladder"]
    assert first.provisional
    places.load_workdays(Actor.system("a test"), AT)
    moved = clocks.recount(community=here, years=[2019], at=AT, on=ON)
    again = Clock.objects.get(pk=first.pk)
    assert moved >= 1
    assert again.due == _at(3, 18, month=1, year=2019) > first.due
    assert not again.provisional
    row.refresh_from_db()
    assert row.due_at == factories.running(row)["today"].due
    assert clocks.recount(community=here, years=[2019], at=AT, on=ON) == 0


def test_a_corrected_year_moves_the_open_clocks_that_touch_it_and_no_others(here: int) -> None:
    row, done = factories.appeal(here, at=_at(28, 16, 50)), factories.appeal(here, at=_at(28, 16, 50))
    earlier = factories.appeal(here, at=_at(3, 9, month=9))
    granted = factories.appeal(here, at=_at(28, 16, 50), state="in_hand")
    worker = factories.worker(here)
    answer.solve(actor=worker, at=AT, appeal=done.pk, text="换了灯泡", told="本人")
    secretary = factories.worker(here, roles.SECRETARY)
    hold.extend(
        actor=secretary, at=AT, appeal=granted.pk, kind="ladder", to=dt.date(2019, 1, 10), reason="等配件"
    )
    settled = Q(appeal=done.pk, met_at__isnull=False) | Q(appeal=earlier.pk)
    kept = list(Clock.objects.filter(settled).order_by("pk").values_list("kind", "due"))
    ladder_before = factories.running(row)["ladder"]
    assert (ladder_before.due, ladder_before.provisional) == (_at(3, 18, month=1, year=2019), False)
    table = HolidayYear.objects.get(year=2019)
    table.days["holidays"][0]["last"] = "2019-01-02"
    table.delete()
    table.pk = None  # loading makes new rows
    table.save(force_insert=True)
    assert clocks.recount(community=here, years=[2017], at=AT, on=ON) == 0
    assert clocks.recount(community=here, years=[2019], at=AT, on=ON) >= 1
    again = factories.running(row)["ladder"]
    assert (again.due, again.started) == (_at(4, 18, month=1, year=2019), ladder_before.started)
    assert factories.running(granted)["ladder"].due == _at(10, 18, month=1, year=2019)
    assert list(Clock.objects.filter(settled).order_by("pk").values_list("kind", "due")) == kept
    assert clocks.recount(community=here, years=[2019], at=AT, on=ON) == 0


def test_a_correction_is_told_to_the_job_with_its_years(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr("linli.base.jobs.later", lambda name, **ids: asked.append((name, ids)))
    apps.get_app_config("appeals").ready()
    try:
        list(slots.calendar_changed.ask(years=(2019, 2018), at=AT))
    finally:
        monkeypatch.undo()
        apps.get_app_config("appeals").ready()
    assert asked == [("appeals.recount", {"years": "2018,2019"})]
    tasks.recount(years="2018,2019")


@pytest.mark.parametrize(
    ("solved", "explicit", "ended", "at", "found"),
    [
        (None, None, None, 0, today.OPEN),
        (None, None, None, 2, today.MISSED),
        (0, None, None, 2, today.SOLVED),
        (1, 0, None, 2, today.SOLVED),
        (2, 1, None, 2, today.ANSWERED),
        (2, 2, None, 2, today.MISSED),
        (None, None, 1, 2, today.ENDED),
        (None, None, 2, 2, today.MISSED),
    ],
)
def test_the_today_rule_is_a_state(
    solved: int | None, explicit: int | None, ended: int | None, at: int, found: str
) -> None:
    def moment(hours: int | None) -> dt.datetime | None:
        return None if hours is None else AT + dt.timedelta(hours=hours)

    due, now = AT + dt.timedelta(hours=1), AT + dt.timedelta(hours=at)
    assert (
        today.state(
            today_due=due,
            solved_at=moment(solved),
            explicit_at=moment(explicit),
            ended_at=moment(ended),
            at=now,
        )
        == found
    )


def test_terms_of_the_software_hold_where_none_is_loaded_and_loaded_ones_are_the_same(here: int) -> None:
    Term.objects.all().delete()
    places.load_terms(Actor.system("a test"), AT)
    loaded = {one.key: one.value for one in places.terms_of(here, ON) if one.key in ladder.DEFAULTS}
    assert loaded == {key: dict(value) for key, value in ladder.DEFAULTS.items()}
