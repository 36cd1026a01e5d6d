"""The one query per spine: count(*) FILTER for every column at once, grouped by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Case, Count, F, Func, Max, QuerySet, Value, When

from linli.base.figures import Spine
from linli.kernel.lens import BY_CELL, BY_COMMUNITY

from .dividing import Division, inside, rows_of
from .times import Column, counts, day_column, reach

#: (community, cell or None) → one count for each column
Tally = dict[tuple[int, int | None], list[int]]


def tally(spine: Spine, columns: Sequence[Column], division: Division) -> Tally:
    """Every column of one spine: one query, and one more when things, not rows, are counted."""
    found: Tally = {}
    rows = [index for index, column in enumerate(columns) if not column.figure.distinct]
    _collect(found, rows, _count_rows(spine, [columns[i] for i in rows], division), len(columns))
    for name in sorted({column.figure.distinct for column in columns} - {""}):
        things = [index for index, column in enumerate(columns) if column.figure.distinct == name]
        _collect(
            found, things, _count_things(spine, name, [columns[i] for i in things], division), len(columns)
        )
    return found


def _collect(into: Tally, places: list[int], found: Tally, width: int) -> None:
    for part, values in found.items():
        held = into.setdefault(part, [0] * width)
        for place, value in zip(places, values, strict=True):
            held[place] += value


def _count_rows(spine: Spine, columns: Sequence[Column], division: Division) -> Tally:
    if not columns:
        return {}
    rows = rows_of(spine, division).filter(reach(spine, columns), inside(spine, division))
    names = [f"n{index}" for index in range(len(columns))]
    sums = {
        name: Count(Value(1), filter=counts(spine, column.figure, column.period))
        for name, column in zip(names, columns, strict=True)
    }
    whose, parts = _grouping(spine, division)
    grouped = rows.annotate(**whose).values(*parts).annotate(**sums).values_list(*parts, *names)
    width = len(parts)
    return {_part(row[:width], division): list(row[width:]) for row in grouped}


def _grouping(spine: Spine, division: Division) -> tuple[dict[str, Any], list[str]]:
    """Annotations and names to group by; a single community needs no column."""
    if division.lens.by == BY_CELL:
        return {}, ["cell_of"]
    if division.lens.by == BY_COMMUNITY:
        return {"whose": F(spine.community)}, ["whose"]
    return {"whose": Value(0)}, ["whose"]


def _part(values: Sequence[Any], division: Division) -> tuple[int, int | None]:
    if division.lens.by == BY_COMMUNITY:
        return (values[0], None)
    if division.lens.by == BY_CELL:
        return (division.lens.communities[0], values[0])
    return (0, None)


def last_row(spine: Spine, column: Column) -> list[str]:
    """Order in which the last row of a thing comes first: it decides the thing's cell."""
    return [f"-{day_column(spine, column.figure)}", "-pk"]


def _count_things(spine: Spine, name: str, columns: Sequence[Column], division: Division) -> Tally:
    """Distinct values of a column: first one line per thing, then the lines by part.

    With cells each line keeps the greatest (day, row, cell, inside): the last row's.
    """
    placed = division.lens.by == BY_CELL or division.limited
    lines = _lines(spine, name, columns, division, placed)
    try:
        inner, params = lines.query.sql_with_params()
    except EmptyResultSet:
        return {}
    sql = " UNION ALL ".join(_by_part(index, division, placed) for index in range(len(columns)))
    found: Tally = {}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH lines AS ({inner}) {sql}", params)
        for whose, cell, index, count in cursor.fetchall():
            part = _part((cell if division.lens.by == BY_CELL else whose,), division)
            found.setdefault(part, [0] * len(columns))[index] += count
    return found


def _lines(
    spine: Spine, name: str, columns: Sequence[Column], division: Division, placed: bool
) -> QuerySet[Any, Any]:
    rows = rows_of(spine, division).filter(reach(spine, columns)).annotate(whose=F(spine.community))
    kept: dict[str, Any] = {}
    for index, column in enumerate(columns):
        where = counts(spine, column.figure, column.period)
        last = Max(_place(spine, column, division), filter=where)
        kept[f"n{index}"] = (
            last if placed else BoolOr(Case(When(where, then=Value(True)), default=Value(False)))
        )
    return rows.values("whose", name).annotate(**kept).values("whose", *kept)


def _place(spine: Spine, column: Column, division: Division) -> Func:
    """ARRAY[day, row, cell, inside], which compares by day, then row."""
    day = Func(F(day_column(spine, column.figure)), template="(%(expressions)s - DATE '2000-01-01')")
    within = (
        Case(When(inside(spine, division), then=Value(1)), default=Value(0)) if division.limited else Value(1)
    )
    return Func(
        day, F("pk"), F("cell_of"), within,
        template="ARRAY[%(expressions)s]::bigint[]", output_field=ArrayField(BigIntegerField()),
    )  # fmt: skip


def _by_part(index: int, division: Division, placed: bool) -> str:
    whose = "whose" if division.lens.by == BY_COMMUNITY else "0"
    if not placed:
        return f"SELECT {whose} AS w, NULL::bigint, {index}, count(*) FROM lines WHERE n{index} GROUP BY 1"
    return (
        f"SELECT {whose} AS w, n{index}[3], {index}, count(*) FROM lines WHERE n{index}[4] = 1 GROUP BY 1, 2"
    )
