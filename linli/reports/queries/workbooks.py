"""Tables as workbooks in the layout that is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from linli.base.figures import Ratio
from linli.kernel import say
from linli.kernel.amounts import Amount
from linli.office.heads import Head
from linli.office.layout import TableSheet, write_table
from linli.office.sheets import Value
from linli.reports import engine
from linli.reports.rules.tables import TableDef

from . import printed
from .sheets import Cell, Sheet


def table(sheet: Sheet, *, area: str, period: str, filler: str, on: dt.date) -> bytes:
    """The workbook of one table: title, unit, head, rows, 合计 last, foot to sign."""
    across = sheet.table.across
    written = TableSheet(
        title=f"{area}{sheet.table.title}",
        head=_across_head(sheet) if across else _down_head(sheet),
        rows=_across_rows(sheet) if across else _down_rows(sheet),
        total=_across_line(str(say("Total")), sheet.rows[0].cells, sheet.rows[0].people) if across else None,
        unit=str(sheet.table.unit) if sheet.table.unit else "",
        reporter=area,
        period=period,
        foot=foot(area, filler, on),
        notes=_notes(sheet),
        name=str(sheet.table.title),
    )
    return write_table(written)


def foot(area: str, filler: str, on: dt.date) -> tuple[str, ...]:
    """填报单位（盖章） 填报人 审核人 填报时间."""
    return (
        str(say("Reporting unit (seal):")) + area,
        str(say("Filled in by:")) + filler,
        str(say("Checked by:")),
        str(say("Filled in on:")) + on.isoformat(),
    )


def _down_head(sheet: Sheet) -> tuple[Head, ...]:
    parts = tuple(Head(name, kind="number") for name in sheet.columns)
    beside = [("last", say("Same period last year")), ("sum", say("Cumulative"))]
    return (
        Head(str(say("No.")), kind="number"),
        Head(str(say("Figure"))),
        Head(str(say("Counted in"))),
        Head(str(say("Total")), kind="number"),
        *parts,
        *(Head(str(label), kind="number") for key, label in beside if key in sheet.beside),
    )


def _down_rows(sheet: Sheet) -> list[list[Value]]:
    rows: list[list[Value]] = []
    for number, line in enumerate(sheet.lines, 1):
        beside = [cell for cell in (line.last, line.cumulative) if cell is not None]
        cells = [value(cell.amount) for cell in (*line.cells, *beside)]
        unit = "%" if isinstance(line.figure, Ratio) else str(line.unit)
        rows.append([number, str(line.figure.label), unit, *cells])
    return rows


def heads(sheet: Sheet) -> tuple[Head, ...]:
    """The merged head of a table whose figures are columns."""
    return _across_head(sheet)


def _across_head(sheet: Sheet) -> tuple[Head, ...]:
    """网格, 期初, groups, 期末, last group, 网格员."""
    area = say("Community") if sheet.lens.by == "community" else say("Grid")
    groups = [_group_head(sheet.table, index) for index in range(len(sheet.table.groups))]
    return (
        Head(str(area)),
        Head(str(say("At the start")), kind="number"),
        *groups[:-1],
        Head(str(say("At the end")), kind="number"),
        groups[-1],
        Head(str(say("Grid worker"))),
    )


def _group_head(table: TableDef, index: int) -> Head:
    group = table.groups[index]
    known = engine.catalog()
    return Head(
        str(group.label), tuple(Head(str(known.figure(name).label), kind="number") for name in group.figures)
    )


def _across_rows(sheet: Sheet) -> list[list[Value]]:
    return [_across_line(row.name, row.cells, row.people) for row in sheet.rows if not row.total]


def _across_line(name: str, cells: Sequence[Cell], people: str) -> list[Value]:
    return [name, *(value(cell.amount) for cell in cells), people]


def value(amount: Amount) -> Value:
    """A number as a number; a ratio, a stated or a hidden one as it is read."""
    return amount.value if amount.value is not None and not amount.text else printed.shown(amount)


def _notes(sheet: Sheet) -> tuple[str, ...]:
    """Below the table: what a sum counts twice, and which day's areas held."""
    twice = [line for line in sheet.lines if line.cells and line.cells[0].amount.twice]
    notes = [
        str(
            say(
                "{figure}: {n} of the total are counted in two communities.",
                figure=str(line.figure.label),
                n=line.cells[0].amount.twice,
            )
        )
        for line in twice
    ]
    return (*notes, str(say("Areas as of {day}.", day=sheet.lens.areas_on.isoformat())))
