"""Where people would rather look: bars beside the numbers that they draw, each number still opening.

The bars are the table: label, number, length. They need no script, print as they stand and weigh nothing.
Where every part of the ground has an outline, the parts are also a map, the more the darker.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from linli.kernel import Period, Saying, say
from linli.kernel.lens import BY_CELL
from linli.places import api as places
from linli.reports import engine
from linli.reports.engine.answer import TOTAL

from .sheets import Cell, Sheet, linker


@dataclass(frozen=True)
class Bar:
    """One bar: what it is of, its number, and its length in percent of the longest."""

    label: str
    cell: Cell
    length: float


@dataclass(frozen=True)
class Patch:
    """A part on the map: its shape, its number, and one of the depths 0 (nothing) to 4 (the most)."""

    shape: places.Shape
    cell: Cell
    depth: int


@dataclass(frozen=True)
class Ground:
    """The parts as they lie, north up."""

    width: int
    height: int
    patches: Sequence[Patch]


@dataclass(frozen=True)
class Picture:
    """Bars of one question, from zero; on the ground where the parts have outlines."""

    title: Saying
    bars: Sequence[Bar]
    ground: Ground | None = None


def of(sheet: Sheet) -> list[Picture]:
    """The pictures of a table: the way through the year, the spread by heading, the parts; none where all is zero."""
    table = sheet.table
    found = [*_trends(sheet), *_spreads(sheet)]
    if table.by_part and sheet.parts:
        line = next(one for one in sheet.lines if one.figure.name == table.by_part)
        title = say("{figure}, by area", figure=line.figure.label)
        parts = _picture(title, zip(sheet.columns, line.cells[1:], strict=True))
        found.append(replace(parts, ground=_ground(sheet, parts.bars)))
    return [one for one in found if any(bar.length for bar in one.bars)]


def _trends(sheet: Sheet) -> list[Picture]:
    """Each figure month by month up to the end of the table's period. One question for all of them."""
    if not sheet.table.trend:
        return []
    last = sheet.lens.period.last
    months = {f"{number:02d}": Period.month(last.year, number) for number in range(1, last.month + 1)}
    answer = engine.ask(sheet.table.trend, sheet.lens, months)
    link, held = linker(sheet.lens), engine.catalog()
    pictures = []
    for name in sheet.table.trend:
        figure = held.figure(name)
        cells = []
        for code, month in months.items():
            amount = answer.amount(name, code, TOTAL)
            url = link(figure, month, TOTAL) if amount.value or amount.numerator else ""
            cells.append((f"{last.year}-{code}", Cell(amount, url, str(figure.label))))
        pictures.append(_picture(say("{figure}, month by month", figure=figure.label), cells))
    return pictures


def _spreads(sheet: Sheet) -> list[Picture]:
    """The rows of a heading, the longest first: the question is what there is most of."""
    found = []
    for label, lines in sheet.groups:
        if label.msgid in sheet.table.spread:
            rows = [
                (_short(str(line.figure.label)), line.cells[0])
                for line in lines
                if line.cells[0].amount.value
            ]
            found.append(_picture(label, sorted(rows, key=lambda row: -(row[1].amount.value or 0))))
    return found


#: Steps of depth on the map: a quarter of the most each.
_DEPTHS = 4


def _ground(sheet: Sheet, bars: Sequence[Bar]) -> Ground | None:
    """The cells as they lie; None where none has an outline. What lies in no cell stays with the bars. 1 query."""
    lens = sheet.lens
    if lens.by != BY_CELL or len(lens.communities) != 1:
        return None
    outlines = places.outlines_of(lens.communities[0], lens.scheme, lens.areas_on)
    held = [(part, bar) for part, bar in zip(sheet.parts, bars, strict=True) if part.key in outlines]
    if not held:
        return None
    drawn = places.draw(
        [places.Outlined("part", bar.label, outlines[part.key], bar.cell.url) for part, bar in held], ()
    )
    patches = [
        Patch(shape, bar.cell, math.ceil(bar.length / 100 * _DEPTHS))
        for shape, (_, bar) in zip(drawn.shapes, held, strict=True)
    ]
    return Ground(drawn.width, drawn.height, patches)


def _picture(title: Saying, rows: Iterable[tuple[str, Cell]]) -> Picture:
    held = [(label, cell, _size(cell)) for label, cell in rows]
    shares = any(cell.amount.denominator is not None for _, cell, _ in held)
    longest = 1.0 if shares else max((size for _, _, size in held), default=0.0) or 1.0
    return Picture(title, [Bar(label, cell, round(100 * size / longest, 1)) for label, cell, size in held])


def _size(cell: Cell) -> float:
    amount = cell.amount
    if amount.denominator:
        return (amount.numerator or 0) / amount.denominator
    return float(amount.value or 0)


def _short(label: str) -> str:
    """停车 of 诉求类别：停车."""
    return label.rpartition("：")[2].rpartition(": ")[2]
