"""When a row counts: the one place where days are compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from linli.base.figures import STOCK, Figure, Spine
from linli.kernel import Period


@dataclass(frozen=True)
class Column:
    """One number to be asked: a figure over a period."""

    figure: Figure
    period: Period


def counts(spine: Spine, figure: Figure, period: Period) -> Q:
    """The rows that a figure counts over a period; stocks at its last day, flows inside it."""
    return when(spine, figure, period) & figure.where(period.last)


def day_column(spine: Spine, figure: Figure) -> str:
    """The column whose day decides a flow, and orders the rows of one thing."""
    return figure.starts or spine.starts


def when(spine: Spine, figure: Figure, period: Period) -> Q:
    """The condition of time alone, comparing bare columns so that indexes serve it."""
    if figure.kind == STOCK:
        return _held(spine, period.last)
    day = day_column(spine, figure)
    return Q(**{f"{day}__gte": period.start, f"{day}__lt": period.end})


def _held(spine: Spine, day: dt.date) -> Q:
    held = Q(**{f"{spine.starts}__lte": day})
    if spine.ends:
        held &= Q(**{f"{spine.ends}__isnull": True}) | Q(**{f"{spine.ends}__gt": day})
    return held


def reach(spine: Spine, columns: Sequence[Column]) -> Q:
    """All rows that any of the columns can count: what the one query has to read."""
    if any(column.figure.starts not in ("", spine.starts, spine.ends) for column in columns):
        return Q()
    days = {day_column(spine, column.figure) for column in columns}
    if len(days) == 1 and all(column.figure.kind != STOCK for column in columns):
        day = days.pop()
        return Q(
            **{
                f"{day}__gte": min(column.period.start for column in columns),
                f"{day}__lt": max(column.period.end for column in columns),
            }
        )
    spans = [_span(column) for column in columns]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    reached = Q(**{f"{spine.starts}__lt": last})
    if spine.ends:
        reached &= Q(**{f"{spine.ends}__isnull": True}) | Q(**{f"{spine.ends}__gte": first})
    return reached


def _span(column: Column) -> tuple[dt.date, dt.date]:
    period = column.period
    return (period.last if column.figure.kind == STOCK else period.start), period.end
