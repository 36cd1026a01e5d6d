"""A typed percentage is believed only when some n/m gives it."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.rounding import possible_parts, rounded_text
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


def test_a_part_of_a_very_large_whole_is_reckoned_and_not_tried() -> None:
    asked = time.process_time()
    whole = 10**6
    assert may_print("50%", n=504_999, m=whole)
    assert not may_print("50%", n=505_000, m=whole)
    assert may_print("0.0001%", m=whole)
    assert not may_print("93.7%", m=16)
    assert time.process_time() - asked < 0.5


@given(st.integers(1, 400), st.integers(0, 400), st.integers(0, 2))
def test_the_parts_are_exactly_those_that_are_rounded_to_it(m: int, n: int, decimals: int) -> None:
    n = min(n, m)
    typed = f"{rounded_text(Fraction(n * 100, m), decimals)}%"
    tried = [k for k in range(m + 1) if f"{rounded_text(Fraction(k * 100, m), decimals)}%" == typed]
    assert list(possible_parts(typed, m)) == tried


def test_it_is_said_where_a_percentage_may_come_from() -> None:
    assert "93.8%（15/16）" in fits("93.8%")
