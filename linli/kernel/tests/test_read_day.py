"""Days as they are typed and as spreadsheets keep them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.days import day_turning, from_serial, full_years, read_day
from linli.kernel.refusal import Refused

from .english import english

TODAY = date(2018, 12, 28)
DAYS = st.dates(date(1850, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "20180305", "2018-03-05", "2018.3.5", "2018/3/5", "2018年3月5日", "2018年03月05号", "2018 3 5", "２０１８．３．５",
        "2018。3。5", "2018、3、5", "3.5", "3月5日", "3-5", 20180305, 20180305.0, "2018-03-05 00:00:00", "2018-03-05T08:30",
        "2018年3月5日 星期一", "2018.3.5生", "二〇一八年三月五日", " 2018–3–5 ", date(2018, 3, 5), datetime(2018, 3, 5, 9, 30),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_one_day_in_many_forms(typed: object) -> None:
    assert read_day(typed, today=TODAY) == date(2018, 3, 5)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("今天", 0), ("昨天", -1), ("明天", 1), ("+3", 3), ("-3", -3), ("＋３", 3), ("yesterday", -1)],
)
def test_days_near_today(typed: str, days: int) -> None:
    assert read_day(typed, today=TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize("typed", ["43164", 43164, 43164.0, 43164.75, "43164.0"])
def test_a_serial_is_a_day_only_where_it_may_be(typed: object) -> None:
    assert read_day(typed, today=TODAY, allow_serial=True) == date(2018, 3, 5)
    with pytest.raises(Refused):
        read_day(typed, today=TODAY)


def test_the_1900_system_keeps_its_leap_day_that_never_was() -> None:
    assert from_serial(59) == date(1900, 2, 28)
    assert from_serial(61) == date(1900, 3, 1)
    with pytest.raises(Refused):
        from_serial(60)


def test_an_old_persons_birthday_is_a_serial_too() -> None:
    assert read_day(10959, today=TODAY, allow_serial=True) == date(1930, 1, 1)


@pytest.mark.parametrize("typed", ["1990.3", "1990年3月", "199003", "1990年3月份", 1990.3])
def test_a_month_is_a_day_only_where_it_may_be(typed: object) -> None:
    assert read_day(typed, today=TODAY, allow_month=True) == date(1990, 3, 1)
    with pytest.raises(Refused) as caught:
        read_day(typed, today=TODAY)
    assert "day of the month is missing" in english(caught.value.reason)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2月30日", "month 2 of 2018 has 28 days"),
        ("2016-02-30", "month 2 of 2016 has 29 days"),
        ("20180230", "has 28 days"),
        ("2018-13-01", "no month 13"),
        ("1790-01-01", "year 1790"),
        ("90.3.7", "two digits"),
        ("900307", "two digits"),
        ("1990", "is a year only"),
        ("农历八月十五", "Lunar"),
        ("", "No day is given"),
        ("不详", "“不详” is no day"),
        ("1" * 50, "is no day"),
        (True, "is no day"),
        (None, "is no day"),
        (float("inf"), "is no day"),
    ],
)
def test_what_is_wrong_is_said(typed: object, told: str) -> None:
    with pytest.raises(Refused) as caught:
        read_day(typed, today=TODAY, allow_serial=True)
    assert told in english(caught.value.reason)


@given(
    DAYS,
    st.sampled_from(
        [
            "{0:%Y}{0:%m}{0:%d}",
            "{0:%Y}.{0.month}.{0.day}",
            "{0:%Y}年{0.month}月{0.day}日",
            "{0:%Y}/{0:%m}/{0:%d}",
        ]
    ),
)
def test_every_day_comes_back(day: date, form: str) -> None:
    assert read_day(form.format(day), today=TODAY) == day


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.none()))
def test_anything_is_read_or_refused(value: object) -> None:
    try:
        assert read_day(value, today=TODAY, allow_serial=True, allow_month=True).year >= 1850
    except Refused:
        return


@given(st.dates(date(1900, 1, 1), date(2018, 1, 1)), st.integers(0, 110))
def test_a_birthday_completes_exactly_its_years(born: date, years: int) -> None:
    turning = day_turning(born, years)
    assert full_years(born, turning) == years
    assert full_years(born, turning - timedelta(days=1)) == years - 1


def test_somebody_born_on_29_february_turns_on_1_march_of_a_common_year() -> None:
    assert day_turning(date(1938, 2, 28), 80) == date(2018, 2, 28)
    assert day_turning(date(1936, 2, 29), 82) == date(2018, 3, 1)
    assert day_turning(date(1936, 2, 29), 84) == date(2020, 2, 29)
