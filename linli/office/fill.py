"""Put values into a form that somebody gave: by sheet and cell, keeping all else in the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from lxml import etree

from .cells import SheetPart
from .guard import Source
from .parts import Element, Package, parse, serialise
from .refs import neutral, place
from .sheets import Value
from .styles import StylePart

DAY_ZERO = date(1899, 12, 30).toordinal()
BEFORE_CALC = ("sheets", "functionGroups", "externalReferences", "definedNames")


def fill(source: Source, values: Mapping[str, Mapping[str, Value]]) -> bytes:
    """The form with `values` (sheet name → cell name → value) in it; cells keep their look.

    A cell with a formula is left to calculate itself. KeyError names a sheet that the form does not have.
    """
    package = Package(source)
    parts = package.sheets()
    style_part = package.styles()
    styles = StylePart(package.read(style_part)) if style_part and package.has(style_part) else None
    for name, cells in values.items():
        if name not in parts:
            raise KeyError(name)
        sheet = SheetPart(package.read(parts[name]))
        for ref, value in cells.items():
            row, column = place(ref)
            cell = sheet.cell(row, column)
            if not sheet.has_formula(cell):
                _put(sheet, cell, value, styles)
                sheet.reach(column)
        package.write(parts[name], sheet.bytes())
    package.write(package.workbook(), _recalculating(package.read(package.workbook())))
    return package.bytes()


def _put(sheet: SheetPart, cell: Element, value: Value, styles: StylePart | None) -> None:
    if value is None or value == "":
        sheet.empty(cell)
    elif isinstance(value, bool):
        sheet.put_number(cell, int(value), "b")
    elif isinstance(value, (int, float)):
        sheet.put_number(cell, value)
    elif isinstance(value, date) and styles is not None and styles.is_day(int(cell.get("s", 0))):
        sheet.put_number(cell, serial(value))
    else:
        sheet.put_text(cell, neutral(value.isoformat() if isinstance(value, date) else str(value)))


def serial(day: date) -> int | float:
    """The number by which a spreadsheet knows a day (1 is 1900-01-01) or a moment."""
    days = day.toordinal() - DAY_ZERO
    if isinstance(day, datetime):
        seconds = day.hour * 3600 + day.minute * 60 + day.second
        return days + seconds / 86_400 if seconds else days
    return days


def _recalculating(data: bytes) -> bytes:
    """The workbook part, asking the program to calculate all formulas when it opens."""
    root = parse(data)
    space = f"{{{etree.QName(root).namespace}}}"
    calc = root.find(f"{space}calcPr")
    if calc is None:
        calc = etree.Element(f"{space}calcPr")
        before = [child for child in root if child.tag in {space + name for name in BEFORE_CALC}]
        before[-1].addnext(calc)
    calc.set("fullCalcOnLoad", "1")
    return serialise(root)
