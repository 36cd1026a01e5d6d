"""Sums, ratios and hidden numbers."""

from __future__ import annotations

from linli.kernel.amounts import (
    HIDDEN,
    NOT_ASKED,
    UNKNOWN,
    Amount,
    hide_parts,
    hide_small,
    ratio_of,
    total_of,
)


def test_one_to_four_are_hidden_and_nothing_and_five_are_not() -> None:
    assert [hide_small(Amount(n)).hidden for n in (0, 1, 4, 5)] == [False, True, True, False]


def test_a_total_that_would_give_the_only_hidden_part_away_is_not_said() -> None:
    parts, total = hide_parts({1: Amount(3), 2: Amount(6)}, Amount(9))
    assert parts[1].hidden
    assert total == UNKNOWN
    _, spread = hide_parts({1: Amount(3), 2: Amount(2), 3: Amount(6)}, Amount(11))
    assert spread.value == 11


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    assert total_of([Amount(1), UNKNOWN]) == UNKNOWN
    assert total_of([Amount(1), Amount(2)]).value == 3


def test_a_ratio_keeps_its_parts_and_what_they_hide() -> None:
    assert (ratio_of(Amount(15), Amount(16)).numerator, ratio_of(Amount(15), Amount(16)).denominator) == (
        15,
        16,
    )
    assert ratio_of(HIDDEN, Amount(16)).hidden
    assert ratio_of(NOT_ASKED, Amount(8)).not_asked
    assert ratio_of(UNKNOWN, Amount(8)) == UNKNOWN
