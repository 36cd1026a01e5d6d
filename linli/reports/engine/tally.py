"""The one query per spine: every column at once, grouped by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, Case, F, Func, Max, Q, QuerySet, Value, When

from linli.base.figures import Spine
from linli.kernel.lens import BY_CELL, BY_COMMUNITY

from .dividing import Division, inside, rows_of
from .folding import Folding, Sql
from .times import Column, day_column, moment, when

#: (community, cell or None) → one count for each column
Tally = dict[tuple[int, int | None], list[int]]


def tally(spine: Spine, columns: Sequence[Column], division: Division) -> Tally:
    """Every column of one spine, in one query.

    Columns of one moment (stocks of a day, flows of a period) share one pass over just their rows,
    which the dates select through an index. Figures of rows are counted at once, in one line per
    part and way to answer (`folding`); figures of distinct things need one line per thing first, and
    are then counted by part.
    """
    batches: dict[tuple[object, ...], list[int]] = {}
    for index, column in enumerate(columns):
        batches.setdefault((column.figure.distinct, *moment(spine, column)), []).append(index)
    parts: list[tuple[str, Sequence[Any]]] = []
    selects: list[Sql] = []
    order: list[list[int]] = []
    for batch in batches.values():
        table, mine = f"c{len(parts)}", [columns[index] for index in batch]
        distinct = mine[0].figure.distinct
        if distinct:
            placed = division.lens.by == BY_CELL or division.limited
            parts.append(_sql(_lines(spine, distinct, mine, division, placed)))
            for at, index in enumerate(batch):
                selects.append((_by_part(table, at, len(order), division, placed), []))
                order.append([index])
        else:
            conditions = [column.figure.where(column.period.last) for column in mine]
            folding = Folding.of(conditions)
            parts.append(_sql(folding.groups(_rows(spine, mine, division), _parts_of(spine, division))))
            selects.append(_summed(table, len(order), [folding.sql(one) for one in conditions]))
            order.append(batch)
    return _fetch(parts, selects, order, len(columns), division)


def _sql(query: QuerySet[Any, Any]) -> tuple[str, Sequence[Any]]:
    sql, params = query.query.sql_with_params()
    return str(sql), params


def _fetch(
    parts: Sequence[tuple[str, Sequence[Any]]],
    selects: Sequence[Sql],
    order: Sequence[Sequence[int]],
    width: int,
    division: Division,
) -> Tally:
    """Run the statement; `order` says which columns the counts of each select are."""
    tables = ", ".join(f"c{index} AS ({sql})" for index, (sql, _) in enumerate(parts))
    found: Tally = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {tables} {' UNION ALL '.join(sql for sql, _ in selects)}",
            [one for _, params in (*parts, *selects) for one in params],
        )
        for whose, place, select, counts in cursor.fetchall():
            held = found.setdefault(_part(whose, place, division), [0] * width)
            for column, count in zip(order[select], counts, strict=True):
                held[column] += count
    return found


def _part(whose: int, place: int | None, division: Division) -> tuple[int, int | None]:
    if division.lens.by == BY_COMMUNITY:
        return (whose, None)
    if division.lens.by == BY_CELL:
        return (division.lens.communities[0], place)
    return (0, None)


def _rows(spine: Spine, columns: Sequence[Column], division: Division) -> QuerySet[Any, Any]:
    return rows_of(spine, division).filter(_when(spine, columns), inside(spine, division))


def _parts_of(spine: Spine, division: Division) -> dict[str, Any]:
    whose = F(spine.community) if division.lens.by == BY_COMMUNITY else Value(0)
    return {"whose": whose, "in_part": F("cell_of")}


def _summed(table: str, index: int, conditions: Sequence[Sql]) -> Sql:
    """The groups of a folding, summed by part for each condition."""
    sums = ", ".join(f"coalesce(sum(n) FILTER (WHERE {sql}), 0)" for sql, _ in conditions)
    text = f"SELECT whose, in_part::bigint, {index}, ARRAY[{sums}]::bigint[] FROM {table} GROUP BY 1, 2"
    return text, [value for _, values in conditions for value in values]


def _when(spine: Spine, columns: Sequence[Column]) -> Q:
    """The time of a batch, which all its columns share."""
    return when(spine, columns[0].figure, columns[0].period)


def last_row(spine: Spine, column: Column) -> list[str]:
    """Order in which the last row of a thing comes first: it decides the thing's cell."""
    return [f"-{day_column(spine, column.figure)}", "-pk"]


def _lines(
    spine: Spine, name: str, columns: Sequence[Column], division: Division, placed: bool
) -> QuerySet[Any, Any]:
    rows = rows_of(spine, division).filter(_when(spine, columns)).annotate(whose=F(spine.community))
    kept: dict[str, Any] = {}
    for index, column in enumerate(columns):
        where = column.figure.where(column.period.last)
        if placed:
            kept[f"n{index}"] = Max(_place(spine, column, division), filter=where or None)
        else:
            kept[f"n{index}"] = BoolOr(
                Case(When(where, then=Value(True)), default=Value(False)) if where else Value(True)
            )
    found: QuerySet[Any, Any] = rows.values("whose", name).annotate(**kept).values("whose", *kept)
    return found


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


def _by_part(table: str, at: int, index: int, division: Division, placed: bool) -> str:
    whose = "whose" if division.lens.by == BY_COMMUNITY else "0"
    if not placed:
        return f"SELECT {whose}, NULL::bigint, {index}, ARRAY[count(*)] FROM {table} WHERE n{at} GROUP BY 1"
    return f"SELECT {whose}, n{at}[3]::bigint, {index}, ARRAY[count(*)] FROM {table} WHERE n{at}[4] = 1 GROUP BY 1, 2"
