"""Employments: the list, one with its follow-ups, what is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from linli.kernel import Actor, Period
from linli.residents import api as residents

from ..models import FollowUp, Placement
from . import reach


@dataclass(frozen=True, slots=True)
class Filter:
    """Which employments: begun in a period, of a route, entered outside (yes, no, "")."""

    text: str = ""
    period: Period | None = None
    route: str = ""
    entered: str = ""


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """One employment in a list."""

    id: int
    version: int
    person: int
    name: str
    seeker: int | None
    unit: str
    trade: str
    section: str
    kind: str
    route: str
    start: dt.date
    end: dt.date | None
    ending: str
    entry: str
    entered_on: dt.date | None


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One follow-up, done or due. name "" within one employment."""

    id: int
    placement: int
    name: str
    unit: str
    months: int
    due: dt.date
    on: dt.date | None
    way: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """An employment whole."""

    row: PlacementRow
    referral: int | None
    follow_ups: list[FollowUpRow] = field(default_factory=list)


ORDERS = {"name": ("person__sort", "pk"), "start": ("start", "pk"), "unit": ("unit", "pk")}


def listing(
    actor: Actor,
    where: Filter,
    *,
    on: dt.date,
    order: list[str] | None = None,
    start: int = 0,
    count: int = 50,
) -> tuple[list[PlacementRow], int]:
    """One page of employments and how many there are. Three statements."""
    rows = reach.placements(actor)
    if where.period is not None:
        rows = rows.filter(start__gte=where.period.start, start__lt=where.period.end)
    if where.route:
        rows = rows.filter(route="" if where.route == "none" else where.route)
    if where.entered:
        rows = rows.filter(entry="") if where.entered == "no" else rows.exclude(entry="")
    text = where.text.strip()[:60].replace("\0", "")
    if text:
        rows = rows.filter(
            Q(person__name__contains=text)
            | Q(person__letters__contains=f" {text.lower()}")
            | Q(unit__contains=text)
        )
    total = rows.count()
    return _named(actor, rows.order_by(*(order or ("-start", "-pk")))[start : start + count], on), total


def page(actor: Actor, key: int, *, on: dt.date) -> PlacementPage:
    """An employment whole. NotFound outside the actor's sight."""
    one: Placement = reach.found(reach.placements(actor), key, "placement")
    rows = _named(actor, reach.placements(actor).filter(pk=key), on)
    due = reach.follow_ups(actor).filter(placement=key).order_by("months")
    return PlacementPage(rows[0], one.referral_id, [_follow_up(x, "", one.unit) for x in due])


def of_person(actor: Actor, person: int, *, on: dt.date) -> list[PlacementRow]:
    """The employments of one person, newest first. Two statements."""
    return _named(actor, reach.placements(actor).filter(person=person).order_by("-start", "-pk"), on)


def due(
    actor: Actor, *, until: dt.date, on: dt.date, start: int = 0, count: int = 50
) -> tuple[list[FollowUpRow], int]:
    """Follow-ups due by a day and not made, and how many there are. Three statements."""
    rows = reach.follow_ups(actor).filter(due__lte=until, on__isnull=True)
    total = rows.count()
    shown = list(rows.select_related("placement").order_by("due", "pk")[start : start + count])
    names = residents.person_names(actor, {one.placement.person_id for one in shown}, on=on)
    return [
        _follow_up(one, names.get(one.placement.person_id, "—"), one.placement.unit) for one in shown
    ], total


def follow_up(actor: Actor, key: int, *, on: dt.date) -> FollowUpRow:
    """One follow-up with the name. NotFound outside the actor's sight."""
    one: FollowUp = reach.found(reach.follow_ups(actor).select_related("placement"), key, "follow-up")
    names = residents.person_names(actor, [one.placement.person_id], on=on)
    return _follow_up(one, names.get(one.placement.person_id, "—"), one.placement.unit)


def keys_due(actor: Actor, *, until: dt.date) -> list[tuple[int, dt.date]]:
    """(follow-up, day) of what is due by a day and not made, in the order of days. One statement."""
    rows = reach.follow_ups(actor).filter(due__lte=until, on__isnull=True).order_by("due", "pk")
    return list(rows.values_list("pk", "due"))


def _named(actor: Actor, rows: QuerySet[Placement], on: dt.date) -> list[PlacementRow]:
    shown = list(rows)
    names = residents.person_names(actor, {one.person_id for one in shown}, on=on)
    return [
        PlacementRow(
            one.pk, one.version, one.person_id, names.get(one.person_id, "—"), one.seeker_id, one.unit, one.trade, one.section, one.kind,
            one.route, one.start, one.end, one.ending, one.entry, one.entered_on,
        )
        for one in shown
    ]  # fmt: skip


def _follow_up(one: FollowUp, name: str, unit: str) -> FollowUpRow:
    return FollowUpRow(
        one.pk, one.placement_id, name, unit, one.months, one.due, one.on, one.way, one.outcome, one.note
    )
