"""No public text shows a private number, however it is spaced."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.identity import synthetic_number
from linli.kernel.masking import find_private, mask_address, mask_text

NUMBER = synthetic_number(5, date(1990, 3, 7), "1")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (NUMBER, "number"),
        (f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", "number"),
        (f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}", "number"),
        (NUMBER[:6] + NUMBER[8:17], "number"),
        ("11010519491231002x", "number"),
        ("１１０１０５１９４９１２３１００２Ｘ", "number"),
        ("13800000123", "phone"),
        ("138 0000 0123", "phone"),
        ("138-0000-0123", "phone"),
        ("+8613800000123", "phone"),
        ("028-87312345", "phone"),
        ("6222 0200 0000 0000 000", "bank"),
    ],
)
def test_private_numbers_are_found(text: str, kind: str) -> None:
    spots = find_private(f"请联系（{text}）谢谢")
    assert [spot.kind for spot in spots] == [kind]
    assert text not in mask_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "3栋2单元501",
        "2018-03-05",
        "经费 12,000.00 元",
        "编号 20180305001",
        "共 1234567 人",
        "公交 510105014013",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_text(text) == text


def test_two_phones_beside_each_other_are_both_hidden() -> None:
    assert mask_text("13800000123 13900000456") == "138····0123 139····0456"


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_number_between_words_never_shows(before: str, after: str) -> None:
    masked = mask_text(f"{before}，{NUMBER}，{after}")
    assert NUMBER not in masked


@pytest.mark.parametrize(
    ("address", "building"),
    [
        ("快活路8号3栋2单元501", "快活路8号3栋"),
        ("英国小镇3期12幢1单元3楼5号", "英国小镇3期12幢"),
        ("快活路8号 3-2-501", "快活路8号"),
        ("快活路8号", "快活路8号"),
    ],
)
def test_an_address_ends_at_the_building(address: str, building: str) -> None:
    assert mask_address(address) == building
