"""What home pages show of appeals beside the board: what a secretary keeps an eye on, what a messenger reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor, say
from linli.kernel.actor import SECRETARY
from linli.places import api as places

from ..models import Appeal, Whistle
from ..rules import codes
from ..rules import sight as rules
from . import sight, state

#: A promise that falls due within so many days is looked after.
SOON = dt.timedelta(days=2)
_SHOWN = 8
_TITLE = 40


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One appeal on a home page; `sentence` says its state, `due` its nearest deadline."""

    id: int
    number: str
    title: str
    place: str
    sentence: str
    state: str
    due: dt.datetime | None
    handler: str
    community: str = ""
    received_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """要盯的事: rows and how many there are in all, by kind: late, promised, unsatisfied, unanswered."""

    rows: dict[str, list[HomeRow]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def watched(actor: Actor, at: dt.datetime) -> Watched:
    """Overdue, promises that fall due in two days, 不满意 at the revisit, 上报街道 without an answer. For the secretary."""
    if actor.community is None or not actor.holds(SECRETARY):
        return Watched()
    on = clock.day_of(at)
    seen = sight.appeals(actor, on)
    kinds: dict[str, QuerySet[Appeal]] = {
        "late": seen.filter(due_at__lt=at).order_by("due_at", "id"),
        "promised": seen.filter(state__in=(*codes.WORKING, "sent_up"), promised_on__gte=on, promised_on__lte=on + SOON)
        .order_by("promised_on", "id"),
        "unsatisfied": seen.filter(state="redo", rating="not").order_by("due_at", "id"),
        "unanswered": seen.filter(state="sent_up").order_by("due_at", "id"),
    }  # fmt: skip
    found = {kind: list(some[:_SHOWN]) for kind, some in kinds.items()}
    counts = {
        kind: len(found[kind]) if len(found[kind]) < _SHOWN else some.count() for kind, some in kinds.items()
    }
    rows = _rows(actor, [one for some in found.values() for one in some], at)
    return Watched({kind: [rows[one.pk] for one in some] for kind, some in found.items()}, counts)


def reported(actor: Actor, at: dt.datetime, limit: int = 20) -> list[HomeRow]:
    """我报过的事: what the actor wrote down, open ones first, newest first. Three queries."""
    if actor.user_id is None or actor.community is None:
        return []
    mine = sight.appeals(actor, clock.day_of(at)).filter(entered_by=actor.user_id)
    ended = Q(state__in=codes.ENDED)
    found = list(mine.exclude(ended).order_by("-received_at", "-id")[:limit])
    if len(found) < limit:
        found += list(mine.filter(ended).order_by("-received_at", "-id")[: limit - len(found)])
    rows = _rows(actor, found, at)
    return [rows[one.pk] for one in found]


def sent_up(actor: Actor, at: dt.datetime, limit: int = 50) -> tuple[list[HomeRow], int]:
    """社区上报的事 of a subdistrict, by clock, and how many wait for it in all."""
    if not rules.of_subdistrict(actor):
        return [], 0
    with sight.reach(actor, clock.day_of(at)) as communities:
        waiting = Q(state="sent_up") | (Q(audience="subdistrict") & ~Q(state__in=codes.ENDED))
        seen = sight.appeals(actor, clock.day_of(at), communities).filter(waiting)
        found = list(seen.order_by(F("due_at").asc(nulls_last=True), "id")[:limit])
        rows = _rows(actor, found, at)
        return [rows[one.pk] for one in found], len(found) if len(found) < limit else seen.count()


def _rows(actor: Actor, found: list[Appeal], at: dt.datetime) -> dict[int, HomeRow]:
    """Rows by key, names and places read for all of them at once."""
    if not found:
        return {}
    names = accounts.names({one.handler for one in found} | {one.offered_to for one in found})
    doors = _places(actor, found, clock.day_of(at))
    called = dict(
        Whistle.objects.filter(community__in={one.community_id for one in found}, appeal__in=found, answered_at__isnull=True)
        .values_list("appeal_id", "department")
    )  # fmt: skip
    return {one.pk: _row(one, names, doors, called.get(one.pk, ""), at, actor) for one in found}


def _row(
    one: Appeal, names: dict[int, str], doors: dict[int, str], department: str, at: dt.datetime, actor: Actor
) -> HomeRow:
    line = next((line.strip() for line in one.text.splitlines() if line.strip()), "")
    handler = names.get(one.handler or 0, "")
    said = _said(one, names, department, at)
    outside = actor.community is None
    return HomeRow(
        one.pk, one.number, line if len(line) <= _TITLE else line[: _TITLE - 1] + "…", doors.get(one.pk, one.place), said,
        one.state, one.due_at, handler, places.name_of(one.community_id, clock.day_of(at)) if outside else "", one.received_at,
    )  # fmt: skip


def _said(one: Appeal, names: dict[int, str], department: str, at: dt.datetime) -> str:
    """The state as a sentence, with whom it waits for where that is known."""
    if one.offered_to:
        return str(say("{name} is asked to take it over.", name=names.get(one.offered_to, "")))
    if one.state == "sent_up" and department:
        return str(say("Sent up; {department} deals with it.", department=department))
    return str(state.sentence(one, at, names)).rstrip("。.")


def _places(actor: Actor, found: list[Appeal], on: dt.date) -> dict[int, str]:
    """Where each appeal is: the door, else the building, else its words."""
    wanted: dict[int, Any] = {one.pk: one for one in found}
    if actor.community is None:
        return {key: one.place for key, one in wanted.items()}
    rooms = places.rooms_by_ids(actor, {one.room_id for one in found if one.room_id}, on)
    names = (
        {one.id: one.name for one in places.buildings(actor, on)}
        if any(one.building_id for one in found)
        else {}
    )
    return {
        key: rooms[one.room_id].door if one.room_id in rooms else names.get(one.building_id, "") or one.place
        for key, one in wanted.items()
    }
