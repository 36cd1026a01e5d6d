"""The route pack: what a phone takes along, and what of it changed since.

A pack is rows of plain lists, one for each household of the worker's open routes, in walking order. Each row ends
with its mark. A phone sends the marks it holds; the answer has the rows that differ and the keys that are gone, so
no clock and no log of changes can be wrong. A later sync stays below `rules.devices.LATER` bytes; what does not fit
waits for the next one.

A row: [household, room, building, unit, floor, door, called, phone, [promised days], {sheet: how to reach them},
        [[stop, route, state, [needs]] …], card to give out or 0, [[visited on, result] …], mark]
Never in it: identity numbers, statuses, names, what was said on earlier visits.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from linli.kernel import Actor
from linli.places import api as places
from linli.residents import api as residents

from ..models import Card, Route, Sheet, Stop, Visit
from ..rules.devices import LATER, MOST_DAYS, MOST_HOUSEHOLDS, TERMS
from ..rules.operations import REACH

#: The version of the format; a phone with another one takes the whole anew.
FORMAT = 1
_MARK = 6


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the terms let a phone hold: households, hours, and days of earlier visits (days and results only)."""

    households: int
    hours: int
    days: int


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes to the phone. `more` says that a further sync has the rest."""

    full: bool
    routes: list[list[Any]]
    rows: list[list[Any]]
    gone: list[int]
    order: list[int]
    more: bool
    held: list[int] = field(default_factory=list)

    def as_sent(self) -> dict[str, Any]:
        """As it is written in JSON."""
        return {
            "v": FORMAT, "full": self.full, "routes": self.routes, "rows": self.rows, "gone": self.gone,
            "order": self.order, "more": self.more,
        }  # fmt: skip


def bounds(community: int, on: dt.date) -> Bounds:
    """By the terms of a day. 2 queries."""
    held = {one.key: one.value for one in places.terms_of(community, on) if one.key in TERMS}
    found = {key: int(held.get(key, otherwise)) for key, otherwise in TERMS.items()}
    return Bounds(
        min(found["contact_offline_households"], MOST_HOUSEHOLDS),
        found["contact_offline_hours"],
        min(found["contact_offline_days"], MOST_DAYS),
    )


def pack(
    actor: Actor, *, at: dt.datetime, on: dt.date, limits: Bounds, marks: Mapping[str, str] | None = None
) -> Pack:
    """The worker's open routes of today and of the hours that a phone may hold. At most 12 queries.

    marks  household → mark as the phone holds them; None for the whole
    """
    last = on + dt.timedelta(days=max(1, -(-limits.hours // 24)))
    routes = list(
        Route.objects.filter(
            community_id=actor.community or 0, user=actor.user_id or 0, state="open", on__gte=on, on__lte=last
        )
        .order_by("on", "pk")
        .values_list("pk", "on", "title")
    )
    found = _stops([key for key, _on, _title in routes])
    chosen = list(found)[: limits.households]
    rows = _rows(actor, chosen, found, on=on, days=limits.days)
    order = [key for key in chosen if key in rows]
    shown: list[list[Any]] = [[key, day.isoformat(), title] for key, day, title in routes]
    if marks is None:
        return Pack(True, shown, [rows[key] for key in order], [], order, False, order)
    changed, more = _fitting([rows[key] for key in order if marks.get(str(key)) != rows[key][-1]])
    gone = [int(key) for key in marks if key.isdecimal() and int(key) not in rows]
    same = [key for key in order if str(key) in marks] == order and not gone
    return Pack(False, shown, changed, gone, [] if same and not more else order, more, order)


def _fitting(rows: list[list[Any]]) -> tuple[list[list[Any]], bool]:
    """As many rows as a later sync carries, at least one; whether some are left."""
    size = 0
    fit: list[list[Any]] = []
    for row in rows:
        size += len(_written(row).encode()) + 1
        if fit and size > LATER - 6000:
            return fit, True
        fit.append(row)
    return fit, False


def _stops(routes: list[int]) -> dict[int, list[tuple[int, int, int, list[str], str]]]:
    """Household → (room, stop, route, needs, state) of every stop, households in walking order."""
    rows = Stop.objects.filter(route__in=routes).exclude(state="left_out")
    found: dict[int, list[tuple[int, int, int, list[str], str]]] = defaultdict(list)
    for household, *rest in rows.order_by("route__on", "route", "rank", "pk").values_list(
        "household_id", "room_id", "pk", "route_id", "needs", "state"
    ):
        found[household].append(tuple(rest))  # type: ignore[arg-type]
    return found


def _rows(
    actor: Actor, keys: list[int], found: Mapping[int, list[tuple[int, int, int, list[str], str]]], *, on: dt.date, days: int
) -> dict[int, list[Any]]:  # fmt: skip
    rooms = places.rooms_by_ids(actor, {found[key][0][0] for key in keys}, on)
    called = residents.salutations(actor, keys, on=on)
    phones = residents.numbers_to_call(actor, keys, on=on)
    sheets = {one.household_id: one for one in Sheet.objects.filter(household__in=keys)}
    promised, visited = _promised(keys), _visited(keys, on, days)
    cards = dict(Card.objects.filter(household__in=keys, state="issued").values_list("household_id", "pk"))
    rows: dict[int, list[Any]] = {}
    for key in keys:
        room = rooms.get(found[key][0][0])
        if room is None:
            continue
        row = [
            key, room.id, room.building_name, room.unit_number, room.floor, room.door, called.get(key, ""), phones.get(key, ""),
            promised.get(key, []), _reach(sheets.get(key)), [[stop, route, state, needs] for _room, stop, route, needs, state in found[key]],
            cards.get(key, 0), visited.get(key, []),
        ]  # fmt: skip
        rows[key] = [*row, hashlib.sha256(_written(row).encode()).hexdigest()[:_MARK]]
    return rows


def _promised(keys: Iterable[int]) -> dict[int, list[str]]:
    rows = Visit.objects.filter(household__in=list(keys), return_on__isnull=False, returned=False, void=False)
    found: dict[int, list[str]] = defaultdict(list)
    for household, day in rows.order_by("return_on").values_list("household_id", "return_on"):
        if day is not None:
            found[household].append(day.isoformat())
    return found


def _visited(keys: Iterable[int], on: dt.date, days: int) -> dict[int, list[list[str]]]:
    """Days and results of earlier visits, without a word of what was said; nothing unless a term allows it."""
    found: dict[int, list[list[str]]] = defaultdict(list)
    if days:
        since = on - dt.timedelta(days=days)
        rows = Visit.objects.filter(household__in=list(keys), went__gte=since, void=False).order_by(
            "-went", "-pk"
        )
        for household, day, result in rows.values_list("household_id", "went", "result"):
            found[household].append([day.isoformat(), result])
    return found


def _reach(sheet: Sheet | None) -> dict[str, str]:
    """The filled fields of the sheet that phones carry."""
    if sheet is None:
        return {}
    return {name: value for name in REACH if (value := getattr(sheet, name))}


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
