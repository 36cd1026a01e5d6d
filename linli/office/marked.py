"""The sender's workbook back, with faulty cells marked and the reason at the end of the row.

An .xlsx keeps every part but the sheets with faults and the style list; of .xls and text the values
are written to a new .xlsx. A workbook that was marked before and mended gets its old marks' text replaced.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import xlsxwriter

from linli.kernel.say import say

from .cells import SheetPart
from .guard import Source, check
from .parts import Package, parse
from .refs import column_letters, neutral
from .sheets import Book, Grid, Value, open_book
from .styles import StylePart

PROBLEM_WIDTH = 48.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A fault: `row` and `column` count from 1; column 0 means the row as a whole."""

    sheet: str
    row: int
    column: int
    text: str


def marked(source: Source, name: str, marks: Iterable[Mark], heads: Mapping[str, int]) -> bytes:
    """An .xlsx with `marks`; `heads` names each sheet's head row, where the word 问题 goes.

    Raises Refused where the workbook itself cannot be read.
    """
    by_sheet: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_sheet[mark.sheet].append(mark)
    if check(source, name) == "xlsx":
        return _in_place(source, by_sheet, heads)
    with open_book(source, name) as book:
        return _afresh(book, by_sheet, heads)


def problem_word() -> str:
    """The head of the added column; an importer passes over columns with this head."""
    return str(say("Problem"))


def _reasons(marks: Sequence[Mark]) -> dict[int, str]:
    """Row → its reasons, each once, one per line."""
    lines: dict[int, dict[str, None]] = defaultdict(dict)
    for mark in marks:
        lines[mark.row][mark.text] = None
    return {row: "\n".join(texts) for row, texts in lines.items()}


def _in_place(source: Source, by_sheet: Mapping[str, list[Mark]], heads: Mapping[str, int]) -> bytes:
    package = Package(source)
    style_part = package.styles()
    styles = StylePart(package.read(style_part)) if style_part and package.has(style_part) else None
    shared = _shared_strings(package)
    for name, part in package.sheets().items():
        if name not in by_sheet and name not in heads:
            continue
        sheet = SheetPart(package.read(part))
        if _mark_sheet(sheet, by_sheet.get(name, []), heads.get(name, 1), styles, shared):
            package.write(part, sheet.bytes())
    if styles is not None and style_part:
        package.write(style_part, styles.bytes())
    return package.bytes()


def _mark_sheet(
    sheet: SheetPart, marks: list[Mark], head: int, styles: StylePart | None, shared: list[str]
) -> bool:
    """Mark one sheet; False when there was nothing to do."""
    last = sheet.last_column()
    column = _old_column(sheet, head, last, shared)
    if column is not None:
        _wipe(sheet, column, styles)
    elif not marks:
        return False
    column = column or last + 1
    for mark in marks:
        if mark.column and styles is not None:
            cell = sheet.cell(mark.row, mark.column)
            cell.set("s", str(styles.marked(int(cell.get("s", 0)))))
    for row, text in {head: problem_word(), **_reasons(marks)}.items():
        cell = sheet.cell(row, column)
        sheet.put_text(cell, text if row == head else neutral(text))
        if styles is not None:
            cell.set("s", str(styles.marked(0, wrap=True)))
    sheet.widen(column, PROBLEM_WIDTH)
    sheet.reach(column)
    return True


def _wipe(sheet: SheetPart, column: int, styles: StylePart | None) -> None:
    """Take away the reasons and the colour of an earlier marking."""
    letters = column_letters(column)
    coloured = styles.coloured() if styles is not None else frozenset()
    for cell in sheet.data.iterfind(f"{sheet.space}row/{sheet.space}c"):
        if cell.get("r", "").rstrip("0123456789") == letters:
            sheet.empty(cell)
            cell.attrib.pop("s", None)
        elif styles is not None and cell.get("s") in coloured:
            cell.set("s", str(styles.plain(int(cell.get("s")))))


def _old_column(sheet: SheetPart, head: int, last: int, shared: list[str]) -> int | None:
    """The column of an earlier marking, if the last head cell is its word."""
    if not last:
        return None
    cell = sheet.cell(head, last)
    return last if sheet.text(cell, shared).strip() in {problem_word(), "问题"} else None


def _shared_strings(package: Package) -> list[str]:
    part = "xl/sharedStrings.xml"
    if not package.has(part):
        return []
    return ["".join(each.itertext("{*}t")) for each in parse(package.read(part)).iterfind("{*}si")]


def _afresh(book: Book, by_sheet: Mapping[str, list[Mark]], heads: Mapping[str, int]) -> bytes:
    out = BytesIO()
    workbook = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = {
        "day": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "mark": workbook.add_format({"bg_color": "#FFC7CE"}),
        "mark day": workbook.add_format({"bg_color": "#FFC7CE", "num_format": "yyyy-mm-dd"}),
        "reason": workbook.add_format({"bg_color": "#FFC7CE", "text_wrap": True, "valign": "top"}),
    }
    for sheet in book.sheets:
        grid = book.read(sheet)
        marks = by_sheet.get(sheet.name, [])
        target = workbook.add_worksheet(_sheet_name(sheet.name))
        if sheet.hidden:
            target.hide()
        _copy(target, grid, {(mark.row, mark.column) for mark in marks}, formats)
        if marks:
            column = grid.left - 1 + grid.width
            target.set_column(column, column, PROBLEM_WIDTH)
            for row, text in {heads.get(sheet.name, 1): problem_word(), **_reasons(marks)}.items():
                target.write_string(row - 1, column, neutral(text), formats["reason"])
    workbook.close()
    return out.getvalue()


def _copy(target: Any, grid: Grid, faulty: set[tuple[int, int]], formats: Mapping[str, Any]) -> None:
    for at, line in enumerate(grid.cells):
        for where, value in enumerate(line):
            row, column = grid.top + at, grid.left + where
            mark = (row, column) in faulty
            if value == "" and not mark:
                continue
            _put(target, row - 1, column - 1, value, mark, formats)


def _put(target: Any, row: int, column: int, value: Value, mark: bool, formats: Mapping[str, Any]) -> None:
    plain = formats["mark"] if mark else None
    if value is None or value == "":
        target.write_blank(row, column, None, plain)
    elif isinstance(value, bool):
        target.write_boolean(row, column, value, plain)
    elif isinstance(value, (int, float)):
        target.write_number(row, column, value, plain)
    elif isinstance(value, datetime):
        target.write_datetime(row, column, value, formats["mark day" if mark else "moment"])
    elif isinstance(value, (date, time, timedelta)):
        target.write_datetime(row, column, value, formats["mark day" if mark else "day"])
    else:
        target.write_string(row, column, neutral(str(value))[:32_767], plain)


def _sheet_name(name: str) -> str:
    """A name that a workbook may give a sheet."""
    return ("".join(char for char in name if char not in "[]:*?/\\").strip("'") or "1")[:31]
