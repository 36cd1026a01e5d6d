"""Days, deadlines and numbers as the pages say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from linli.ui import words

HERE = ZoneInfo("Asia/Shanghai")
NOW = dt.datetime(2018, 12, 28, 9, 0, tzinfo=HERE)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2018, 12, 28), "今天"),
        (dt.date(2018, 12, 27), "昨天"),
        (dt.date(2018, 12, 29), "明天"),
        (dt.date(2018, 3, 5), "3月5日 周一"),
        (dt.date(2019, 3, 5), "2019年3月5日"),
    ],
)
def test_a_day_is_said_as_a_worker_says_it(day: dt.date, said: str) -> None:
    assert words.day_words(day, TODAY) == said


def test_a_moment_carries_its_time_of_the_community_not_of_london() -> None:
    assert words.moment_words(dt.datetime(2018, 12, 28, 8, 50, tzinfo=dt.UTC), NOW) == "今天 16:50"


def test_a_half_open_period_is_said_with_its_last_day() -> None:
    assert words.span_words(dt.date(2018, 1, 1), dt.date(2019, 1, 1), TODAY) == "1月1日至12月31日"
    assert words.span_words(dt.date(2017, 1, 1), dt.date(2018, 1, 1), TODAY) == "2017年1月1日至2017年12月31日"
    assert words.span_words(TODAY, TODAY + dt.timedelta(days=1), TODAY) == "今天"


@pytest.mark.parametrize(
    ("due", "lines"),
    [
        (NOW + dt.timedelta(minutes=40), ("09:40", "还有 40 分钟")),
        (NOW - dt.timedelta(hours=26), ("超 1 天", "昨天 07:00")),
        (NOW + dt.timedelta(days=3), ("12月31日", "周一 09:00")),
        (TODAY, ("今天", "")),
        (TODAY - dt.timedelta(days=2), ("超 2 天", "12月26日 周三")),
        (TODAY + dt.timedelta(days=2), ("12月30日", "还有 2 天")),
        (None, ("—", "")),
    ],
)
def test_a_deadline_says_the_moment_and_what_is_left(
    due: dt.datetime | dt.date | None, lines: tuple[str, str]
) -> None:
    assert words.deadline_words(due, NOW) == lines


@pytest.mark.parametrize(
    ("value", "grouped", "said"),
    [
        (0, False, "0"),
        (None, False, "—"),
        (9999, False, "9999"),
        (10000, False, "10,000"),
        (1234, True, "1,234"),
    ],
)
def test_digits_are_grouped_from_ten_thousand_on(value: int | None, grouped: bool, said: str) -> None:
    assert words.number_words(value, grouped=grouped) == said


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [
        (15, 16, "93.8%（15/16）"),
        (1, 8, "12.5%（1/8）"),
        (1, 2000, "0.1%（1/2000）"),
        (0, 0, "—（0/0）"),
        (8, 8, "100.0%（8/8）"),
    ],
)
def test_a_ratio_rounds_half_up_and_shows_what_it_is_made_of(
    numerator: int, denominator: int, said: str
) -> None:
    assert words.ratio_words(numerator, denominator) == said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20180305", dt.date(2018, 3, 5)),
        ("2018-3-5", dt.date(2018, 3, 5)),
        ("2018年3月5日", dt.date(2018, 3, 5)),
        ("２０１８．３．５", dt.date(2018, 3, 5)),
        ("3.5", dt.date(2018, 3, 5)),
        ("3月5号", dt.date(2018, 3, 5)),
        ("今天", TODAY),
        (" 昨天 ", dt.date(2018, 12, 27)),
        ("+3", dt.date(2018, 12, 31)),
        ("-1", dt.date(2018, 12, 27)),
        ("2月30日", None),
        ("20180230", None),
        ("2018", None),
        ("", None),
        ("3.5.2018.1", None),
        ("99999999999", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
    ],
)
def test_a_typed_day_is_read_in_the_shapes_people_write(typed: str, meant: dt.date | None) -> None:
    assert words.read_day(typed, TODAY) == meant
