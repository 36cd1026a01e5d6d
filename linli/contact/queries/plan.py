"""The plan of areas: buildings as rows, units as columns, each with its area, its homes and occupied households."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import Actor, Period

from ..rules.coverage import Counts, summed
from . import coverage
from .coverage import UnitPart


@dataclass(frozen=True, slots=True)
class BuildingPlan:
    """One building of the plan."""

    id: int
    name: str
    units: list[UnitPart]

    @property
    def occupied(self) -> int:
        """Occupied households in it."""
        return sum(one.counts.occupied for one in self.units)


@dataclass(frozen=True, slots=True)
class Gaps:
    """Units in no area, and how many households live there."""

    units: list[UnitPart]
    households: int


def plan(actor: Actor, on: dt.date) -> list[BuildingPlan]:
    """Every building within the actor's sight with its units. At most seven queries."""
    return buildings_of(coverage.by_unit(actor, Period.day(on)))


def buildings_of(units: list[UnitPart]) -> list[BuildingPlan]:
    """Units in their buildings, in the order given."""
    found: dict[int, list[UnitPart]] = {}
    for one in units:
        found.setdefault(one.building, []).append(one)
    return [BuildingPlan(key, held[0].building_name, held) for key, held in found.items()]


def gaps_of(units: list[UnitPart]) -> Gaps:
    """What lies in no area."""
    none = [one for one in units if one.cell is None]
    return Gaps(none, sum(one.counts.occupied for one in none))


def counts_of(units: list[UnitPart]) -> dict[int, Counts]:
    """area → its counts."""
    found: dict[int, list[Counts]] = {}
    for one in units:
        if one.cell is not None:
            found.setdefault(one.cell, []).append(one.counts)
    return {cell: summed(held) for cell, held in found.items()}
