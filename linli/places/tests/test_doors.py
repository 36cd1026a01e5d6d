"""Addresses as people type them."""

from __future__ import annotations

import pytest

from linli.places.rules import doors
from linli.places.rules.doors import DoorParts

KEYS = [
    ("3-2-501", "3-2-501"),
    ("3栋2单元501", "3-2-501"),
    ("3 栋 2 单元 501 号", "3-2-501"),
    ("３栋２单元５０１室", "3-2-501"),
    ("03幢2单元501", "3-2-501"),
    ("英国小镇3栋2单元501", "英国小镇|3-2-501"),
    ("英国小镇|3-0-501", "英国小镇|3-0-501"),
]


@pytest.mark.parametrize(("typed", "key"), KEYS)
def test_an_address_is_read_in_every_common_shape(typed: str, key: str) -> None:
    parts = doors.read_door(typed)
    assert parts is not None
    assert doors.door_key(parts) == key


@pytest.mark.parametrize("typed", ["", "501", "创业楼", "王小明", "13800000000", "510105014013", "栋单元"])
def test_what_is_no_address_is_not_read_as_one(typed: str) -> None:
    assert doors.read_door(typed) is None


def test_a_building_or_an_entrance_alone_is_read_too() -> None:
    assert doors.read_door("3栋") == DoorParts("", "3", None, "")
    assert doors.read_door("英国小镇3栋2单元") == DoorParts("英国小镇", "3", 2, "")


def test_an_entrance_that_was_not_said_differs_from_no_entrance() -> None:
    found = doors.read_door("3栋501")
    assert found is not None
    assert found.unit is None
    assert doors.door_text(DoorParts("", "3栋", 0, "501")) == "3栋501"


def test_the_key_does_not_depend_on_how_the_building_is_written() -> None:
    written = [DoorParts("", name, 2, "501") for name in ("3", "3栋", "3号楼", "3幢")]
    assert {doors.door_key(one) for one in written} == {"3-2-501"}
    assert doors.door_key(DoorParts("", "创业楼", 0, "A101")) == "创业楼-0-A101"


def test_buildings_sort_by_number_and_estates_by_pinyin() -> None:
    typed = [("英国小镇", "10栋"), ("英国小镇", "2栋"), ("快活园", "1栋")]
    assert sorted(typed, key=lambda one: doors.sort_key(*one)) == [typed[2], typed[1], typed[0]]


def test_the_floor_is_read_off_the_number() -> None:
    assert [doors.floor_of(one) for one in ("501", "1203", "B101", "5", "A座", "0501")] == [
        5,
        12,
        -1,
        None,
        None,
        5,
    ]
