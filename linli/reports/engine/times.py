"""When a row counts: the one place where days are compared."""

from __future__ import annotations

import datetime as dt
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


def moment(spine: Spine, column: Column) -> tuple[str, dt.date, dt.date]:
    """What `when` depends on: columns of one moment are counted in one pass over their rows alone."""
    if column.figure.kind == STOCK:
        return ("", column.period.last, column.period.end)
    return (day_column(spine, column.figure), column.period.start, column.period.end)
