"""The rows behind a number: exactly those that it counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from linli.base.figures import STOCK, Figure, Listed, Listing, Spine
from linli.kernel import Actor, NotFound
from linli.kernel.lens import BY_CELL, Lens

from . import sight
from .answer import TOTAL
from .catalog import Catalog, catalog
from .dividing import UNASSIGNED, Division, at_part, inside, rows_of
from .tally import last_row
from .times import Column, counts


@dataclass(frozen=True)
class Behind:
    """What stands behind one number: a queryset of the spine, one row for each counted thing."""

    figure: Figure
    spine: Spine
    rows: QuerySet[Any]
    on: dt.date
    lens: Lens

    @property
    def listing(self) -> Listing:
        """How the rows are shown; NotFound when nobody opens them."""
        if self.spine.listing is None:
            raise NotFound("no list")
        return self.spine.listing

    def count(self) -> int:
        """How many rows there are: the number itself."""
        return self.rows.count()

    def search(self, text: str) -> Behind:
        """Only the rows that a typed text finds."""
        if not text or self.listing.search is None:
            return self
        return replace(self, rows=self.rows.filter(self.listing.search(text)))

    def page(self, start: int, count: int | None) -> list[Listed]:
        """Some rows in the list's order, as the viewer may see them."""
        ordered = self.rows.order_by(*self.listing.order, "pk").values_list("pk", flat=True)
        keys = list(ordered[start:] if count is None else ordered[start : start + count])
        shown = self.listing.show(self.lens.actor, keys, self.on)
        return [shown[key] for key in keys if key in shown]


def behind(name: str, lens: Lens, part: int = TOTAL, *, known: Catalog | None = None) -> Behind:
    """The rows of one number for a worker of the community; NotFound where they have no list.

    name  a counted figure; a ratio opens its numerator, a median what it measures
    """
    figure, spine = _counted(name, known or catalog())
    if not opens(figure, spine, lens.actor):
        raise NotFound("not open to this reader")
    if lens.actor.community is None or set(lens.communities) != {lens.actor.community}:
        raise NotFound("a list is opened inside its community only")
    return Behind(figure, spine, _rows(figure, spine, lens, part), lens.period.last, lens)


def opens(figure: Figure, spine: Spine, actor: Actor) -> bool:
    """Whether an actor may see who or what stands behind a figure."""
    if actor.community is None or spine.listing is None or not spine.listing.may_open(actor):
        return False
    return figure.may_open is None or figure.may_open(actor)


def keys(name: str, lens: Lens, part: int = TOTAL, *, known: Catalog | None = None) -> list[int]:
    """Record keys of one number, sorted: what `linli figures --rows` prints and a seal keeps.

    A stock prints the thing's key (the person), a flow the row's own, a distinct figure the
    distinct value; there are as many keys as the number says.
    """
    figure, spine = _counted(name, known or catalog())
    with _scope_of(lens):
        column = key_column(figure, spine)
        return sorted(_rows(figure, spine, lens, part).values_list(column, flat=True))


@contextmanager
def _scope_of(lens: Lens) -> Iterator[None]:
    if sight.outside(lens):
        raise NotFound("keys do not leave their community")
    with sight.counting(lens):
        yield


def key_column(figure: Figure, spine: Spine) -> str:
    """The column whose values tell the counted things apart."""
    return figure.distinct or (spine.key if figure.kind == STOCK else "pk")


def _counted(name: str, known: Catalog) -> tuple[Figure, Spine]:
    figure = known.counted(name)
    if figure is None:
        raise NotFound("a declared number has no rows")
    return figure, known.spine_of(figure)


def _rows(figure: Figure, spine: Spine, lens: Lens, part: int) -> QuerySet[Any]:
    division = Division.of(lens)
    if not division.asks(spine) or (part != TOTAL and lens.by == BY_CELL and not spine.divided):
        raise NotFound("not divided")
    column = Column(figure, lens.period)
    rows = rows_of(spine, division).filter(counts(spine, figure, lens.period))
    if figure.distinct:
        rows = _last_rows(rows, spine, column)
    rows = rows.filter(inside(spine, division))
    if part == TOTAL:
        return rows
    if lens.by == BY_CELL and part != UNASSIGNED and not (part in division.cells and division.shows(part)):
        raise NotFound("no such cell on that day")
    return rows.filter(at_part(division, part) if lens.by == BY_CELL else _of_community(spine, part))


def _last_rows(rows: QuerySet[Any], spine: Spine, column: Column) -> QuerySet[Any]:
    """One row for each distinct value: the last, which also decides its cell."""
    name = column.figure.distinct
    last = rows.order_by(spine.community, name, *last_row(spine, column)).distinct(spine.community, name)
    return rows.filter(pk__in=last.values("pk"))


def _of_community(spine: Spine, community: int) -> Q:

    return Q(**{spine.community: community})
