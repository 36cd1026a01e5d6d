"""Addresses as rosters write them become doors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.refusal import Refused
from linli.places.api import DoorParts, door_key
from linli.residents.importing.door import Estate, building_of, read_address, room_of, unit_of

NOTHING = Estate()
KNOWN = Estate(
    frozenset(
        (
            "3-2-501",
            "3-0-601",
            "4-1-501",
            "5-1-101",
            "5-2-101",
            "创业楼-0-A101",
            "英国小镇|3-2-501",
            "英国小镇3期|12-1-305",
        )
    ),
    frozenset(("英国小镇", "英国小镇3期")),
    frozenset(("创业楼",)),
)


@pytest.mark.parametrize(
    "typed",
    [
        "3栋2单元501", "3-2-501", "03幢02单元0501室", "３栋２单元５０１号", "三栋二单元501", "3号楼2单元501", "3#2-501", "3栋2-501",
        "3栋-2单元-501", "3 栋 2 单元 501 室", "3栋2单元5楼501", "快活路8号3栋2单元501", "四川省成都市青羊区快活路8号3栋2单元501号",
    ],
)  # fmt: skip
def test_one_door_in_many_forms(typed: str) -> None:
    for estate in (NOTHING, KNOWN):
        door = read_address(typed, estate)
        assert door.key == "3-2-501"
        assert door.known == (estate is KNOWN)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("3栋601", "3-0-601"),
        ("4栋501", "4-1-501"),
        ("英国小镇3栋2单元501", "英国小镇|3-2-501"),
        ("英国小镇3期12幢1单元3楼5号", "英国小镇3期|12-1-305"),
        ("创业楼A101", "创业楼-0-A101"),
        ("创业楼A101室", "创业楼-0-A101"),
    ],
)
def test_what_the_register_knows_decides(typed: str, key: str) -> None:
    door = read_address(typed, KNOWN)
    assert (door.key, door.known) == (key, True)


def test_the_estate_of_a_file_is_taken_where_a_row_names_none() -> None:
    estate = Estate(KNOWN.keys - {"3-2-501"}, KNOWN.compounds, KNOWN.named, "英国小镇")
    assert read_address("3-2-501", estate).key == "英国小镇|3-2-501"


def test_an_unknown_estate_is_kept_as_written_and_unknown() -> None:
    door = read_address("美国小镇3栋2单元501", KNOWN)
    assert (door.parts.compound, door.known) == ("美国小镇", False)


def test_an_entrance_is_never_guessed() -> None:
    with pytest.raises(Refused):
        read_address("5栋101", KNOWN)
    assert read_address("5栋101", NOTHING).parts == DoorParts("", "5", 0, "101")


def test_a_lettered_building_keeps_its_letter() -> None:
    assert read_address("A座1203", NOTHING).parts == DoorParts("", "A座", 0, "1203")


@pytest.mark.parametrize("typed", ["501", "快活路8号", "王小明家", "3栋", "3栋2单元", "租房", "13800000123"])
def test_what_names_no_door_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_address(typed, NOTHING)


@given(st.one_of(st.text(max_size=30), st.text("0123456789栋单元号室-楼幢第三A座 ", max_size=16)))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        door = read_address(text, KNOWN)
    except Refused:
        return
    assert door.key == door_key(door.parts)


@given(st.integers(1, 99), st.integers(1, 9), st.integers(101, 3399))
def test_every_written_door_is_read_back(building: int, unit: int, room: int) -> None:
    for form in ("{}栋{}单元{}", "{}-{}-{}", "{:02}幢{:02}单元{:04}室"):
        assert read_address(form.format(building, unit, room), NOTHING).parts == DoorParts(
            "", str(building), unit, str(room)
        )


@pytest.mark.parametrize(
    ("typed", "building"), [("3", "3"), ("3栋", "3"), ("03幢", "3"), ("3号楼", "3"), ("三栋", "3"), ("十二栋", "12"), ("3A栋", "3A"), ("创业楼", "创业楼"), ("A座", "A座"), ("3#", "3")]
)  # fmt: skip
def test_a_building_of_its_own_column(typed: str, building: str) -> None:
    assert building_of(typed) == building


@pytest.mark.parametrize(
    ("typed", "unit"), [("2", 2), ("2单元", 2), ("二单元", 2), ("02", 2), ("无", 0), ("二", 2)]
)
def test_an_entrance_of_its_own_column(typed: str, unit: int) -> None:
    assert unit_of(typed) == unit


def test_strange_entrances_and_rooms_are_refused() -> None:
    for call, text in ((unit_of, "东单元"), (room_of, "<501>"), (room_of, "一楼左边那家")):
        with pytest.raises(Refused):
            call(text)
    assert room_of("501室") == "501"
    assert room_of("B1-3号") == "B1-3"
