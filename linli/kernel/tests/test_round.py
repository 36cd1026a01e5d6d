"""One rounding rule: half up, one decimal."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.rounding import half_up, percent, possible_percent, ratio_text, rounded_text


@pytest.mark.parametrize(
    ("n", "m", "text"),
    [
        (15, 16, "93.8%"),
        (1, 2000, "0.1%"),
        (1, 2001, "0.0%"),
        (0, 5, "0.0%"),
        (5, 5, "100.0%"),
        (3, 2, "150.0%"),
        (1, 0, "—"),
    ],
)
def test_percentages(n: int, m: int, text: str) -> None:
    assert percent(n, m) == text


def test_a_ratio_shows_its_parts() -> None:
    assert ratio_text(15, 16) == "93.8%（15/16）"
    assert ratio_text(0, 0) == "—"


@given(st.fractions(), st.integers(0, 4))
def test_rounding_is_never_further_than_half_a_step(value: Fraction, decimals: int) -> None:
    assert abs(half_up(value, decimals) - value) <= Fraction(1, 2 * 10**decimals)
    assert half_up(-value, decimals) == -half_up(value, decimals)


def test_numbers_below_zero_keep_their_sign() -> None:
    assert rounded_text(Fraction(-1, 2)) == "-0.5"
    assert rounded_text(Fraction(-25, 10), 0) == "-3"


def test_a_cut_percentage_is_possible_for_no_count() -> None:
    assert possible_percent("93.7%", 16) == []
    assert possible_percent("93.8%", 16) == [(15, 16)]
    assert possible_percent("about 90%") == []


@given(st.integers(1, 160), st.data())
def test_every_shown_percentage_is_possible(m: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, m))
    found = possible_percent(percent(n, m))
    assert (n, m) in found
    assert all(percent(a, b) == percent(n, m) for a, b in found)
