from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import Period, Refused

day = dt.date


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2018", day(2018, 1, 1), day(2019, 1, 1)),
        ("2018-12", day(2018, 12, 1), day(2019, 1, 1)),
        ("2018Q1", day(2018, 1, 1), day(2018, 4, 1)),
        ("2018q4", day(2018, 10, 1), day(2019, 1, 1)),
        ("2018-03-05", day(2018, 3, 5), day(2018, 3, 6)),
        ("2018-03-05..2018-03-07", day(2018, 3, 5), day(2018, 3, 8)),
    ],
)
def test_it_reads_what_people_type(text: str, start: dt.date, end: dt.date) -> None:
    assert Period.read(text) == Period(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18",
        "2018-13",
        "2018Q5",
        "2018-02-30",
        "2018-03-07..2018-03-05",
        "9999",
        "0001-01-01",
        "1000",
        "9999-01-01..9999-12-30",
        "x" * 400,
    ],
)
def test_it_refuses_what_is_no_period_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Period.read(text)
    assert refused.value.field == "period"
    assert len(str(refused.value)) < 200


def test_a_leap_day_has_a_year_before() -> None:
    assert Period.day(day(2020, 2, 29)).year_before() == Period(day(2019, 2, 28), day(2019, 3, 1))


def test_cumulative_runs_from_new_year() -> None:
    assert Period.month(2018, 6).cumulative() == Period(day(2018, 1, 1), day(2018, 7, 1))


@given(st.dates(day(1950, 1, 1), day(2090, 1, 1)), st.integers(1, 4000))
def test_what_is_printed_is_read_again(start: dt.date, length: int) -> None:
    period = Period(start, start + dt.timedelta(days=length))
    assert Period.read(str(period)) == period


def test_the_last_day_is_inside_and_the_end_is_not() -> None:
    year = Period.year(2018)
    assert year.last in year
    assert year.end not in year
