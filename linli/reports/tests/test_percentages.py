"""A typed percentage is believed only when some n/m gives it."""

from __future__ import annotations

import pytest

from linli.reports.rules.percentages import fits, may_print


@pytest.mark.parametrize(
    ("typed", "n", "m", "good"),
    [
        ("93.8%", 15, 16, True),
        ("93.7%", 15, 16, False),
        ("93.8％", 15, 16, True),
        ("100%", 12, 12, True),
        ("93.7%", None, 16, False),
        ("93.8%", None, 16, True),
        ("93.7%", None, None, True),
        ("50%", 9, 8, False),
        ("much", None, None, False),
        ("101%", None, None, False),
    ],
)
def test_only_a_possible_percentage_is_printed(typed: str, n: int | None, m: int | None, good: bool) -> None:
    assert bool(may_print(typed, n=n, m=m)) is good


def test_it_is_said_where_a_percentage_may_come_from() -> None:
    assert "93.8%（15/16）" in fits("93.8%")
