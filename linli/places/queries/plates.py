"""The building behind the code on its door plate, for somebody of whom no community is known."""

from __future__ import annotations

import datetime as dt

from linli.base.scope import community_scope
from linli.places.models import Building, BuildingCode, Cell
from linli.places.rules.codes import plain_public_code

from .days import holding
from .shapes import CellRef, Outdoors


def building_by_code(code: str, on: dt.date | None = None) -> tuple[int, Outdoors] | None:
    """(community, building) of a public code as typed or scanned; None for a code nobody bears.

    Opens the community's scope itself, for exactly this building. on: the day whose cells are
    named, the present ones without.
    """
    plate = BuildingCode.objects.filter(code=plain_public_code(code)).first()
    if plate is None:
        return None
    with community_scope(plate.area_id):
        one = Building.objects.get(community=plate.area_id, pk=plate.building_id)
        cells = (
            Cell.objects.filter(
                holding(on or dt.date.max, "memberships__"), memberships__unit__building=one.pk
            )
            .order_by("scheme", "code", "pk")
            .distinct()
        )
        held = tuple(CellRef(cell.pk, cell.code, cell.name, cell.scheme) for cell in cells)
    return plate.area_id, Outdoors(
        one.pk, one.code, one.name, one.compound, one.address, one.use, one.end, held
    )
