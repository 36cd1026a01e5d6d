"""Households as rosters show them; nothing is guessed."""

from __future__ import annotations

from linli.places.api import DoorParts
from linli.residents.importing.door import Door
from linli.residents.importing.families import Line, arrange


def door(key: str) -> Door:
    building, unit, number = key.split("-")
    return Door(DoorParts("", building, int(unit), number), key, True)


def families(*lines: Line) -> list[int | None]:
    arrange(lines)
    return [line.family for line in lines]


def test_a_stated_household_number_decides() -> None:
    lines = [Line("02", "7"), Line("10", "7"), Line("20", "8"), Line("02", "8")]
    assert families(*lines) == [0, 0, 1, 1]


def test_each_head_begins_a_household_and_members_take_its_door() -> None:
    lines = [
        Line("02", door=door("3-2-501")),
        Line("10"),
        Line("30"),
        Line("02", door=door("3-2-502")),
        Line("20"),
    ]
    assert families(*lines) == [0, 0, 0, 1, 1]
    assert [line.door.key for line in lines if line.door] == ["3-2-501"] * 3 + ["3-2-502"] * 2


def test_a_stated_head_and_door_make_a_household() -> None:
    here, there = door("3-2-501"), door("3-2-502")
    lines = [
        Line("02", head_name="王一", name="王一", door=here),
        Line("", head_name="王一", name="王二", door=here),
        Line("", head_name="李一", name="李一", door=there),
        Line("", head_name="王一", name="王三", door=there),
    ]
    assert families(*lines) == [0, 0, 1, 2]
    assert [line.head for line in lines] == [True, False, True, False]


def test_a_head_known_by_relation_and_members_who_name_him_are_one_household() -> None:
    here = door("3-2-501")
    assert families(
        Line("02", name="王一", door=here), Line("10", head_name="王一", name="张二", door=here)
    ) == [0, 0]


def test_tenants_behind_one_door_are_no_household() -> None:
    assert families(Line(door=door("3-2-501")), Line(door=door("3-2-501"))) == [None, None]
    assert families(Line("02", door=door("3-2-501")), Line("97", door=door("3-2-501"))) == [0, None]


def test_a_member_of_another_door_is_not_joined() -> None:
    assert families(Line("02", door=door("3-2-501")), Line("20", door=door("4-1-101"))) == [0, None]


def test_members_without_a_head_above_are_not_joined() -> None:
    assert families(Line("20", door=door("3-2-501"))) == [None]


def test_households_are_numbered_on_over_tables() -> None:
    lines = [Line("02", "7")]
    assert arrange(lines, 5) == 6
    assert lines[0].family == 5
