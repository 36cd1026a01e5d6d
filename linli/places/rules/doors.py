"""Doors: how an address inside a community is written, keyed, read and sorted.

A door has four parts: compound (英国小镇, may be empty), building (3栋), unit (2, or 0 where the
building has no entrances) and room number (501). Written 英国小镇3栋2单元501, keyed 英国小镇|3-2-501.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from linli.kernel.names import syllable

MAX_ROOMS = 2000
_NUMBERED = re.compile(r"([0-9]{1,4}[A-Z]?)(?:栋|幢|号楼|座|号)?")
_DASHED = re.compile(
    r"(?P<compound>[^0-9|]*?)\|?(?P<building>[0-9]{1,4}[A-Z]?)-(?:(?P<unit>[0-9]{1,2})-)?(?P<number>[0-9A-Z]{1,8}(?:号)?)"
)
_WRITTEN = re.compile(
    r"(?P<compound>.*?)(?P<building>[0-9]{1,4}[A-Z]?)(?:栋|幢|号楼|座)"
    r"(?:(?P<unit>[0-9]{1,2})(?:单元|门))?(?P<number>[0-9A-Z-]{1,10})?(?:号|室|房)*"
)


@dataclass(frozen=True, slots=True)
class DoorParts:
    """The parts of one door. `unit` None: not said (search); `number` "": the building or unit alone."""

    compound: str
    building: str
    unit: int | None
    number: str


@lru_cache(maxsize=4096)
def building_key(name: str) -> str:
    """What identifies a building in keys: 3 for 3栋, 3号楼, 3幢 and 3; the whole name for 创业楼."""
    plain = flat(name)
    match = _NUMBERED.fullmatch(plain)
    return match[1].lstrip("0") or "0" if match else plain


def door_text(parts: DoorParts) -> str:
    """英国小镇3栋2单元501; unit 0 is not written."""
    unit = f"{parts.unit}单元" if parts.unit else ""
    return f"{parts.compound}{building_name(parts.building)}{unit}{parts.number}"


def building_name(building: str) -> str:
    """3栋 for a bare number; any other name as it stands."""
    return f"{building}栋" if re.fullmatch(r"[0-9]{1,4}[A-Z]?", building) else building.strip()


def door_key(parts: DoorParts) -> str:
    """英国小镇|3-2-501, without compound 3-2-501; the same however the building's name is written."""
    key = f"{building_key(parts.building)}-{parts.unit or 0}-{flat(parts.number)}"
    return f"{flat(parts.compound)}|{key}" if parts.compound else key


def read_door(text: str) -> DoorParts | None:
    """What a typed address means: 3-2-501, 3栋2单元501, 英国小镇3栋501; None when it is no address.

    A compound is whatever stands before the building's number.
    """
    plain = flat(text)
    match = _DASHED.fullmatch(plain) or _WRITTEN.fullmatch(plain)
    if match is None:
        return None
    unit = match["unit"]
    number = (match["number"] or "").strip("-").removesuffix("号")
    building = match["building"].lstrip("0") or "0"
    return DoorParts(match["compound"] or "", building, int(unit) if unit else None, number)


@lru_cache(maxsize=4096)  # the same buildings and room numbers come again with every row of a roster
def flat(text: str) -> str:
    """Half-width capitals without blanks: what is compared, never what is stored as a name."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()


def floor_of(number: str) -> int | None:
    """5 for 501, 12 for 1203, -1 for B101; None when the number does not tell."""
    match = re.fullmatch(r"(B?)([0-9]{1,2}?)[0-9]{2}[A-Z]?", flat(number))
    if match is None or match[2].lstrip("0") == "":
        return None
    return -int(match[2]) if match[1] else int(match[2])


def generated(floors: int, per_floor: int) -> list[str]:
    """Room numbers floor by floor: 101, 102, 201, 202 …"""
    return [f"{floor}{place:02d}" for floor in range(1, floors + 1) for place in range(1, per_floor + 1)]


def sort_key(compound: str, name: str) -> str:
    """Pinyin with padded digits, at most 60 signs: 2栋 stands before 10栋, 东 before 西."""
    return " ".join(filter(None, [_pinyin(compound), _padded(name)]))[:60]


def initials(text: str) -> str:
    """ygxz for 英国小镇."""
    return "".join(syllable[:1] for syllable in _syllables(text))


def spelled(text: str) -> str:
    """yingguoxiaozhen for 英国小镇, digits kept."""
    return "".join(_syllables(text))


def number_sort(number: str) -> tuple[int, str]:
    """Orders 2 before 10 and 101 before 1001, letters after."""
    digits = re.match(r"[0-9]+", number)
    return (int(digits[0]) if digits else 10**9, number)


def _padded(name: str) -> str:
    return re.sub(r"[0-9]+", lambda found: found[0].zfill(6), _pinyin(name))


def _pinyin(text: str) -> str:
    return "".join(_syllables(text))


def _syllables(text: str) -> Iterator[str]:
    for sign in unicodedata.normalize("NFKC", text).lower():
        if not sign.isspace():
            yield syllable(sign)


def unit_text(compound: str, building: str, number: int) -> str:
    """英国小镇3栋2单元; a building without entrances is named alone."""
    return door_text(DoorParts(compound, building, number, ""))
