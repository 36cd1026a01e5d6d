"""Information checks (信息核实): what was looked at, and which doors wait for a look this year."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import JSONObject

from linli.base import keys as ring
from linli.kernel import Actor
from linli.places import api as places

from ..models import Check, Household, Residence
from ..rules.codes import LIVING
from . import sight
from .shapes import CheckRow, DueDoor, Page

_WALKING = (
    "room__unit__building__compound", "room__unit__building__name_sort", "room__unit__number", "room__floor",
    "room__number",
)  # fmt: skip
_ROW = ("id", "person_id", "person__name", "on", "at", "by_name", "way", "outcome", "fields")


def listing(
    actor: Actor, *, on: dt.date, since: dt.date, until: dt.date, person: int | None = None, outcome: str = "",
    page: int = 1, size: int = 50, keys: tuple[int, ...] | None = None,
) -> Page[CheckRow]:  # fmt: skip
    """Checks of the days from `since` up to but not including `until`, newest first."""
    found = _seen(actor, on).filter(on__gte=since, on__lt=until)
    if person is not None:
        found = found.filter(person=person)
    if outcome:
        found = found.filter(outcome=outcome)
    if keys is not None:
        found = found.filter(pk__in=keys)
    total = found.count()
    number = max(1, min(page, -(-total // size)))
    first = (number - 1) * size
    return Page(
        [_row(one) for one in found.order_by("-at", "-id").values(*_ROW)[first : first + size]],
        number,
        size,
        total,
    )


def beside(actor: Actor, *, limit: int = 50) -> ArraySubquery:
    """The checks of each person, newest first, what they changed still sealed, as a column of a query of people."""
    found = Check.objects.filter(community_id=actor.community, person=OuterRef("pk"), void=False)
    sealed = Func(F("changes"), Value("hex"), function="encode", output_field=TextField())
    plain = {name: name for name in _ROW if name != "person__name"}
    return ArraySubquery(
        found.order_by("-at", "-id").values(held=JSONObject(changes=sealed, **plain))[:limit]
    )


def of_person(name: str, held: Sequence[dict[str, Any]]) -> list[CheckRow]:
    """The checks of one permitted person from the column of `beside`."""
    return [
        _row(
            {
                **one,
                "person__name": name,
                "on": dt.date.fromisoformat(one["on"]),
                "at": dt.datetime.fromisoformat(one["at"]),
                "changes": ring.unseal(bytes.fromhex(one["changes"])) if one["changes"] else None,
            }
        )
        for one in held
    ]


def not_met_days(person: int) -> list[dt.date]:
    """Days of door checks since the last time the person was met, at which nobody was."""
    found = Check.objects.filter(person=person, void=False)
    met = found.exclude(outcome="not_met").order_by("-on").values_list("on", flat=True).first()
    visits = found.filter(outcome="not_met", way="door")
    if met is not None:
        visits = visits.filter(on__gt=met)
    return list(visits.values_list("on", flat=True).distinct())


def due(
    actor: Actor,
    *,
    on: dt.date,
    building: int | None = None,
    cell: int | None = None,
    page: int = 1,
    size: int = 50,
) -> Page[DueDoor]:
    """Doors behind which somebody living there was not checked this year, in walking order."""
    found = _living(actor, on)
    if building is not None:
        found = found.filter(room__unit__building=building)
    if cell is not None and actor.community is not None:
        found = found.filter(room__unit__in=places.cell_units(actor.community, [cell], on))
    counted = found.values("room").annotate(people=Count("pk"), unchecked=Count("pk", filter=~_checked(on)))
    doors = {
        room: (people, unchecked)
        for room, people, unchecked in counted.filter(unchecked__gt=0)
        .order_by()
        .values_list("room", "people", "unchecked")
    }
    number = max(1, min(page, -(-len(doors) // size)))
    rows = _doors(list(doors), on, (number - 1) * size, size)
    return Page([DueDoor(*row[:3], *doors[row[0]], row[3]) for row in rows], number, size, len(doors))


def _doors(rooms: list[int], on: dt.date, first: int, size: int) -> list[tuple[int, str, int, int | None]]:
    """(room, door, building, household) of one page of doors in walking order."""
    found = Residence.objects.filter(sight.on_day(on), room__in=rooms).order_by(*_WALKING).distinct()
    shown = list(
        found.values_list("room_id", "room__door", "room__unit__building_id", *_WALKING)[first : first + size]
    )
    kept = Household.objects.filter(sight.on_day(on), room__in=[one[0] for one in shown]).order_by("-pk")
    homes = dict(kept.values_list("room_id", "pk"))
    return [(room, door, building, homes.get(room)) for room, door, building, *_ in shown]


def progress(actor: Actor, *, on: dt.date) -> tuple[int, int]:
    """(people living here who were met or verified this year, people living here)."""
    held = _living(actor, on).aggregate(checked=Count("pk", filter=_checked(on)), all=Count("pk"))
    return held["checked"], held["all"]


def _living(actor: Actor, on: dt.date) -> QuerySet[Residence]:
    return sight.residences(actor, on).filter(
        sight.on_day(on), kind__in=LIVING, person__void=False, room__isnull=False
    )


def _checked(on: dt.date) -> Q:
    """The person of an episode was looked up this year; nobody met is no look."""
    looked = Check.objects.filter(
        person=OuterRef("person"), on__gte=dt.date(on.year, 1, 1), on__lte=on, void=False
    )
    return Q(Exists(looked.exclude(outcome="not_met")))


def _seen(actor: Actor, on: dt.date) -> QuerySet[Check]:
    found = Check.objects.filter(community_id=actor.community, void=False)
    units = sight.units_of(actor, on)
    if units is None:
        return found
    return found.filter(person__in=sight.people(actor, on)) if units else found.none()


def _row(one: dict[str, Any]) -> CheckRow:
    sealed = one.get("changes")
    return CheckRow(
        id=one["id"], person_id=one["person_id"], name=one["person__name"], on=one["on"], at=one["at"],
        by_name=one["by_name"], way=one["way"], outcome=one["outcome"], fields=tuple(one["fields"]),
        changes=tuple((field, old, new) for field, old, new in json.loads(sealed)) if sealed else (),
    )  # fmt: skip
