"""Find and hide what no public text may show: identity numbers, phones, bank cards, doors, names.

`demand_public` refuses a text that still shows a private number and quotes the place; nothing switches it off.
`masked` hides one value by the class of its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .identity import check_digit, mask_number
from .names import mask_name
from .phones import hide_phone
from .refusal import Refused
from .say import Saying, say

Kind = Literal["number", "phone", "bank"]
#: What one value is, and for whom it is hidden: P0 everybody, P1 workers who do not deal with it.
Value = Literal["number", "phone", "bank", "name", "address"]
Reader = Literal["P0", "P1"]

KINDS: dict[Kind, Saying] = {
    "number": say("an identity number"), "phone": say("a phone number"), "bank": say("a bank card number"),
}  # fmt: skip
#: So many characters on either side of a number are quoted.
AROUND = 8

#: What may stand between the digits of one number: a blank, a hyphen, a dot, a Chinese mark, a zero-width mark.
_GAP = "[\\s\\-‐-―－−·.、，,。・_＿~～\u200b-\u200d\u2060\ufeff]{0,2}"
#: Where a run of digits may fall into several numbers: first at blanks, then at marks that part a list.
_PARTS = (re.compile(r"\S+"), re.compile(r"[^\s、，,。]+"))
#: Days and moments in a row are no number: 2018-12-28、2018-12-29.
_DATES = re.compile(
    r"(?:(?:19|20)\d{2}[-.－](?:0?[1-9]|1[0-2])[-.－](?:0?[1-9]|[12]\d|3[01])(?:[\s、，,~～－-]+|$))+"
)
_DIGIT = "[0-9０-９]"
#: A letter may stand right before the digits (tel13800000123), another digit may not.
_RUN = re.compile(f"(?<![0-9０-９]){_DIGIT}(?:{_GAP}{_DIGIT}){{6,24}}(?:{_GAP}[XxＸｘ])?(?![0-9０-９])")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {
    ord("Ｘ"): "X",
    ord("ｘ"): "X",
    ord("x"): "X",
}
_MOBILE = re.compile(r"(?:(?:00)?86)?1[3-9]\d{9}")
_BUILDING = re.compile(r"^.*\d+\s*(?:栋|幢|号楼|座)", re.S)
_DOORS = re.compile(
    r"\s*(?:\d+\s*单元)?\s*\d+\s*[-－—]\s*\d+(?:\s*[-－—]\s*\d+)?\s*(?:号|室)?$|\s*\d+\s*单元.*$|\s*\d{3,4}\s*[室房]?$"
)
#: One door within a text; a unit alone (3栋2单元) is none, nor is a day.
_DOOR = re.compile(
    r"\d{1,3}\s*(?:栋|幢|号楼|座)\s*(?:\d{1,2}\s*单元\s*\d{1,2}\s*楼?\s*\d{1,4}\s*(?:号|室|房)?|\d{3,4}\s*(?:室|房))"
    r"|(?<![\d－—-])\d{1,3}[-－—]\d{1,2}[-－—](?!(?:19|20)\d\d)\d{3,4}(?![\d－—-])"
)
_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}")


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters `start` up to `end` of a text show a `kind` of private number."""

    start: int
    end: int
    kind: Kind


def find_private(text: str) -> list[Spot]:
    """Every identity number (15 or 18 digits), phone and bank card in `text`, however it is spaced.

    A run of 18 counts as an identity number when its day is possible, also when its check digit does
    not fit: a mistyped number is private too. Bank cards are 16 to 19 digits that pass Luhn.
    """
    found: list[Spot] = []
    for run in _RUN.finditer(text):
        found += _spots(run.group(), run.start())
    return found


def demand_public(text: str, field: str | None = None) -> None:
    """Refuse a text for everybody that shows a private number: what it is and where, the number itself masked."""
    spots = find_private(text)
    if not spots:
        return
    spot, more = spots[0], len(spots) - 1
    facts = {"what": KINDS[spot.kind], "place": quoted(text, spot)}
    if more:
        raise Refused(
            say("The text shows {what}: “{place}”, and {n} more numbers. Take them out.", n=more, **facts),
            field,
        )
    raise Refused(say("The text shows {what}: “{place}”. Take it out.", **facts), field)


