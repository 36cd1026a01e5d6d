"""Tables as plain values: the same for the page, the print and the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from linli.accounts import api as accounts
from linli.base.figures import AnyFigure, Median, Ratio
from linli.kernel import Period, Saying
from linli.kernel.actor import GRID_WORKER
from linli.kernel.amounts import Amount
from linli.kernel.lens import BY_CELL, Lens
from linli.kernel.period import DAY
from linli.reports import engine
from linli.reports.engine.answer import TOTAL
from linli.reports.rules.tables import TableDef

from . import printed

THIS, LAST, SUM, BEFORE = "this", "last", "sum", "before"


@dataclass(frozen=True)
class Cell:
    """One number of a table and where it opens, "" where nobody does."""

    amount: Amount
    url: str = ""
    label: str = ""

    @property
    def text(self) -> str:
        """As one reads it."""
        return printed.shown(self.amount)


@dataclass(frozen=True)
class Line:
    """A figure as a row: the total, then each part; beside it last year and cumulative if asked."""

    figure: AnyFigure
    cells: Sequence[Cell]
    last: Cell | None = None
    cumulative: Cell | None = None

    @property
    def unit(self) -> Saying | str:
        """What is counted; a ratio says its share itself."""
        return "" if isinstance(self.figure, Ratio) else self.figure.unit


@dataclass(frozen=True)
class PartRow:
    """A part as a row of a table whose figures are columns; `people` are its grid workers."""

    name: str
    cells: Sequence[Cell]
    people: str = ""
    total: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table through one lens."""

    table: TableDef
    lens: Lens
    parts: Sequence[engine.Part]
    groups: Sequence[tuple[Saying, Sequence[Line]]] = ()
    rows: Sequence[PartRow] = ()
    beside: frozenset[str] = frozenset()
    areas: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """Names of the parts."""
        return [printed.part_name(part) for part in self.parts]

    @property
    def width(self) -> int:
        """Columns beside the first: unit, total, what stands beside it, parts."""
        return 2 + len(self.beside) + len(self.parts)

    @property
    def lines(self) -> list[Line]:
        """All rows without their headings."""
        return [line for _, lines in self.groups for line in lines]


def down(table: TableDef, lens: Lens, beside: frozenset[str] = frozenset()) -> Sheet:
    """Figures as rows, areas as columns."""
    spans = {THIS: lens.period}
    if LAST in beside:
        spans[LAST] = lens.period.year_before()
    if SUM in beside:
        spans[SUM] = lens.period.cumulative()
    answer = engine.ask(table.figures, lens, spans)
    link = linker(lens)
    groups = [
        (group.label, [_line(engine.catalog().figure(name), answer, link) for name in group.figures])
        for group in table.groups
    ]
    return Sheet(table, lens, answer.parts, groups, beside=beside)


Link = Callable[[AnyFigure, Period, int], str]


def _line(figure: AnyFigure, answer: engine.Answer, link: Link) -> Line:
    def cell(span: str, part: int) -> Cell:
        amount = answer.amount(figure.name, span, part)
        return Cell(
            amount,
            link(figure, answer.periods[span], part) if _opens(figure, amount) else "",
            str(figure.label),
        )

    beside = {span: cell(span, TOTAL) if span in answer.periods else None for span in (LAST, SUM)}
    keys = (TOTAL, *(part.key for part in answer.parts))
    return Line(figure, [cell(THIS, key) for key in keys], beside[LAST], beside[SUM])


def _opens(figure: AnyFigure, amount: Amount) -> bool:
    """Whether something stands behind a number."""
    return bool(amount.value or amount.numerator or (isinstance(figure, Median) and amount.text))


def linker(lens: Lens) -> Link:
    """(figure, period, part) → the address of the rows behind it, "" when this reader may not open them."""
    known = engine.catalog()
    rows = bool(accounts.may(lens.actor, "figures.rows"))
    opens: dict[str, bool] = {}
    address = reverse("reports:open")

    def may(figure: AnyFigure) -> bool:
        counted = known.counted(figure.name)
        return counted is not None and rows and engine.opens(counted, known.spine_of(counted), lens.actor)

    def link(figure: AnyFigure, period: Period, part: int) -> str:
        if not opens.setdefault(figure.name, may(figure)):
            return ""
        asked = {"figure": figure.name, "area": lens.communities[0], "period": str(period)}
        if lens.by == BY_CELL and part != TOTAL:
            asked |= {"by": lens.scheme, "cell": part}
        if lens.areas_on != period.last:
            asked["areas"] = lens.areas_on.isoformat()
        return f"{address}?{urlencode(asked)}"

    return link


def across(table: TableDef, lens: Lens) -> Sheet:
    """Areas as rows; opening stock, the table's figures, closing stock, grid workers as columns."""
    opening = Period.day(lens.period.start - DAY)
    spans = {THIS: lens.period, BEFORE: opening}
    answer = engine.ask([STOCK, *table.figures], lens, spans)
    link = linker(lens)
    known = engine.catalog()
    asked = [(STOCK, BEFORE), *((name, THIS) for name in table.figures)]
    asked.insert(closing_at(table), (STOCK, THIS))
    people = grid_workers(lens, lens.areas_on)

    def row(name: str, key: int) -> PartRow:
        cells = []
        for figure, span in asked:
            amount = answer.amount(figure, span, key)
            url = link(known.figure(figure), answer.periods[span], key) if amount.value else ""
            cells.append(Cell(amount, url, str(known.figure(figure).label)))
        return PartRow(name, cells, people.get(key, ""), key == TOTAL)

    total = row("", TOTAL)
    return Sheet(
        table,
        lens,
        answer.parts,
        rows=[total, *(row(printed.part_name(part), part.key) for part in answer.parts)],
    )


#: The stock that opens and closes the table of floating residents.
STOCK = "floating"


def closing_at(table: TableDef) -> int:
    """Place of the closing stock: before the last group, the checks."""
    return 1 + sum(len(group.figures) for group in table.groups[:-1])


def grid_workers(lens: Lens, on: dt.date) -> dict[int, str]:
    """Cell → names of its full-time grid workers; all of them under TOTAL. Not across walls."""
    if lens.actor.community is None:
        return {}
    holders = accounts.holders(lens.communities[0], GRID_WORKER, on)
    named: dict[int, list[str]] = {}
    for one in holders:
        if one.full_time and (not lens.actor.cells or one.cell in lens.actor.cells):
            named.setdefault(one.cell, []).append(one.name)
    found = {cell: "、".join(names) for cell, names in named.items()}
    return found | {
        TOTAL: "" if lens.by == BY_CELL else "、".join(name for names in named.values() for name in names)
    }


def three_lines(sheet: Sheet, where: str, period: str) -> str:
    """复制文字: title with area and period, then the first numbers in two lines."""
    if sheet.table.across:
        pairs = [f"{cell.label} {cell.text}" for cell in sheet.rows[0].cells]
    else:
        pairs = [
            f"{line.figure.label} {line.cells[0].text}{line.unit}"
            for line in sheet.lines
            if line.cells[0].amount.value
        ]
    half = min(6, (len(pairs) + 1) // 2)
    mark = "，"
    return "\n".join(
        (f"{where} {sheet.table.title} {period}", mark.join(pairs[:half]), mark.join(pairs[half : 2 * half]))
    )
