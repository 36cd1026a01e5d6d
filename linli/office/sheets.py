"""Open a workbook that somebody sent: .xlsx, .xls or separated text.

A formula is the value that the sender's program saved; nothing is calculated.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from linli.kernel.refusal import Refused
from linli.kernel.say import say

from . import csvs, guard, guard_ole
from .errors import error_cells
from .guard import Kind, Source
from .limits import DEFAULT, Limits
from .refusals import too_wide

Value = str | int | float | bool | date | datetime | time | timedelta | None
Cells = list[list[Value]]
Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """The used rectangle of a sheet; rows and columns count from 1 as the program shows them.

    `cells[0][0]` stands at (`top`, `left`); an empty cell is "" there, as the reader gives it.
    `merges` are (first row, first column, last row, last column). An error value (#N/A) is its text.
    """

    cells: Cells
    top: int = 1
    left: int = 1
    merges: tuple[Merge, ...] = ()

    @property
    def width(self) -> int:
        return len(self.cells[0]) if self.cells else 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, named before it is read."""

    name: str
    position: int
    hidden: bool = False


@dataclass(slots=True)
class Book:
    """An opened workbook; `read` reads one sheet at a time so that only one is in memory."""

    name: str
    kind: Kind
    sheets: tuple[Sheet, ...]
    source: Source
    limits: Limits = DEFAULT
    _workbook: CalamineWorkbook | None = None
    _text: Grid | None = None
    _errors: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)

    def read(self, sheet: Sheet) -> Grid:
        """The cells of `sheet`."""
        if self._workbook is None:
            if self._text is None:
                self._text = Grid(cells=csvs.rows_of(_all(self.source), self.limits))  # type: ignore[arg-type]
            return self._text
        with _refusing():
            return self._grid(self._workbook.get_sheet_by_index(sheet.position), sheet)

    def _grid(self, opened: CalamineSheet, sheet: Sheet) -> Grid:
        start, end = opened.start, opened.end
        if start is None or end is None:
            return Grid(cells=[])
        height, width = end[0] - start[0] + 1, end[1] - start[1] + 1
        if height * width > self.limits.cells or end[1] >= self.limits.columns:
            raise too_wide(end[1] + 1, end[0] + 1)
        cells: Cells = opened.to_python(skip_empty_area=True)  # type: ignore[assignment]
        merges = tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in opened.merged_cell_ranges or ())
        for row, column, text in self._errors.get(sheet.name, ()):
            if 0 <= row - 1 - start[0] < len(cells) and 0 <= column - 1 - start[1] < width:
                cells[row - 1 - start[0]][column - 1 - start[1]] = text
        return Grid(cells=cells, top=start[0] + 1, left=start[1] + 1, merges=merges)

    def close(self) -> None:
        if self._workbook is not None:
            self._workbook.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_book(source: Source, name: str, limits: Limits = DEFAULT) -> Book:
    """The workbook `source` (path or bytes) that its sender called `name`.

    Raises Refused with a sentence for everything that cannot or must not be read.
    """
    kind, with_errors = guard.examine(source, name, limits)
    if kind == "csv":
        title = Path(name).stem or "csv"
        book = Book(name, kind, (Sheet(title, 0),), source, limits)
        book.read(book.sheets[0])  # refused now, not when the rows are asked for
        return book
    with _refusing():
        opened = (
            CalamineWorkbook.from_filelike(guard.opened(source))
            if isinstance(source, bytes)
            else CalamineWorkbook.from_path(str(source))
        )
    sheets = tuple(
        Sheet(each.name, at, hidden=each.visible != SheetVisibleEnum.Visible)
        for at, each in enumerate(opened.sheets_metadata)
        if each.typ == SheetTypeEnum.WorkSheet
    )
    if not sheets:
        raise Refused(say("The workbook has no sheet with cells."))
    errors = error_cells(source) if with_errors else {}
    return Book(name, kind, sheets, source, limits, opened, _errors=errors)


def _all(source: Source) -> bytes:
    return source if isinstance(source, bytes) else Path(source).read_bytes()


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what the reader says, or its collapse, into a sentence for the sender."""
    try:
        yield
    except CalamineError as error:
        raise guard_ole.not_read(f"{type(error).__name__} {error}") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust's panic is no Exception
            raise guard_ole.not_read("panic") from error
        raise