def find_doors(text: str) -> list[tuple[int, int]]:
    """(start, end) of every address in `text` that names one door: 3栋2单元501, 3号楼501室, 3-2-501."""
    return [found.span() for found in _DOOR.finditer(text)]


def demand_shown(text: str, field: str | None = None) -> None:
    """Refuse a text for everybody that shows a private number, or a door: addresses go down to the building only."""
    demand_public(text, field)
    for start, end in find_doors(text):
        place = text[max(0, start - AROUND) : start] + mask_address(text[start:end])
        raise Refused(say("The text names a door: “{place}…”. Write the building only.", place=place), field)


def quoted(text: str, spot: Spot) -> str:
    """A place with the characters around it; every number in it is masked: …王某，电话 138····0123，请…"""
    before, after = text[: spot.start], text[spot.end :]
    head = ("…" if len(before) > AROUND else "") + _plain(before[-AROUND:])
    tail = _plain(after[:AROUND]) + ("…" if len(after) > AROUND else "")
    return head + _hidden(_bare(text[spot.start : spot.end]), spot.kind) + tail


def masked(value: str, what: Value, reader: Reader = "P0") -> str:
    """One value as a reader of a class may see it. Numbers are hidden from both; P1 reads names and whole addresses."""
    if not value:
        return value
    if what == "name":
        return mask_name(value) if reader == "P0" else value
    if what == "address":
        return mask_address(value) if reader == "P0" else value
    if what == "phone":
        return hide_phone(value)
    return _hidden(_bare(value), what)


def hide_names(text: str, names: Iterable[str]) -> str:
    """`text` with these names masked: 张三丰 → 张**; longer names first, so that none shows through another."""
    for name in sorted({one.strip() for one in names if len(one.strip()) > 1}, key=len, reverse=True):
        text = text.replace(name, mask_name(name))
    return text


def _plain(part: str) -> str:
    """Characters beside a number on one line, digits in a row hidden: a cut neighbour is not recognised by itself."""
    return re.sub(r"[0-9０-９]{5,}", "····", re.sub(r"\s+", " ", part))


def mask_text(text: str) -> str:
    """`text` with every private number hidden: first and last few digits stay, the length does not tell."""
    parts, at = [], 0
    for spot in find_private(text):
        parts += [text[at : spot.start], _hidden(_bare(text[spot.start : spot.end]), spot.kind)]
        at = spot.end
    return "".join([*parts, text[at:]])


def mask_address(address: str) -> str:
    """An address down to its building only: 快活路 8 号 3栋2单元501 → 快活路 8 号 3栋."""
    match = _BUILDING.search(address)
    if match:
        return address[: match.end()].rstrip()
    return _DOORS.sub("", address).rstrip()


def _spots(run: str, offset: int) -> list[Spot]:
    """What one run of digits is: a single number, or numbers parted by blanks."""
    if _DATES.fullmatch(run):
        return []
    kind = _kind(_bare(run))
    if kind:
        return [Spot(offset, offset + len(run), kind)]
    for parting in _PARTS:
        pieces = list(parting.finditer(run))
        if len(pieces) > 1 or pieces[0].group() != run:
            return [spot for piece in pieces for spot in _spots(piece.group(), offset + piece.start())]
    if _bare(run).endswith("X"):  # the letter after a phone is no part of it: 13800000123x2
        return _spots(re.sub(f"{_GAP}[XxＸｘ]$", "", run), offset)
    return []


def _bare(run: str) -> str:
    return re.sub(r"[^0-9X]", "", run.translate(_WIDE))


def _kind(digits: str) -> Kind | None:
    if len(digits) == 18 and (_day(digits[6:14]) or digits[17] == check_digit(digits)):
        return "number"
    if len(digits) == 15 and _day("19" + digits[6:12]):
        return "number"
    if 16 <= len(digits) <= 19 and "X" not in digits and _luhn(digits):
        return "bank"
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return "phone"
    return None


def _day(digits: str) -> bool:
    try:
        return 1850 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False


def _luhn(digits: str) -> bool:
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _hidden(digits: str, kind: Kind) -> str:
    if kind == "number":
        return mask_number(digits)
    if kind == "bank":
        return "****" + digits[-4:]
    if digits.startswith("0"):
        area = 3 if digits[1] in "12" else 4
        return hide_phone(f"{digits[:area]}-{digits[area:]}")
    return hide_phone(digits[-11:])
