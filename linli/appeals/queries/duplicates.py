"""Appeals that may be the same as one that is being written down, in time to add to them instead.

Keys come from a few short index reads, each for its newest only, so that it takes as long among a million as
among a thousand: same phone, same household, same door, building or square, four marks of similar words. What of
them the actor may find, what is open or of the last 90 days, and how much it has in common is settled on those few.
Who asked without a name or in confidence has left neither phone nor household, so nothing leads to them. It answers
what may be the same matter; how often somebody asks is neither listed nor counted anywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from linli.base import clock
from linli.kernel import Actor, Refused, Saying, say
from linli.kernel.phones import read_phones
from linli.kernel.say import listed
from linli.places import api as places

from ..models import Appeal, Reporter, Words
from ..rules import codes
from ..rules.intake import NEAR_DAYS, NEAR_METRES
from . import marks, sight

#: How many of the newest each kind of nearness brings along.
_EACH = 15
#: The newest of all are compared word by word; of older ones those that share a mark of similar words.
_NEWEST = 150
#: Words are similar from here on (marks.alike), and alike enough to be named without anything else near.
_SIMILAR, _VERY = 0.25, 0.4
_TITLE = 40

WHY: dict[str, Saying] = {
    "phone": say("same phone"),
    "household": say("same household"),
    "room": say("same door"),
    "unit": say("same entrance"),
    "building": say("same building"),
    "near": say("near by"),
    "text": say("similar words"),
}
_ASKING = ("phone", "household")
_WEIGHT = {
    "phone": 3.0,
    "household": 2.0,
    "room": 2.5,
    "unit": 1.5,
    "building": 1.0,
    "near": 1.5,
    "text": 4.0,
}


@dataclass(frozen=True, slots=True)
class Likely:
    """An appeal that may be the same; `why` says by what, `reasons` are the keys of WHY."""

    id: int
    number: str
    title: str
    why: Saying
    state: str
    received_at: dt.datetime
    reasons: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is being written down."""

    community: int
    phone: str
    household: int | None
    room: int | None
    unit: int | None
    building: int | None
    point: tuple[float, float] | None
    telling: set[str] = field(default_factory=set)


def likely(
    actor: Actor, *, at: dt.datetime, phone: str = "", household: int | None = None, building: int | None = None,
    room: int | None = None, point: tuple[float, float] | None = None, text: str = "", limit: int = 5,
) -> list[Likely]:  # fmt: skip
    """At most `limit` appeals within the actor's sight that may be the same, likeliest first. At most 5 statements.

    point  (longitude, latitude)
    """
    if actor.community is None:
        return []
    on = clock.day_of(at)
    asked = _asked(actor, on, phone, household, building, room, point, text)
    found = _candidates(asked, text)
    if not found:
        return []
    since = at - dt.timedelta(days=NEAR_DAYS)
    rows = (
        sight.appeals(actor, on)
        .filter(Q(state__in=codes.OPEN) | Q(received_at__gte=since), pk__in=list(found))
        .exclude(state="merged")
        .values("id", "number", "text", "place", "state", "received_at", "room_id", "unit_id", "building_id", "longitude", "latitude")
    )  # fmt: skip
    scored = [(_reasons(asked, row, found[row["id"]]), row) for row in rows]
    held = [
        (sum(reasons.values()), row["received_at"], reasons, row)
        for reasons, row in scored
        if _tells(reasons)
    ]
    held.sort(key=lambda one: (one[0], one[1]), reverse=True)
    return [_likely(row, reasons) for _, _, reasons, row in held[:limit]]


def _asked(
    actor: Actor, on: dt.date, phone: str, household: int | None, building: int | None, room: int | None,
    point: tuple[float, float] | None, text: str,
) -> _Asked:  # fmt: skip
    unit = None
    if room is not None:
        seen = places.rooms_by_ids(actor, [room], on).get(room)
        unit, building, room = (seen.unit_id, seen.building_id, room) if seen else (None, building, None)
    return _Asked(
        actor.community or 0,
        _plain(phone),
        household,
        room,
        unit,
        building,
        point,
        marks.telling(text[:4000]),
    )


