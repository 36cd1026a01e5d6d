"""Where a row lives: from one text (3栋2单元501, 3-2-501) or from columns of their own.

The same door is written in many ways. What the register knows decides between readings, and only
where exactly one known door fits; else the plain reading stands and is told to be unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from linli.kernel.refusal import Refused
from linli.kernel.say import say
from linli.kernel.text import half_width
from linli.places.api import DoorParts, door_key, read_door

_NUMERAL = re.compile(r"([一二三四五六七八九十]{1,3})(?=栋|幢|号楼|单元|门|座)")
_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九", 1)}
_FLOOR_THEN_ROOM = re.compile(r"(\d{1,2})[楼层]-?(?=\d{3,5}(?!\d))")
_FLOOR_AND_PLACE = re.compile(r"(\d{1,2})[楼层]-?(\d{1,2})[号室]?$")
_DASH_BEHIND = re.compile(r"(栋|幢|号楼|座)-?(\d{1,2})-(\d{2,5}[A-Z]?)(?:[室号房]*)$")
_LETTERED = re.compile(
    r"(?P<compound>.*?)(?P<building>[A-Z]\d?)(?:座|栋|幢|号楼)-?(?:(?P<unit>\d{1,2})(?:单元|门)-?)?(?P<number>\d{1,5}[A-Z]?)[室号房]*$"
)
_STREET = re.compile(r"(?:省|市|街道|社区|路|街|巷|大道|段|组|号|附\d+号?)$")
_BUILDING_UNIT = re.compile(r"(.+?(?:栋|幢|号楼|座|(?<=\d)-))-?(\d{1,2})(?:单元|门)?-?")
_UNIT_ROOM = re.compile(r"(\d{1,2})(?:单元|门|-)-?(\d{3,5}[A-Z]?)")
_ESTATE_AND_NUMBER = re.compile(r"(\D+?)(\d{1,4}[A-Z]?)(?:栋|幢|号楼|座)")
_SUFFIX = re.compile(r"(?:栋|幢|号楼|座|楼|号)$")


@dataclass(frozen=True, slots=True, eq=False)
class Estate:
    """What the register knows of doors.

    keys       door keys of all open rooms (3-2-501, 英国小镇|3-2-501); empty: nothing is known
    compounds  names of estates
    named      names of buildings that are no numbers (创业楼)
    compound   the estate meant where a row names none
    """

    keys: frozenset[str] = frozenset()
    compounds: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    compound: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A door as read; `known` when the register has it under `key`."""

    parts: DoorParts
    key: str
    known: bool


def read_address(text: str, estate: Estate) -> Door:
    """The door that an address names. Raises Refused where no building and room can be read."""
    plain = _tidy(text)
    parts = _named(plain, estate) or read_door(plain) or _lettered(plain)
    if parts is None or not parts.number:
        raise Refused(
            say(
                "No door can be read from “{text}”. Write it as 3栋2单元501 or 3-2-501.",
                text=text.strip()[:40],
            )
        )
    return settle(parts, estate)


def settle(parts: DoorParts, estate: Estate) -> Door:
    """The known door that fits `parts`, if exactly one does; else the plain reading."""
    parts = _parted(parts)
    compounds = _compounds(parts.compound, estate)
    numbers = list(dict.fromkeys((parts.number, parts.number.lstrip("0") or parts.number)))
    for compound in compounds:
        for number in numbers:
            units = (parts.unit,) if parts.unit is not None else range(10)
            fitting = [
                found
                for unit in units
                if door_key(found := DoorParts(compound, parts.building, unit, number)) in estate.keys
            ]
            if len(fitting) == 1:
                return Door(fitting[0], door_key(fitting[0]), True)
            if fitting:
                raise Refused(
                    say("Several entrances have a room {number}. Add the entrance (单元).", number=number)
                )
    plain = DoorParts(compounds[0], parts.building, parts.unit or 0, numbers[-1])
    return Door(plain, door_key(plain), False)


def parts_of(compound: str, building: str, unit: int | None, number: str) -> DoorParts:
    """The parts of a door from columns of their own; an entrance may hide in its neighbours.

    3栋2单元 beside 501, and 3栋 beside 2-501 or 2单元501, where no column names the entrance.
    """
    if unit is None and (found := _BUILDING_UNIT.fullmatch(building)):
        return DoorParts(compound, building_of(found[1]), int(found[2]), number)
    if unit is None and (found := _UNIT_ROOM.fullmatch(number)):
        return DoorParts(compound, building, int(found[1]), found[2])
    return DoorParts(compound, building, unit, number.replace("单元", "-"))


