"""The department's workbook: one line for each person, its heads by their usual words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import Refused, say
from linli.kernel.days import read_day as day_of
from linli.office.sheets import Value, open_book
from linli.office.tables import Table, find_tables

#: Field → how the department's lists head it, most usual first.
HEADS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "人员姓名", "就业人员姓名", "失业人员姓名"),
    "number": ("身份证号", "身份证号码", "公民身份号码", "证件号码", "证件号"),
    "unit": ("单位名称", "用人单位", "就业单位", "工作单位", "单位"),
    "start": ("就业时间", "就业日期", "录用日期", "就业登记日期", "登记时间", "登记日期", "失业登记日期"),
    "entry": ("就业登记号", "登记号", "登记编号", "就业失业登记证号", "就业创业证号", "业务流水号"),
}
_ALL = frozenset(word for words in HEADS.values() for word in words)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as written; the number stays within the comparison."""

    row: int
    name: str
    number: str
    unit: str = ""
    start: dt.date | None = None
    entry: str = ""


def read(content: bytes, name: str, on: dt.date) -> list[Line]:
    """Lines of the first table that has names and identity numbers. Refused when there is none, or a line lacks its number."""
    with open_book(content, name) as book:
        for table in find_tables(book, _ALL):
            columns = _columns(table)
            if {"name", "number"} <= set(columns):
                return _lines(table, columns, on)
    raise Refused(say("No table with the heads 姓名 and 身份证号 was found in this workbook."), "file")


def _columns(table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    for field, words in HEADS.items():
        for word in words:
            at = next((one.index for one in table.header if one.word.replace(" ", "") == word), None)
            if at is not None:
                found[field] = at
                break
    return found


def _lines(table: Table, columns: dict[str, int], on: dt.date) -> list[Line]:
    found = []
    for row in table.rows:
        cells = {field: row.values[at] if at < len(row.values) else None for field, at in columns.items()}
        name, number = _text(cells.get("name")), _text(cells.get("number"))
        if not name and not number:
            continue
        if not number:
            raise Refused(say("Line {row} has no identity number.", row=row.number), "file")
        found.append(
            Line(row.number, name[:60], number, _text(cells.get("unit"))[:100], _day(cells.get("start"), on), _text(cells.get("entry"))[:40])
        )  # fmt: skip
    if not found:
        raise Refused(say("The table has no lines."), "file")
    return found


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _day(value: Value, on: dt.date) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = _text(value)
    return day_of(text, today=on) if text else None
