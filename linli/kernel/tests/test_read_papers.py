"""Credit codes and disability certificates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.identity import synthetic_number
from linli.kernel.papers import credit_check, read_credit_code, read_disability_certificate
from linli.kernel.refusal import Refused

from .english import english

ON = date(2018, 12, 28)
HOLDER = synthetic_number(7, date(1960, 5, 1), "1")


def test_the_standards_credit_code_is_read() -> None:
    assert read_credit_code(" 91110000-802100433b ") == "91110000802100433B"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("9111", "not 4"), ("91110000802100433I", "“I” cannot stand"), ("911100008021004331", "it is B, not 1")],
)
def test_what_is_wrong_with_a_credit_code_is_said(typed: str, told: str) -> None:
    with pytest.raises(Refused) as caught:
        read_credit_code(typed)
    assert told in english(caught.value.reason)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_a_code_with_its_check_is_read(start: str) -> None:
    assert read_credit_code(start + credit_check(start)) == start + credit_check(start)


def test_a_certificate_names_its_holder_category_and_level() -> None:
    read = read_disability_certificate(f"{HOLDER} 4 3", on=ON, allow_synthetic=True)
    assert (read.holder.normal, read.category, read.level, read.reissue) == (HOLDER, "4", "3", 0)
    assert read_disability_certificate(f"{HOLDER}43b1", on=ON, allow_synthetic=True).reissue == 1


@pytest.mark.parametrize(
    ("tail", "told"), [("", "not 18"), ("83", "category of disability"), ("45", "level of disability")]
)
def test_what_is_wrong_with_a_certificate_is_said(tail: str, told: str) -> None:
    with pytest.raises(Refused) as caught:
        read_disability_certificate(HOLDER + tail, on=ON, allow_synthetic=True)
    assert told in english(caught.value.reason)
