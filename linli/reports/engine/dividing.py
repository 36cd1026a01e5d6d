"""How rows of a spine fall into communities and into the cells of a scheme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, FilteredRelation, Q, QuerySet, Value

from linli.base.figures import Spine
from linli.base.models import Walled
from linli.kernel.lens import BY_CELL, Lens
from linli.places import api as places

from . import sight

#: Part of a total that lies in no cell of the scheme (未划入).
UNASSIGNED = 0

PLACED = "placed"


@dataclass(frozen=True)
class Division:
    """What a lens says about areas, looked up once for all spines.

    cells   the scheme's cells on the lens's day, id → (code, name), when the lens divides by cell
    units   units inside the lens's and the viewer's cells, None without such a limit
    within  those cells themselves, for spines whose rows name their cell
    """

    lens: Lens
    cells: dict[int, tuple[str, str]]
    units: frozenset[int] | None
    within: frozenset[int] | None

    @classmethod
    def of(cls, lens: Lens) -> Division:
        """At most one query for the cells and one for each limit."""
        cells = {}
        if lens.by == BY_CELL:
            found = places.cells(lens.communities[0], lens.scheme, lens.areas_on)
            cells = {cell.id: (cell.code, cell.name) for cell in found}
        units: frozenset[int] | None = None
        within: frozenset[int] | None = None
        for limit in sight.limits(lens):
            inside = frozenset(places.cell_units(lens.communities[0], sorted(limit), lens.areas_on))
            units = inside if units is None else units & inside
            within = limit if within is None else within & limit
        return cls(lens, cells, units, within)

    @property
    def limited(self) -> bool:
        """Whether not the whole of the communities is counted."""
        return self.units is not None

    def shows(self, cell: int) -> bool:
        """Whether a cell is a column: all are, but those outside the viewer's own cells of the scheme."""
        if self.within is None or not self.within <= set(self.cells):
            return True
        return cell in self.within

    def asks(self, spine: Spine) -> bool:
        """Whether the spine's numbers can be given at all under this limit."""
        return spine.divided or not self.limited


def rows_of(spine: Spine, division: Division) -> QuerySet[Any]:
    """The spine's rows of the lens's communities, each with its cell as `cell` (NULL in none)."""
    lens = division.lens
    rows: Any = spine.rows().order_by().filter(of_communities(spine, lens))
    found: QuerySet[Any]
    if lens.by != BY_CELL or not spine.divided:
        found = rows.annotate(cell_of=Value(None, output_field=BigIntegerField()))
        return found
    if spine.cell:
        found = rows.annotate(cell_of=F(spine.cell))
        return found
    path = f"{spine.unit}__memberships"
    day = lens.areas_on
    here = Q(**{f"{path}__scheme": lens.scheme, f"{path}__start__lte": day}) & (
        Q(**{f"{path}__end__isnull": True}) | Q(**{f"{path}__end__gt": day})
    )
    placed = FilteredRelation(path, condition=here)
    found = rows.annotate(**{PLACED: placed}).annotate(cell_of=F(f"{PLACED}__cell_id"))
    return found


def of_communities(spine: Spine, lens: Lens) -> Q:
    """The condition that a row belongs to the lens's communities.

    Over many communities the scope that `counting` opens is exactly these, so the wall says it
    already; said twice, the planner expects a tenth of the rows.
    """
    if len(lens.communities) > 1 and issubclass(spine.rows().model, Walled):
        return Q()
    return Q(**{f"{spine.community}__in": lens.communities})


def inside(spine: Spine, division: Division) -> Q:
    """The condition that a row lies within the cells asked for and allowed."""
    if division.units is None:
        return Q()
    if spine.unit:
        return Q(**{f"{spine.unit}__in": division.units})
    return Q(**{f"{spine.cell}__in": division.within or frozenset()})


def at_part(division: Division, part: int) -> Q:
    """The condition that a row falls into one part of the division (UNASSIGNED: into none)."""
    if part == UNASSIGNED:
        return Q(cell_of__isnull=True) | ~Q(cell_of__in=list(division.cells))
    return Q(cell_of=part)
