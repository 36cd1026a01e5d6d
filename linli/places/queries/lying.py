"""Which unit lies in which cell of a scheme since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from linli.places.models import Membership
from linli.places.rules.doors import unit_text

from .days import holding


@dataclass(frozen=True, slots=True)
class Lying:
    """A unit in a cell, with the day since when."""

    unit: int
    door: str
    cell_id: int
    cell: str
    start: dt.date


def stays_on(community: int, scheme: str, units: Collection[int], on: dt.date) -> dict[int, Lying]:
    """unit → the cell in which it lies on a day; units in none are absent. 1 query."""
    rows = Membership.objects.filter(holding(on), community=community, scheme=scheme, unit__in=units).values_list(
        "unit_id", "unit__building__compound", "unit__building__name", "unit__number", "cell_id", "cell__name", "start"
    )  # fmt: skip
    return {
        unit: Lying(unit, unit_text(estate, building, number), cell, name, start)
        for unit, estate, building, number, cell, name, start in rows
    }
