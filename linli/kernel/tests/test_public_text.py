"""A text for everybody that still shows a private number is refused, with the place; values are hidden by class."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import Refused
from linli.kernel.identity import synthetic_number
from linli.kernel.masking import (
    demand_public,
    demand_shown,
    find_doors,
    find_private,
    hide_names,
    mask_text,
    masked,
)

NUMBER = synthetic_number(5, date(1990, 3, 7), "1")
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
SEPARATORS = st.sampled_from(["", " ", "  ", "-", "－", "—", "·", ".", "、", "，", "\u200b", "\u3000"])
PRIVATE = st.sampled_from([NUMBER, "13800000123", "6222020000000000000", "02887312345"])
WORDS = st.text("张王李某请于月日在社区公示栏查看，。；（）：", max_size=12)


@given(PRIVATE, SEPARATORS, st.integers(2, 9), st.booleans(), WORDS, WORDS)
def test_a_number_is_found_however_it_is_written(
    number: str, gap: str, size: int, wide: bool, before: str, after: str
) -> None:
    written = gap.join(number[at : at + size] for at in range(0, len(number), size))
    text = f"{before}：{written.translate(WIDE) if wide else written}：{after}"
    with pytest.raises(Refused) as refused:
        demand_public(text, "text")
    assert refused.value.field == "text"
    assert number not in str(refused.value)
    assert written not in str(refused.value)
    assert not find_private(mask_text(text))


BESIDE = st.sampled_from(
    ["tel", "Tel.", "QQ", "ID", "No", "x", "X", "ｔｅｌ", "微信wx", "+86", "0086", "电话："]
)
AFTER = st.sampled_from(["", "x", "X2", "tel", "号", "abc", "，转"])


@given(PRIVATE, BESIDE, AFTER)
def test_a_letter_right_beside_a_number_does_not_hide_it(number: str, before: str, after: str) -> None:
    if before in ("+86", "0086") and not number.startswith("1"):
        before = "tel"
    if after[:1] in ("x", "X") and len(number) == 17:
        after = ""
    text = f"{before}{number}{after}"
    found = find_private(text)
    assert found, text
    assert number not in mask_text(text)
    with pytest.raises(Refused):
        demand_public(text)


@given(st.text(alphabet="0123456789Xx-、 tel电话。１３８", max_size=60))
def test_what_was_masked_shows_nothing_more(text: str) -> None:
    assert find_private(mask_text(text)) == []


@pytest.mark.parametrize(
    "text", ["型号 AB1234567", "网址 linli2018.org/c/510105014013", "批次No2018122800101", "面积120.5m2"]
)
def test_numbers_of_things_with_letters_are_let_through(text: str) -> None:
    demand_public(text)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_days_beside_each_other_are_no_number(first: date, second: date) -> None:
    for gap in ("、", " ", "，", "~"):
        demand_public(f"公示时间：{first.isoformat()}{gap}{second.isoformat()}")


@pytest.mark.parametrize(
    "text",
    [
        "经费 389,900 元，受益 1,204 户",
        "501，502，503，601",
        "2018年12月3日至12月10日，共 7 天",
        "文号 成社办发〔2018〕2号",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    demand_public(text)


def test_the_place_is_quoted_and_the_number_masked() -> None:
    with pytest.raises(Refused) as refused:
        demand_public("有意者请与居委会王老师联系，电话 138 0000 0123，或到服务站。另：13900000456。")
    facts = refused.value.reason.facts
    assert facts["place"] == "…老师联系，电话 138····0123，或到服务站。另…"
    assert facts["n"] == 1


@pytest.mark.parametrize(
    ("value", "what", "everybody", "workers"),
    [
        ("张三丰", "name", "张**", "张三丰"),
        ("13800000123", "phone", "138····0123", "138····0123"),
        ("6222020000000000000", "bank", "****0000", "****0000"),
        ("快活路8号3栋2单元501", "address", "快活路8号3栋", "快活路8号3栋2单元501"),
        ("", "name", "", ""),
    ],
)
def test_values_are_hidden_by_class(value: str, what: str, everybody: str, workers: str) -> None:
    assert masked(value, what, "P0") == everybody  # type: ignore[arg-type]
    assert masked(value, what, "P1") == workers  # type: ignore[arg-type]


def test_names_in_a_text_are_masked_longer_ones_first() -> None:
    assert hide_names("欧阳修和欧阳修文", ["欧阳修", "欧阳修文"]) == "欧阳*和欧阳**"


@pytest.mark.parametrize(
    "text", ["家住快活路8号3栋2单元501", "3号楼501室李某", "住3-2-501", "12幢1单元1203室", "5座 1902 房"]
)
def test_a_door_is_refused_and_the_building_is_enough(text: str) -> None:
    assert find_doors(text)
    with pytest.raises(Refused) as refused:
        demand_shown(text, "text")
    assert "501" not in str(refused.value)
    assert refused.value.field == "text"


@pytest.mark.parametrize(
    "text",
    [
        "3栋2单元门禁",
        "2018-12-28",
        "12-28-2018",
        "3栋、5栋",
        "3栋共501户",
        "预算3-5万元",
        "一期18栋2单元1至3楼",
    ],
)
def test_what_names_no_door_is_let_through(text: str) -> None:
    demand_shown(text)
