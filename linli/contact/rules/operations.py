"""What a phone may send: the shape of each kind of operation, read from what it sealed.

A phone is nobody's friend: everything is checked here, and what does not fit is refused with a sentence, so
that it is kept and shown instead of lost.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linli.kernel import Refused, say

from . import codes

VISIT, SHEET, PHOTO, STOP, CARD = KINDS = ("visit", "sheet", "photo", "stop", "card")
#: Fields of the household sheet that a phone carries and changes: how to reach the household, nothing of its life.
REACH = {"call_at": 100, "call_whom": 100, "note": 200}
#: The rest of the sheet, which phones do not carry.
WHOLE = {"situation": 300, "living": 300, "wishes": 300, **REACH}
_TEXTS = {"spoke": 60, "situation": 500, "said": 2000, "measures": 1000, "outcome": 500}
MOST_NEEDS = 10


@dataclass(frozen=True, slots=True)
class Need:
    """A need heard at the door."""

    key: uuid.UUID
    text: str
    category: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class VisitSent:
    """A visit as the phone wrote it; its photos are sent on their own."""

    way: str
    result: str
    household: int | None
    room: int | None
    who: str
    texts: Mapping[str, str]
    return_on: dt.date | None
    needs: tuple[Need, ...]
    stop: int | None


@dataclass(frozen=True, slots=True)
class SheetSent:
    """Changed fields of a household sheet: what the phone had, what was typed; `prev` is the edit before it on this phone."""

    household: int
    before: Mapping[str, str]
    fields: Mapping[str, str]
    prev: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class PhotoSent:
    """A photo of a visit; its content comes in parts."""

    visit: uuid.UUID


@dataclass(frozen=True, slots=True)
class StopSent:
    """A door of a route that is left out."""

    route: int
    stop: int


@dataclass(frozen=True, slots=True)
class CardSent:
    """A contact card that was given out, and how."""

    card: int
    receipt: str


def visit(held: Mapping[str, Any]) -> VisitSent:
    """Read a visit. Raises Refused."""
    needs = held.get("needs") or []
    if not isinstance(needs, list) or len(needs) > MOST_NEEDS:
        raise _unreadable()
    return VisitSent(
        way=_code(held, "way", codes.WAYS, "door"), result=_code(held, "result", codes.RESULTS, "met"),
        household=number(held, "household"), room=number(held, "room"), who=_code(held, "who", codes.WHO, "resident"),
        texts={name: text(held, name, most) for name, most in _TEXTS.items()}, return_on=_day(held.get("return_on")),
        needs=tuple(_need(one) for one in needs), stop=number(held, "stop"),
    )  # fmt: skip


def sheet(held: Mapping[str, Any]) -> SheetSent:
    """Read an edit of a household sheet. Raises Refused."""
    before, fields = held.get("before"), held.get("fields")
    household = number(held, "household")
    if household is None or not isinstance(before, dict) or not isinstance(fields, dict):
        raise _unreadable()
    if not fields or not set(fields) <= set(WHOLE) or set(before) != set(fields):
        raise _unreadable()
    prev = held.get("prev")
    return SheetSent(
        household,
        {name: text(before, name, WHOLE[name]) for name in fields},
        {name: text(fields, name, WHOLE[name]) for name in fields},
        key(prev) if prev else None,
    )


def photo(held: Mapping[str, Any]) -> PhotoSent:
    """Read which visit a photo belongs to. Raises Refused."""
    return PhotoSent(key(held.get("visit")))


def stop(held: Mapping[str, Any]) -> StopSent:
    """Read a door that is left out. Raises Refused."""
    route, one = number(held, "route"), number(held, "stop")
    if route is None or one is None:
        raise _unreadable()
    return StopSent(route, one)


def card(held: Mapping[str, Any]) -> CardSent:
    """Read a card that was given out. Raises Refused."""
    one = number(held, "card")
    if one is None:
        raise _unreadable()
    return CardSent(one, _code(held, "receipt", codes.RECEIPTS, "handed"))


def key(value: object) -> uuid.UUID:
    """A key that a phone made. Raises Refused."""
    try:
        return uuid.UUID(str(value))
    except ValueError:
        raise _unreadable() from None


def moment(value: object) -> dt.datetime:
    """A moment as the phone wrote it, with its zone. Raises Refused."""
    try:
        found = dt.datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        raise _unreadable() from None
    if found.tzinfo is None or not 1970 <= found.year <= 9000:
        raise _unreadable()
    return found.astimezone(dt.UTC)


def number(held: Mapping[str, Any], name: str) -> int | None:
    """A record's key, or None. Raises Refused."""
    value = held.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**53:
        raise _unreadable()
    return value


def text(held: Mapping[str, Any], name: str, most: int) -> str:
    """A text, without blanks around it. Raises Refused when it is too long: nothing is cut off silently."""
    value = held.get(name, "")
    if not isinstance(value, str) or "\x00" in value:
        raise _unreadable()
    if len(value.strip()) > most:
        raise Refused(say("A text is longer than {n} signs.", n=most), name)
    return value.strip()


def _need(one: object) -> Need:
    if not isinstance(one, dict):
        raise _unreadable()
    words = text(one, "text", 2000)
    if not words:
        raise Refused(say("A need has no words."), "needs")
    category = one.get("category") or "other"
    if not isinstance(category, str) or len(category) > 20:
        raise _unreadable()
    return Need(key(one.get("key")), words, category, bool(one.get("urgent")))


def _code(held: Mapping[str, Any], name: str, known: Mapping[str, Any], otherwise: str) -> str:
    value = held.get(name) or otherwise
    if not isinstance(value, str) or value not in known:
        raise _unreadable()
    return value


def _day(value: object) -> dt.date | None:
    if not value:
        return None
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise _unreadable() from None


def _unreadable() -> Refused:
    return Refused(say("The phone sent something that cannot be read. Write it down anew at the desk."))
