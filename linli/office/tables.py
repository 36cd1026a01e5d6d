"""Find the tables in a workbook as people make them, and account for every filled cell.

`find_tables(book, known)` answers the tables, `survey(book, known)` also the tally of each sheet:
cells = in rows + in heads + in skipped lines + loose (a sheet where no head was found).
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from .bodies import Body
from .headers import Head, Heads, same
from .sheets import Book, Grid, Sheet, Value
from .splits import spans
from .words import Reason, known_of

__all__ = ["Column", "Row", "Skipped", "Survey", "Table", "Tally", "find_tables", "survey"]


@dataclass(frozen=True, slots=True)
class Column:
    """`index` points into Row.values, `number` is the sheet's column (A = 1), `text` the path joined by ·."""

    index: int
    number: int
    path: tuple[str, ...]
    text: str

    @property
    def word(self) -> str:
        """The lowest word of the head."""
        return self.path[-1] if self.path else ""


class Row(NamedTuple):
    """A line of data; `above` are the indexes of values that a merged cell brings down from above."""

    number: int
    values: tuple[Value, ...]
    above: tuple[int, ...] = ()


class Skipped(NamedTuple):
    """A line that is no data, with its reason, its text and how many filled cells it has."""

    number: int
    reason: Reason
    text: str
    cells: int


@dataclass(slots=True)
class Table:
    """One table; row numbers count from 1 as the program shows them, `first_row` is the head's first."""

    sheet: str
    hidden: bool
    header: tuple[Column, ...]
    rows: list[Row]
    first_row: int
    header_row: int
    last_row: int
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """Where the filled cells of one sheet went."""

    sheet: str
    hidden: bool
    cells: int = 0
    rows: int = 0
    header: int = 0
    loose: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def balanced(self) -> bool:
        return self.cells == self.rows + self.header + self.loose + self.skipped.total()


@dataclass(slots=True)
class Survey:
    """All tables of a workbook and the tally of every sheet, hidden ones too."""

    tables: list[Table]
    tallies: list[Tally]

    @property
    def cells(self) -> int:
        return sum(tally.cells for tally in self.tallies)


def find_tables(book: Book, known: Collection[str] = ()) -> list[Table]:
    """The tables of all sheets in order; tables of hidden sheets say so. `known`: head words one knows."""
    return survey(book, known).tables


def survey(book: Book, known: Collection[str] = ()) -> Survey:
    """The tables of `book` and what became of every filled cell."""
    words = known_of(known)
    result = Survey([], [])
    with _without_collecting():
        for sheet in book.sheets:
            tables, tally = _survey_sheet(book.read(sheet), sheet, words)
            result.tables += tables
            result.tallies.append(tally)
    return result


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hold the garbage collector: it would walk the same hundred thousand fresh cells again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _survey_sheet(grid: Grid, sheet: Sheet, known: frozenset[str]) -> tuple[list[Table], Tally]:
    tally = Tally(sheet.name, sheet.hidden)
    tally.cells = sum(len(row) - row.count("") for row in grid.cells)
    tables: list[Table] = []
    heads = Heads(grid, known)
    at, previous = 0, None
    while at < len(grid.cells):
        head = heads.first(at) if previous is None else heads.block(*_next_head(heads, at))
        if head is None:
            tally.loose += sum(grid.width - row.count("") for row in grid.cells[at:])
            break
        body = Body(heads, grid, head)
        before = body.lines_above(at)
        body.read()
        _count(tally, grid, body)
        titles = [line.text for line in before if line.reason == "title"]
        if (
            previous is not None
            and tables
            and same(head.paths, previous.paths)
            and titles in ([], tables[-1].titles)
        ):
            _append(tables[-1], _tables(grid, sheet, head, body, titles)[0])
        else:
            tables += _tables(grid, sheet, head, body, titles)
            previous = head
        at = body.end
    return tables, tally


def _next_head(heads: Heads, at: int) -> tuple[int, int]:
    """The row of the head that ended the table before `at`, and where its block may begin."""
    row = at
    while not (heads.is_strong(row) or heads.starts_over(row)):
        row += 1
    return row, at


def _count(tally: Tally, grid: Grid, body: Body) -> None:
    head = body.head
    tally.header += sum(grid.width - row.count("") for row in grid.cells[head.top : head.bottom + 1])
    tally.rows += body.cells
    for line in body.skipped:
        tally.skipped[line.reason] += line.cells


def _tables(grid: Grid, sheet: Sheet, head: Head, body: Body, titles: list[str]) -> list[Table]:
    """The table below one head, or the tables side by side below it."""
    notes = [line.text for line in body.skipped if line.reason in ("note", "guide") and line.text]
    skipped = [Skipped(*line) for line in body.skipped]
    found = []
    for columns in filter(None, spans(head.paths, body.used())):
        header = tuple(
            Column(index, at + grid.left, head.paths[at], "·".join(head.paths[at]))
            for index, at in enumerate(columns)
        )
        rows = [Row(*line) for line in body.rows_of(columns)]
        last = rows[-1].number if rows else head.bottom + grid.top
        found.append(
            Table(
                sheet.name, sheet.hidden, header, rows, head.top + grid.top, head.bottom + grid.top, last,
                titles, notes, skipped,
            )
        )  # fmt: skip
        notes, skipped = list(notes), []
    return found


def _append(table: Table, more: Table) -> None:
    """Join what follows a head that a printer repeated on the next page."""
    table.rows += more.rows
    table.last_row = more.last_row
    table.notes += more.notes
    table.skipped += more.skipped
