"""Working time against a walker that goes minute by minute over random hours, holidays and pauses."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.kernel.worktime import (
    CHINA,
    Calendar,
    Pause,
    close_of,
    day_close,
    deadline,
    earlier,
    elapsed,
    is_working_day,
    next_open,
    open_at,
)

from . import worktimes as w
from .worktimes import DAY, MINUTE, at

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(w.calendars(), w.moments(), w.moments(), w.pauses())
def test_elapsed_is_what_the_walker_counts(
    calendar: Calendar, one: dt.datetime, other: dt.datetime, pauses: list[Pause]
) -> None:
    start, end = sorted((one, other))
    assert elapsed(calendar, start, end, pauses) == w.walker(calendar).elapsed(start, end, pauses)


@few
@given(w.calendars(), w.moments(), st.integers(1, 2_000), w.pauses())
def test_a_deadline_in_working_minutes_is_where_the_walker_arrives(
    calendar: Calendar, start: dt.datetime, amount: int, pauses: list[Pause]
) -> None:
    found = deadline(start, amount, "working_minute", calendar, pauses)
    assert found.at == w.walker(calendar).after(start, amount, pauses)
    assert elapsed(calendar, start, found.at, pauses) == amount
    assert elapsed(calendar, start, found.at - MINUTE, pauses) == amount - 1


@few
@given(w.calendars(), w.moments(), st.integers(1, 40), w.pauses())
def test_working_days_end_at_the_last_closing_moved_by_the_pauses(
    calendar: Calendar, start: dt.datetime, amount: int, pauses: list[Pause]
) -> None:
    walker, day, left = w.walker(calendar), start.astimezone(CHINA).date(), amount
    midnight = dt.datetime.combine(day + DAY, dt.time(), CHINA)
    while left:
        day += DAY
        left -= walker.works(day)
    close = walker.close(day)
    assert deadline(start, amount, "working_day", calendar).at == close
    moved = walker.after(midnight, walker.elapsed(midnight, close), pauses)
    assert deadline(start, amount, "working_day", calendar, pauses).at == moved


@few
@given(w.calendars(), w.moments())
def test_the_today_rule_gives_the_closing_of_this_or_the_next_working_day(
    calendar: Calendar, received: dt.datetime
) -> None:
    walker, day = w.walker(calendar), received.astimezone(CHINA).date()
    while not walker.works(day) or walker.close(day) <= received:
        day += DAY
    assert day_close(received, calendar).at == walker.close(day)


@few
@given(w.calendars(), w.moments())
def test_open_closed_and_next_open_agree_with_the_walker(calendar: Calendar, moment: dt.datetime) -> None:
    walker, day = w.walker(calendar), moment.astimezone(CHINA).date()
    first = next(iter(walker.minutes(moment, 4_000)))
    assert next_open(calendar, moment) == first
    assert open_at(calendar, moment) == (first == moment)
    assert is_working_day(calendar, day) == walker.works(day)
    assert close_of(calendar, day) == (walker.close(day) if walker.works(day) else None)


@few
@given(w.calendars(), w.moments(), st.integers(1, 1_500))
def test_a_reminder_leaves_so_much_working_time(calendar: Calendar, end: dt.datetime, minutes: int) -> None:
    moment = earlier(calendar, end, minutes)
    assert elapsed(calendar, moment, end) == minutes
    assert elapsed(calendar, moment + MINUTE, end) == minutes - 1


@few
@given(w.calendars(), w.moments(), st.integers(1, 500), w.pauses())
def test_hours_run_by_the_clock(
    calendar: Calendar, start: dt.datetime, amount: int, pauses: list[Pause]
) -> None:
    moment, left = start, amount * 60
    while left:
        left -= not w.paused(moment, pauses)
        moment += MINUTE
    assert deadline(start, amount, "hour", calendar, pauses).at == moment


@few
@given(w.calendars(), w.moments(), st.integers(1, 90))
def test_days_end_on_a_working_day(calendar: Calendar, start: dt.datetime, amount: int) -> None:
    walker, day = w.walker(calendar), start.astimezone(CHINA).date() + amount * DAY
    while not walker.works(day):
        day += DAY
    assert deadline(start, amount, "day", calendar).at == walker.close(day)


@few
@given(w.calendars(), w.moments(), st.integers(1, 30), st.sampled_from(["working_day", "working_hour", "day", "hour"]), w.pauses())  # fmt: skip
def test_a_pause_never_brings_a_deadline_forward(
    calendar: Calendar, start: dt.datetime, amount: int, unit: str, pauses: list[Pause]
) -> None:
    plain, moved = deadline(start, amount, unit, calendar), deadline(start, amount, unit, calendar, pauses)
    assert moved.at >= plain.at
    assert str(moved.derivation)
    assert [day.day for day in plain.steps] == sorted({day.day for day in plain.steps})


def test_seconds_are_kept() -> None:
    start = at("2018-12-28 17:59:30")
    assert deadline(start, 1, "working_minute", w.china()).at == at("2018-12-29 09:00:30")
    assert elapsed(w.china(), start, at("2018-12-29 09:00:29")) == 0
