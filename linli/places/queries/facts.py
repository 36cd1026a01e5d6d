"""A community's facts page: what was declared beside what the records say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, F, Q

from linli.places.models import AreaFact, Building, Room, Unit
from linli.places.rules.outlines import square_km

from . import areas, facilities
from .days import holding
from .shapes import Declared, Facts


def facts(area: int, on: dt.date, *, counted: bool = True) -> Facts:
    """Everything the facts page says about an area on `on`. At most 14 queries.

    counted  whether the reader may have the counts of the area's own records (needs its scope)
    """
    outline = areas.outline_of(area)
    found = Facts(
        place=areas.place(area, on),
        names=areas.names_of(area),
        codes=areas.codes_of(area),
        parents=areas.parents_of(area),
        declared=declared(area, on),
        square_km=square_km(outline) if outline else None,
    )
    if not counted:
        return found
    return _with_counts(found, on)


def declared(area: int, on: dt.date) -> list[Declared]:
    """Declared facts that hold on `on`. 1 query."""
    rows = AreaFact.objects.filter(holding(on), area=area).order_by("name", F("start").desc(nulls_last=True))
    return [
        Declared(*row)
        for row in rows.values_list("pk", "name", "value", "about", "unit", "source", "start", "end")
    ]


def declared_of(communities: Iterable[int], name: str, on: dt.date) -> dict[int, Declared]:
    """One declared fact of many communities on `on`. 1 query."""
    rows = AreaFact.objects.filter(holding(on), area__in=list(communities), name=name).order_by("start")
    columns = ("area_id", "pk", "name", "value", "about", "unit", "source", "start", "end")
    return {area: Declared(*row) for area, *row in rows.values_list(*columns)}


def _with_counts(found: Facts, on: dt.date) -> Facts:
    area = found.place.id
    rooms = Room.objects.filter(holding(on), community=area).aggregate(
        rooms=Count("pk"), homes=Count("pk", filter=Q(use="home"))
    )
    return Facts(
        place=found.place, names=found.names, codes=found.codes, parents=found.parents, declared=found.declared,
        square_km=found.square_km,
        buildings=Building.objects.filter(holding(on), community=area).count(),
        units=Unit.objects.filter(holding(on, "building__"), community=area).count(),
        rooms=rooms["rooms"], homes=rooms["homes"], slots=facilities.slots(area, on),
    )  # fmt: skip
