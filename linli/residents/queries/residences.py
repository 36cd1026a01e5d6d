"""Residence episodes (居住登记)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, QuerySet

from linli.kernel import Actor, NotFound
from linli.places import api as places

from ..models import Residence
from . import people, search, sight
from .shapes import Page, PersonRow, ResidenceFilter, ResidenceRow

SORTS: dict[str, tuple[Any, ...]] = {
    "-start": ("-start", "-id"),
    "start": ("start", "id"),
    "-end": (F("end").desc(nulls_last=True), "-id"),
    "name": ("person__sort", "id"),
    "door": (
        "room__unit__building__compound", "room__unit__building__name_sort", "room__unit__number", "room__floor",
        "room__number", "id",
    ),
}  # fmt: skip
_ROW = (
    "id", "person_id", "person__name", "kind", "state", "start", "end", "reason", "note", "room__door", "room_id",
    "born_here", "moved_within", "version", "closing_on", "closing_reason",
)  # fmt: skip


def listing(
    actor: Actor, where: ResidenceFilter, *, on: dt.date, sort: str = "-start", page: int = 1, size: int = 50
) -> Page[ResidenceRow]:
    """One page of the episodes that `where` leaves of those the actor may see."""
    found = _narrowed(actor, where, on)
    total = found.count()
    number = max(1, min(page, -(-total // size)))
    first = (number - 1) * size
    ordered = found.order_by(*SORTS.get(sort, SORTS["-start"]))
    return Page([row(one) for one in ordered.values(*_ROW)[first : first + size]], number, size, total)


def residence(actor: Actor, key: int, *, on: dt.date) -> ResidenceRow:
    """One episode; NotFound when it does not exist for the actor."""
    found = sight.residences(actor, on).filter(pk=key).values(*_ROW).first()
    if found is None:
        raise NotFound("residence")
    return row(found)


def of_person(actor: Actor, person: int) -> list[ResidenceRow]:
    """Every episode of one permitted person, newest first."""
    found = Residence.objects.filter(community_id=actor.community, person=person, void=False)
    return [row(one) for one in found.order_by("-start", "-id").values(*_ROW)]


def people_at(actor: Actor, room: int, *, on: dt.date) -> list[PersonRow]:
    """Who lives or is registered behind a door on a day."""
    found = sight.residences(actor, on).filter(sight.on_day(on), room=room).order_by("person__sort", "id")
    return people.rows(list(found.values_list("person_id", flat=True)), on)


def waiting(actor: Actor, state: str, *, on: dt.date, limit: int = 20) -> tuple[int, list[ResidenceRow]]:
    """(how many, the oldest) episodes in a state that waits for somebody."""
    found = sight.residences(actor, on).filter(state=state)
    rows = [row(one) for one in found.order_by("changed_at", "id").values(*_ROW)[:limit]]
    return (len(rows) if len(rows) < limit else found.count()), rows


def _narrowed(actor: Actor, where: ResidenceFilter, on: dt.date) -> QuerySet[Residence]:
    found = sight.residences(actor, on)
    exact = {"state": where.state, "kind": where.kind, "reason": where.reason}
    found = found.filter(**{field: value for field, value in exact.items() if value})
    if where.opened:
        found = found.filter(start__gte=where.opened[0], start__lt=where.opened[1])
    if where.closed:
        found = found.filter(end__gte=where.closed[0], end__lt=where.closed[1])
    if where.cell is not None and actor.community is not None:
        found = found.filter(room__unit__in=places.cell_units(actor.community, [where.cell], on))
    if where.keys is not None:
        found = found.filter(pk__in=where.keys)
    if where.text.strip():
        found = found.filter(person__in=search.ids(actor, where.text, on=on))
    return found


def row(one: dict[str, Any]) -> ResidenceRow:
    """The plain value of one fetched row."""
    return ResidenceRow(
        id=one["id"], person_id=one["person_id"], name=one["person__name"], kind=one["kind"], state=one["state"],
        start=one["start"], end=one["end"], reason=one["reason"], note=one["note"], door=one["room__door"] or "",
        room_id=one["room_id"], born_here=one["born_here"], moved_within=one["moved_within"], version=one["version"],
        closing_on=one["closing_on"], closing_reason=one["closing_reason"],
    )  # fmt: skip
