"""Partition schemes: which cell a unit lies in, on which day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable

from django.db.models import Count, F, Q

from linli.kernel import Actor, NotFound
from linli.places.models import SCHEMES, Cell, Membership, Unit
from linli.places.rules.doors import unit_text
from linli.places.rules.sight import limited

from .days import holding, not_ended
from .shapes import CellRef, CellRow, Move, Stay, UnitRef


def cells(community: int, scheme: str, on: dt.date) -> list[CellRef]:
    """The cells of a scheme on `on`, by code. 1 query."""
    rows = Cell.objects.filter(holding(on), community=community, scheme=scheme).order_by("code", "pk")
    return [CellRef(*row) for row in rows.values_list("pk", "code", "name", "scheme")]


def outlines_of(community: int, scheme: str, on: dt.date) -> dict[int, object]:
    """cell → its outline, of the cells of a scheme on `on` that have one. 1 query."""
    rows = Cell.objects.filter(holding(on), community=community, scheme=scheme, outline__isnull=False)
    return dict(rows.values_list("pk", "outline"))


def cell_rows(community: int, on: dt.date, scheme: str = "") -> list[CellRow]:
    """Cells that hold on `on` or begin later, with what lies in them on `on`. 2 queries."""
    rows = Cell.objects.filter(not_ended(on), community=community)
    rows = rows.filter(scheme=scheme) if scheme else rows
    counts = {cell: counted for cell, *counted in _counts(community, on)}
    found = []
    for one in rows.order_by("scheme", "code", "pk"):
        buildings, units, homes = counts.get(one.pk, (0, 0, 0))
        found.append(
            CellRow(one.pk, one.code, one.name, one.scheme, one.start, one.end, one.outline,
                    buildings, units, homes, one.version)
        )  # fmt: skip
    return found


def _counts(community: int, on: dt.date) -> Iterable[tuple[int, int, int, int]]:
    """(cell, buildings, units, homes) of what lies in each cell on `on`."""
    homes = Count(
        "unit__rooms", filter=Q(unit__rooms__use="home") & holding(on, "unit__rooms__"), distinct=True
    )
    rows = Membership.objects.filter(holding(on), holding(on, "unit__building__"), community=community)
    counted = rows.values("cell").annotate(
        buildings=Count("unit__building", distinct=True), units=Count("unit", distinct=True), homes=homes
    )
    return counted.values_list("cell", "buildings", "units", "homes")


def cell(actor: Actor, key: int) -> Cell:
    """One cell of the actor's community. Raises NotFound. 1 query."""
    found = Cell.objects.filter(community=actor.community, pk=key).first()
    if found is None or (limited(actor) and found.scheme == "grid" and key not in actor.cells):
        raise NotFound("cell")
    return found


def cell_ref(actor: Actor, key: int) -> CellRow:
    """One cell as a plain value, without counts. Raises NotFound. 1 query."""
    one = cell(actor, key)
    return CellRow(
        one.pk, one.code, one.name, one.scheme, one.start, one.end, one.outline, version=one.version
    )


def outline_text(outline: object) -> str:
    """An outline as the text that a form shows; "" for none."""
    return json.dumps(outline) if outline else ""


def cell_units(community: int, keys: Collection[int], on: dt.date) -> list[int]:
    """Units that lie in one of the cells on `on`. 1 query."""
    rows = Membership.objects.filter(holding(on), community=community, cell__in=keys)
    return list(rows.values_list("unit_id", flat=True))


def cells_of_units(community: int, scheme: str, units: Collection[int], on: dt.date) -> dict[int, CellRef]:
    """unit → its cell on `on`; units in no cell are absent. 1 query."""
    rows = Membership.objects.filter(holding(on), community=community, scheme=scheme, unit__in=units)
    columns = rows.values_list("unit_id", "cell_id", "cell__code", "cell__name", "cell__scheme")
    return {unit: CellRef(cell, code, name, kind) for unit, cell, code, name, kind in columns}


def units(community: int, on: dt.date, **more: object) -> list[UnitRef]:
    """The units of buildings that stand on `on`, in the order of doors. 1 query."""
    homes = Count("rooms", filter=Q(rooms__use="home") & holding(on, "rooms__"))
    rows = (
        Unit.objects.filter(holding(on, "building__"), community=community, **more)
        .annotate(homes=homes)
        .order_by("building__name_sort", "building_id", "number")
        .values_list("pk", "building_id", "building__compound", "building__name", "number", "homes")
    )
    return [
        UnitRef(pk, building, compound + name, number, unit_text(compound, name, number), count)
        for pk, building, compound, name, number, count in rows
    ]


def coverage(community: int, scheme: str, on: dt.date) -> tuple[list[UnitRef], int]:
    """Units that lie in no cell of a scheme on `on`, and how many units there are. 2 queries."""
    found = units(community, on)
    inside = set(
        Membership.objects.filter(holding(on), community=community, scheme=scheme).values_list(
            "unit_id", flat=True
        )
    )
    return [one for one in found if one.id not in inside], len(found)


def gaps(community: int, on: dt.date) -> dict[str, tuple[int, int]]:
    """scheme → (units in no cell, units) of each scheme that has cells on `on`. 3 queries."""
    used = set(Cell.objects.filter(holding(on), community=community).values_list("scheme", flat=True))
    total = Unit.objects.filter(holding(on, "building__"), community=community).count()
    rows = Membership.objects.filter(holding(on), holding(on, "unit__building__"), community=community)
    counted = rows.values("scheme").annotate(units=Count("unit", distinct=True))
    inside = dict(counted.values_list("scheme", "units"))
    return {scheme: (total - inside.get(scheme, 0), total) for scheme in SCHEMES if scheme in used}


def preview(community: int, target: Cell, wanted: Collection[int], on: dt.date) -> list[Move]:
    """What putting units into a cell from `on` would change, unit by unit. 2 queries."""
    found = units(community, on, pk__in=wanted)
    now = cells_of_units(community, target.scheme, [one.id for one in found], on)
    moves = []
    for one in found:
        held = now.get(one.id)
        moves.append(Move(one, held.name if held else "", held is None or held.id != target.pk))
    return moves


def stays(community: int, cell: int, limit: int = 500) -> list[Stay]:
    """The history of a cell: who came and went, newest first. 1 query."""
    rows = (
        Membership.objects.filter(community=community, cell=cell)
        .order_by("-start", "unit__building__name_sort", "unit__number")
        .values_list(
            "unit__building__compound", "unit__building__name", "unit__number", "cell__name", "start", "end"
        )[:limit]
    )
    return [
        Stay(unit_text(estate, building, number), name, start, end)
        for estate, building, number, name, start, end in rows
    ]


def stays_of_units(community: int, wanted: Collection[int]) -> list[tuple[str, Stay]]:
    """(scheme, episode) of the units of a building, newest first. 1 query."""
    rows = (
        Membership.objects.filter(community=community, unit__in=wanted)
        .order_by("scheme", F("end").desc(nulls_first=True), "-start", "unit__number")
        .values_list(
            "scheme",
            "unit__building__compound",
            "unit__building__name",
            "unit__number",
            "cell__name",
            "start",
            "end",
        )
    )
    return [
        (scheme, Stay(unit_text(estate, building, number), name, start, end))
        for scheme, estate, building, number, name, start, end in rows
    ]
