"""Phones as they stand in rosters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.phones import hide_phone, read_phones
from linli.kernel.refusal import Refused

from .english import english


@pytest.mark.parametrize(
    ("typed", "phones"),
    [
        ("13800000123", ["13800000123"]),
        (13800000123.0, ["13800000123"]),
        ("１３８ ００００ ０１２３", ["13800000123"]),
        ("+86 138-0000-0123", ["13800000123"]),
        ("8613800000123", ["13800000123"]),
        ("手机：13800000123", ["13800000123"]),
        ("13800000123/13900000000", ["13800000123", "13900000000"]),
        ("13800000123、028-87312345", ["13800000123", "028-87312345"]),
        ("13800000123 13900000000", ["13800000123", "13900000000"]),
        ("13800000123\n13800000123", ["13800000123"]),
        ("（028）8731 2345", ["028-87312345"]),
        ("02887312345", ["028-87312345"]),
        ("0830-2345678", ["0830-2345678"]),
        ("028-87312345-801", ["028-87312345-801"]),
        ("028-87312345转801", ["028-87312345-801"]),
        ("400-123-4567", ["400-1234567"]),
        ("", []),
        (" ", []),
    ],
)
def test_phones_are_read(typed: object, phones: list[str]) -> None:
    assert read_phones(typed) == phones


def test_a_landline_without_area_code_takes_the_communitys() -> None:
    assert read_phones("87312345", "028") == ["028-87312345"]
    with pytest.raises(Refused) as caught:
        read_phones("87312345")
    assert "area code" in english(caught.value.reason)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1380000012", "1 digit missing"),
        ("138000001234", "1 digit too many"),
        ("12800000123", "begins with 12"),
        ("13800000123(儿子)", "Write digits only"),
        ("没有", "is no phone number"),
        ("13800000123/1390000000", "1 digit missing"),
        ("0", "neither"),
    ],
)
def test_what_is_wrong_is_said(typed: str, told: str) -> None:
    with pytest.raises(Refused) as caught:
        read_phones(typed)
    assert told in english(caught.value.reason)


@given(
    st.one_of(st.text(max_size=40), st.text("0123456789 -/、转+()", max_size=40), st.integers(), st.floats())
)
def test_anything_is_read_or_refused_and_reading_again_changes_nothing(value: object) -> None:
    try:
        phones = read_phones(value)
    except Refused:
        return
    for phone in phones:
        assert read_phones(phone) == [phone]
        assert len(phone) <= 20
        assert len(hide_phone(phone)) < len(phone) + 5


def test_a_hidden_phone_shows_its_ends() -> None:
    assert hide_phone("13800000123") == "138····0123"
    assert hide_phone("028-87312345") == "028-····2345"
    assert hide_phone("110") == "····"
