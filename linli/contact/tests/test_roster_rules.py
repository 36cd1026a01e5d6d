"""The rules of the roster, without a database: hours of a week, cap with its arithmetic, nights."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from linli.contact.rules import captains, recruitment
from linli.contact.rules import roster as rules
from linli.contact.rules.roster import DUTY, MESSENGER, NOBODY, Answer, Held, Taken, Terms
from linli.kernel.rota import Shift, spread

from .peopling import DAY, MONDAY, hours

TERMS = Terms(dt.time(7), dt.time(22), 28)


def held(kind: str, name: str, *shifts: Shift) -> list[Held]:
    return [Held(one, Answer(kind, name, n if kind == MESSENGER else None)) for n, one in enumerate(shifts)]


def test_every_hour_of_a_week_has_one_answer_and_they_add_up_to_168() -> None:
    messengers = held(MESSENGER, "赵信使", hours(MONDAY, 7, 11), hours(MONDAY + DAY, 0, 24))
    duty = held(DUTY, "周社工", hours(MONDAY, 9, 33))
    grid = rules.grid(MONDAY, messengers, duty)
    assert [len(day) for day in grid] == [24] * 7
    assert grid[0][6].kind == NOBODY
    assert (grid[0][8].name, grid[0][10].kind, grid[0][11].kind) == ("赵信使", MESSENGER, DUTY)
    assert rules.counted(grid) == {MESSENGER: 28, DUTY: 13, NOBODY: 127}
    assert [(one.first, one.until, one.answer.kind) for one in rules.spans(grid[0])] == [
        (0, 7, NOBODY), (7, 11, MESSENGER), (11, 24, DUTY),
    ]  # fmt: skip


def test_an_hour_that_the_duty_phone_covers_half_is_nobodys_and_two_halves_make_one() -> None:
    half = dt.timedelta(minutes=30)
    late = Shift(hours(MONDAY, 8, 9).starts + half, hours(MONDAY, 8, 12).ends)
    early = Shift(hours(MONDAY, 6, 7).starts, late.starts)
    assert rules.grid(MONDAY, [], held(DUTY, "周社工", late))[0][8].kind == NOBODY
    assert rules.grid(MONDAY, [], held(DUTY, "周社工", late, early))[0][8].kind == DUTY


@given(st.lists(st.tuples(st.integers(0, 167), st.integers(1, 30)), max_size=12))
def test_hours_by_kind_are_always_the_whole_week(spans: list[tuple[int, int]]) -> None:
    begin = hours(MONDAY, 0, 1).starts
    shifts = [Shift(begin + n * rules.HOUR, begin + (n + m) * rules.HOUR) for n, m in spans]
    counted = rules.counted(rules.grid(MONDAY, [], held(DUTY, "周社工", *shifts)))
    covered = {n + k for n, m in spans for k in range(m)} & set(range(168))
    assert counted == {MESSENGER: 0, DUTY: len(covered), NOBODY: 168 - len(covered)}


def test_the_cap_says_its_arithmetic_and_counts_week_by_week() -> None:
    week = spread(MONDAY, MONDAY + 6 * DAY, range(7), dt.time(7), dt.time(11))
    assert rules.within_cap("赵信使", week, [], TERMS)
    refused = rules.within_cap("赵信使", [hours(MONDAY, 12, 14)], week, TERMS)
    assert not refused
    said = str(refused.reason)
    assert all(part in said for part in ("赵信使", "28", "2", "30"))
    assert rules.within_cap("赵信使", [hours(MONDAY + rules.WEEK, 7, 11)], week, TERMS)
    over_sunday = hours(MONDAY + 6 * DAY, 22, 26)
    assert rules.hours_by_week([over_sunday]) == {MONDAY: 2, MONDAY + rules.WEEK: 2}


def test_nights_are_the_duty_phones_unless_agreed() -> None:
    assert rules.by_day([hours(MONDAY, 7, 22)], TERMS)
    for begin, close in ((6, 9), (21, 23), (22, 31)):
        assert not rules.by_day([hours(MONDAY, begin, close)], TERMS)


def test_an_hour_is_answered_by_one_and_shifts_begin_on_the_full_hour() -> None:
    taken = [Taken(hours(MONDAY, 9, 12), "唐信使")]
    refused = rules.free([hours(MONDAY, 11, 13)], taken)
    assert "唐信使" in str(refused.reason)
    assert rules.free([hours(MONDAY, 12, 13)], taken)
    odd = Shift(hours(MONDAY, 9, 10).starts + dt.timedelta(minutes=15), hours(MONDAY, 9, 10).ends)
    assert not rules.fits_hours([odd])
    assert rules.told(hours(MONDAY, 19, 24)) == "2018-12-31 19:00–24:00"
    assert rules.told(hours(MONDAY, 22, 31)) == "2018-12-31 22:00–01-01 07:00"


def test_a_month_of_birth_is_read_in_many_shapes() -> None:
    for typed in ("1956-03", "1956.3", "195603", "1956年3月"):
        assert captains.read_month(typed, MONDAY) == "1956-03"
    assert captains.read_month(" ", MONDAY) == ""


def test_nobody_is_chosen_before_the_last_day_nor_beyond_the_seats() -> None:
    call = recruitment.Call("open", MONDAY, MONDAY + 7 * DAY, 1)
    assert recruitment.may_apply(call, MONDAY)
    assert not recruitment.may_apply(call, MONDAY - DAY)
    assert not recruitment.may_apply(call, call.end)
    assert not recruitment.may_choose(call, MONDAY)
    assert recruitment.may_choose(call, call.end)
    assert call.phase(call.end) == "choosing"
    full = recruitment.Call("open", MONDAY, MONDAY + 7 * DAY, 1, chosen=1, waiting=1)
    assert not recruitment.may_choose(full, call.end)
    assert not recruitment.may_close(full, call.end)
