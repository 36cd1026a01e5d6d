"""Write workbooks: official tables as they are printed, and long plain lists.

The look of official tables: title 18 pt bold centred, 单位 above right, Song 10.5 pt with a full grid,
merged heads, frozen head, one page wide, landscape beyond 8 columns, 合计 last, a foot to sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, BinaryIO, Literal

import xlsxwriter

from linli.kernel.say import say

from .heads import Head, depth, leaves, positions
from .refs import neutral
from .sheets import Value

FONT = "宋体"
LANDSCAPE_FROM = 9
A4 = 9
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Kind = Literal["text", "number", "day", "id"]


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One official table. Rows hold one value per lowest head; the row of totals is printed last.

    `unit` is said above right (单位：人), `reporter` above left and in the foot, `period` in the middle.
    `foot` are the words of the signature line; None means the usual four. `notes` stand below the table.
    """

    title: str
    head: tuple[Head, ...]
    rows: Sequence[Sequence[Value]]
    unit: str = ""
    reporter: str = ""
    period: str = ""
    total: Sequence[Value] | None = None
    foot: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a plain list; kind "id" is text that looks like a number (identity number, phone)."""

    text: str
    kind: Kind = "text"
    width: float | None = None


def usual_foot(reporter: str = "") -> tuple[str, ...]:
    """填报单位（盖章） 填报人 审核人 日期, each followed by room to write."""
    return (
        str(say("Reporting unit (seal):")) + reporter,
        str(say("Filled in by:")),
        str(say("Checked by:")),
        str(say("Date:")),
    )


def write_table(*tables: TableSheet) -> bytes:
    """A workbook with one sheet per table, ready to print."""
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {**OPTIONS, "in_memory": True})
    formats = _formats(workbook)
    taken: set[str] = set()
    for table in tables:
        _write_one(workbook.add_worksheet(_free_name(table.name or table.title, taken)), table, formats)
    workbook.close()
    return out.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    font = {"font_name": FONT, "font_size": 10.5, "valign": "vcenter"}
    cell = {**font, "border": 1, "text_wrap": True}
    return {
        "title": workbook.add_format({"font_name": FONT, "font_size": 18, "bold": True, "align": "center", "valign": "vcenter"}),
        "left": workbook.add_format(font),
        "middle": workbook.add_format({**font, "align": "center"}),
        "right": workbook.add_format({**font, "align": "right"}),
        "wrap": workbook.add_format({**font, "text_wrap": True, "valign": "top"}),
        "head": workbook.add_format({**cell, "bold": True, "align": "center"}),
        "text": workbook.add_format({**cell, "num_format": "@"}),
        "number": workbook.add_format({**cell, "align": "right", "num_format": "General"}),
        "day": workbook.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"}),
        "total text": workbook.add_format({**cell, "bold": True, "num_format": "@"}),
        "total number": workbook.add_format({**cell, "bold": True, "align": "right"}),
    }  # fmt: skip


def _write_one(sheet: Any, table: TableSheet, formats: dict[str, Any]) -> None:
    columns = leaves(table.head)
    last = len(columns) - 1
    _across(sheet, 0, 0, last, table.title, formats["title"])
    sheet.set_row(0, 30)
    _line_above(sheet, table, last, formats)
    top, deep = 2, depth(table.head)
    for head, row, column, end_row, end_column in positions(table.head, top):
        _across(sheet, row, column, end_column, head.text, formats["head"], end_row)
    body = top + deep
    lines = [*table.rows, *([table.total] if table.total is not None else [])]
    for at, line in enumerate(lines):
        style = "total " if table.total is not None and at == len(lines) - 1 else ""
        for column, value in enumerate(line):
            _write(sheet, body + at, column, value, columns[column].kind, formats, style)
    for column, head in enumerate(columns):
        sheet.set_column(column, column, head.width or _width(head, (line[column] for line in lines)))
    end = _below(sheet, table, body + len(lines), last, formats)
    _page(sheet, body, top, end, last)


def _line_above(sheet: Any, table: TableSheet, last: int, formats: dict[str, Any]) -> None:
    """Reporter left, period in the middle, unit right: merged so that none is cut."""
    left = str(say("Reporting unit: {name}", name=neutral(table.reporter))) if table.reporter else ""
    right = str(say("Unit: {unit}", unit=table.unit)) if table.unit else ""
    if last < 2:
        sheet.write_string(1, 0, " ".join(filter(None, (left, table.period))), formats["left"])
        sheet.write_string(1, last, right or left, formats["right"])
        return
    third = (last + 1) // 3
    _across(sheet, 1, 0, third - 1, left, formats["left"])
    _across(sheet, 1, third, last - third, table.period, formats["middle"])
    _across(sheet, 1, last - third + 1, last, right, formats["right"])


def _below(sheet: Any, table: TableSheet, row: int, last: int, formats: dict[str, Any]) -> int:
    for note in table.notes:
        _across(sheet, row, 0, last, neutral(note), formats["wrap"])
        row += 1
    words = usual_foot(table.reporter) if table.foot is None else table.foot
    if words:
        _across(sheet, row, 0, last, "        ".join(neutral(word) for word in words), formats["left"])
        sheet.set_row(row, 24)
        row += 1
    return row - 1


def _page(sheet: Any, body: int, top: int, end: int, last: int) -> None:
    sheet.set_paper(A4)
    if last + 1 >= LANDSCAPE_FROM:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top, body - 1)
    sheet.freeze_panes(body, 1)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer("&C&P/&N")
    sheet.print_area(0, 0, end, last)
    sheet.hide_gridlines(1)


def _across(
    sheet: Any, row: int, column: int, end: int, text: str, style: Any, end_row: int | None = None
) -> None:
    bottom = row if end_row is None else end_row
    if end > column or bottom > row:
        sheet.merge_range(row, column, bottom, end, "", style)
    sheet.write_string(row, column, neutral(text), style)


def _write(
    sheet: Any, row: int, column: int, value: Value, kind: str, formats: dict[str, Any], style: str = ""
) -> None:
    text = formats[f"{style}text"]
    if value is None or value == "":
        sheet.write_blank(row, column, None, text)
    elif kind == "id" or isinstance(value, str):
        shown = str(int(value)) if isinstance(value, float) and value == int(value) else str(value)
        right = kind == "number"
        sheet.write_string(row, column, neutral(shown)[:32_767], formats[f"{style}number"] if right else text)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, text)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value, formats[f"{style}number"])
    elif isinstance(value, (date, datetime)):
        moment = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        sheet.write_datetime(row, column, moment, formats["day"])
    else:
        sheet.write_string(row, column, str(value), text)


def _width(head: Head, values: Iterable[Value]) -> float:
    """Characters of room: Chinese ones count two; between 6 and 40."""
    longest = max((_room(str(value)) for value in values if value is not None), default=0)
    return float(min(40, max(6, longest + 2, min(_room(head.text), 12) + 2)))


def _room(text: str) -> int:
    return max((sum(2 if char > "⺀" else 1 for char in line) for line in text.split("\n")), default=0)


def _free_name(name: str, taken: set[str]) -> str:
    """A sheet name that Excel allows and that is not taken."""
    shown = "".join(char for char in name if char not in "[]:*?/\\").strip("' ")[:28] or "1"
    free, number = shown, 1
    while free.casefold() in taken:
        number += 1
        free = f"{shown}{number}"
    taken.add(free.casefold())
    return free


def write_list(
    title: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Value]],
    out: BinaryIO | None = None,
    *,
    note: str = "",
) -> bytes:
    """A plain list of any length, written row by row in constant memory.

    Goes to `out` if given (then b"" is answered). `note` stands in the line below the title.
    """
    target = BytesIO() if out is None else out
    workbook = xlsxwriter.Workbook(target, {**OPTIONS, "constant_memory": True})
    formats = _formats(workbook)
    sheet = workbook.add_worksheet(_free_name(title, set()))
    for column, each in enumerate(columns):
        sheet.set_column(column, column, each.width or max(8.0, _room(each.text) + 4.0))
    sheet.write_string(0, 0, neutral(title), formats["left"])
    head = 1
    if note:
        sheet.write_string(1, 0, neutral(note), formats["left"])
        head = 2
    for column, each in enumerate(columns):
        sheet.write_string(head, column, neutral(each.text), formats["head"])
    count = 0
    for count, line in enumerate(rows, start=1):
        for column, value in enumerate(line):
            _write(sheet, head + count, column, value, columns[column].kind, formats)
    sheet.freeze_panes(head + 1, 0)
    if columns:
        sheet.autofilter(head, 0, head + count, len(columns) - 1)
    _list_page(sheet, head, len(columns))
    workbook.close()
    return target.getvalue() if isinstance(target, BytesIO) and out is None else b""


def _list_page(sheet: Any, head: int, columns: int) -> None:
    sheet.set_paper(A4)
    if columns >= LANDSCAPE_FROM:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer("&C&P/&N")