def _plain(phone: str) -> str:
    """The phone in the form in which it is kept; "" while it is being typed."""
    try:
        return read_phones(phone)[0] if phone.strip() else ""
    except Refused:
        return ""


def _candidates(asked: _Asked, text: str) -> dict[int, set[str]]:
    """Key → by what it was found, in one statement."""
    parts = list(_parts(asked, text))
    found: dict[int, set[str]] = {}
    if not parts:
        return found
    for kind, key in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
        found.setdefault(key, set()).add(kind)
    return found


def _parts(asked: _Asked, text: str) -> Iterator[QuerySet[Any, Any]]:
    from django.db.models import Value

    def named(rows: Any, kind: str, key: str, most: int = _EACH) -> Any:
        return rows.annotate(kind=Value(kind)).values_list("kind", key)[:most]

    asking = Reporter.objects.filter(community=asked.community).order_by("-appeal")
    if asked.phone:
        yield named(asking.filter(phone=asked.phone), "phone", "appeal")
    if asked.household is not None:
        yield named(asking.filter(household=asked.household), "household", "appeal")
    here = Appeal.objects.filter(community=asked.community)
    if asked.room is not None:
        yield named(here.filter(room=asked.room).order_by("-id"), "room", "id")
    if asked.unit is not None:
        yield named(here.filter(unit=asked.unit).order_by("-received_at"), "unit", "id")
    if asked.building is not None:
        yield named(here.filter(building=asked.building).order_by("-received_at"), "building", "id")
    if asked.point is not None:
        for spot in marks.spot_marks(asked.community, *asked.point):
            yield named(Words.objects.filter(spot=spot).order_by("-appeal"), "near", "appeal")
    if asked.telling:
        yield named(here.order_by("-received_at", "-id"), "text", "id", _NEWEST)
        bands = marks.similar_marks(asked.community, [text[:4000]])
        for name, band in zip(("first", "second", "third", "fourth"), bands, strict=True):
            yield named(Words.objects.filter(**{name: band}).order_by("-appeal"), "text", "appeal")


def _reasons(asked: _Asked, row: Mapping[str, Any], found_by: set[str]) -> dict[str, float]:
    """Reason → weight, of one appeal that was found."""
    reasons: dict[str, float] = {kind: _WEIGHT[kind] for kind in _ASKING if kind in found_by}
    for kind in ("room", "unit", "building"):
        mine = getattr(asked, kind)
        if mine is not None and row[f"{kind}_id"] == mine:
            reasons[kind] = _WEIGHT[kind]
            break
    else:
        where = (row["longitude"], row["latitude"])
        if asked.point and None not in where and marks.metres(asked.point, where) <= NEAR_METRES:
            reasons["near"] = _WEIGHT["near"]
    alike = marks.alike(asked.telling, marks.telling(row["text"]))
    if alike >= _SIMILAR:
        reasons["text"] = _WEIGHT["text"] * alike
    return reasons


def _tells(reasons: dict[str, float]) -> bool:
    """Whether it may be the same: a person's own appeals and those of a place always, words alone when much is alike."""
    return bool(set(reasons) - {"text"}) or reasons.get("text", 0.0) >= _WEIGHT["text"] * _VERY


def _likely(row: Mapping[str, Any], reasons: dict[str, float]) -> Likely:
    line = next((one.strip() for one in row["text"].splitlines() if one.strip()), "")
    title = line if len(line) <= _TITLE else line[: _TITLE - 1] + "…"
    told = tuple(kind for kind in WHY if kind in reasons)
    return Likely(
        row["id"], row["number"], title, listed([WHY[kind] for kind in told]), row["state"], row["received_at"], told, row["place"]
    )  # fmt: skip