def within(door: Door, compound: str, estate: Estate) -> Door:
    """`door` in the estate that a column of its own names, where the address names none."""
    parts = door.parts
    if not compound or parts.compound:
        return door
    return settle(DoorParts(compound, parts.building, parts.unit, parts.number), estate)


def _parted(parts: DoorParts) -> DoorParts:
    """英国小镇8栋 in the building's column: the estate and the building's number."""
    found = None if parts.compound else _ESTATE_AND_NUMBER.fullmatch(parts.building)
    if found is None:
        return parts
    return DoorParts(found[1], found[2].lstrip("0") or "0", parts.unit, parts.number)


def building_of(value: str) -> str:
    """A building from its own column: 3 for 3, 3栋, 3号楼, 三栋; any other name as it stands."""
    plain = _NUMERAL.sub(_arabic, _narrow(value)).replace("#", "栋")
    bare = _SUFFIX.sub("", plain.rstrip("-"))
    return (bare.lstrip("0") or "0") if re.fullmatch(r"\d{1,4}[A-Z]?", bare) else plain


def unit_of(value: str) -> int:
    """An entrance from its own column: 2 for 2, 2单元, 二单元; 0 for 无. Raises Refused."""
    plain = _NUMERAL.sub(_arabic, _narrow(value) + "单元")
    digits = re.match(r"第?(\d{1,2})(?:单元|门|栋门)*$", plain)
    if digits:
        return int(digits[1])
    if plain.removesuffix("单元") in ("无", "/", "-", "—"):
        return 0
    raise Refused(say("“{text}” is no entrance. Write its number, as 2.", text=value.strip()[:20]))


def room_of(value: str) -> str:
    """A room number from its own column: 501 for 501室 and 501号. Raises Refused."""
    plain = _NUMERAL.sub(_arabic, re.sub(r"[室号房]+$", "", _narrow(value)))
    if not re.fullmatch(r"[0-9A-Z附号-]{1,10}|\d{1,2}单元-?\d{3,5}[A-Z]?", plain):
        raise Refused(say("“{text}” is no room number. Write it as 501.", text=value.strip()[:20]))
    return plain


def _tidy(text: str) -> str:
    """Narrow, without blanks; 三栋 as 3栋, 3# as 3栋, 3栋2-501 as 3栋2单元501, 3楼5号 as 305."""
    plain = _NUMERAL.sub(_arabic, _narrow(text)).replace("#", "栋").replace("第", "")
    plain = _FLOOR_THEN_ROOM.sub("", plain)
    plain = _FLOOR_AND_PLACE.sub(lambda found: f"{found[1]}{found[2]:0>2}", plain)
    plain = _DASH_BEHIND.sub(r"\1\2单元\3", plain)
    return re.sub(r"(栋|幢|号楼|座|单元)-", r"\1", plain).rstrip("-、,.")


def _narrow(text: str) -> str:
    return re.sub(r"\s+", "", half_width(text)).upper()


def _arabic(found: re.Match[str]) -> str:
    """三 → 3, 十二 → 12, 二十一 → 21."""
    tens, ten, ones = found[1].partition("十")
    if not ten:
        return "".join(str(_DIGITS[digit]) for digit in tens)
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))


def _named(plain: str, estate: Estate) -> DoorParts | None:
    """A door of a building that has a name of its own: 创业楼A101."""
    for name in sorted(estate.named, key=len, reverse=True):
        before, found, behind = plain.partition(_narrow(name))
        rest = (
            re.fullmatch(r"-?(?:(\d{1,2})单元-?|(\d{1,2})-)?([0-9A-Z]{1,8})[室号房]*", behind)
            if found
            else None
        )
        if rest:
            unit = rest[1] or rest[2]
            return DoorParts(before, name, int(unit) if unit else None, rest[3])
    return None


def _lettered(plain: str) -> DoorParts | None:
    """A door of a building with a letter: A座1203."""
    found = _LETTERED.fullmatch(plain)
    if found is None:
        return None
    unit = found["unit"]
    return DoorParts(
        found["compound"], f"{found['building']}座", int(unit) if unit else None, found["number"]
    )


@lru_cache(maxsize=8)  # few estates, asked for every door of a file
def _compounds(written: str, estate: Estate) -> list[str]:
    """The estates that the words before a building may mean, the likeliest first."""
    plain = written.strip("-,，、 ")
    if not plain:
        return list(dict.fromkeys((estate.compound, "")))
    for name in sorted(estate.compounds, key=len, reverse=True):
        if name and plain.endswith(_narrow(name)):
            return [name]
    if _STREET.search(plain):
        return list(dict.fromkeys((estate.compound, "")))
    return [written]
