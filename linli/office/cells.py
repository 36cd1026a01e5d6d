"""Change single cells of a worksheet part and leave everything else in it as it is."""

from __future__ import annotations

from bisect import bisect_left

from lxml import etree

from .parts import Element, parse, serialise
from .refs import legal, place, reference


class SheetPart:
    """One worksheet part; rows and columns count from 1."""

    def __init__(self, data: bytes) -> None:
        self.root = parse(data)
        self.space = f"{{{etree.QName(self.root).namespace}}}"
        self.data = self.root.find(f"{self.space}sheetData")
        self._numbers: list[int] = []
        self._rows: list[Element] = []
        number = 0
        for row in self.data.iterchildren(f"{self.space}row"):
            number = int(row.get("r", number + 1))
            self._numbers.append(number)
            self._rows.append(row)

    def last_column(self) -> int:
        """The last column that has a cell."""
        last = 0
        for row in self._rows:
            children = len(row)
            if children:
                named = row[-1].get("r")
                last = max(last, place(named)[1] if named else children)
        return last

    def row(self, number: int) -> Element:
        """The row element, made in its place when it is missing."""
        at = bisect_left(self._numbers, number)
        if at < len(self._numbers) and self._numbers[at] == number:
            return self._rows[at]
        row = etree.Element(f"{self.space}row", r=str(number))
        if at < len(self._rows):
            self._rows[at].addprevious(row)
        else:
            self.data.append(row)
        self._numbers.insert(at, number)
        self._rows.insert(at, row)
        return row

    def cell(self, number: int, column: int) -> Element:
        """The cell element, made in its place when it is missing."""
        row = self.row(number)
        at = 0
        for each in row.iterchildren(f"{self.space}c"):
            named = each.get("r")
            at = place(named)[1] if named else at + 1
            if at == column:
                return each
            if at > column:
                made = etree.Element(f"{self.space}c", r=reference(number, column))
                each.addprevious(made)
                return made
        row.attrib.pop("spans", None)
        made = etree.Element(f"{self.space}c", r=reference(number, column))
        row.append(made)
        return made

    def has_formula(self, cell: Element) -> bool:
        return cell.find(f"{self.space}f") is not None

    def text(self, cell: Element, shared: list[str]) -> str:
        """What the cell shows as text; `shared` are the workbook's shared strings."""
        if cell.get("t") == "inlineStr":
            return "".join(cell.itertext())
        value = cell.findtext(f"{self.space}v") or ""
        if cell.get("t") == "s":
            return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
        return value

    def put_text(self, cell: Element, text: str) -> None:
        """Text that no program takes for a formula."""
        self._clear(cell)
        cell.set("t", "inlineStr")
        inside = etree.SubElement(cell, f"{self.space}is")
        leaf = etree.SubElement(inside, f"{self.space}t")
        leaf.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        leaf.text = legal(text)

    def put_number(self, cell: Element, value: int | float, kind: str | None = None) -> None:
        """A number; `kind` "b" for a truth value."""
        self._clear(cell)
        if kind:
            cell.set("t", kind)
        etree.SubElement(cell, f"{self.space}v").text = repr(value)

    def empty(self, cell: Element) -> None:
        self._clear(cell)

    def _clear(self, cell: Element) -> None:
        cell.attrib.pop("t", None)
        for child in list(cell):
            cell.remove(child)

    def widen(self, column: int, width: float) -> None:
        """Give a column beyond all others its width."""
        columns = self.root.find(f"{self.space}cols")
        if columns is None:
            columns = etree.Element(f"{self.space}cols")
            self.data.addprevious(columns)
        if any(int(each.get("min", 0)) <= column <= int(each.get("max", 0)) for each in columns):
            return
        made = etree.SubElement(columns, f"{self.space}col")
        made.attrib.update({"min": str(column), "max": str(column), "width": str(width), "customWidth": "1"})
        columns[:] = sorted(columns, key=lambda each: int(each.get("min", 0)))

    def reach(self, column: int) -> None:
        """Let the dimension reach to `column`."""
        dimension = self.root.find(f"{self.space}dimension")
        named = dimension.get("ref", "") if dimension is not None else ""
        if ":" in named:
            first, last = named.split(":")
            row, right = place(last)
            dimension.set("ref", f"{first}:{reference(row, max(right, column))}")

    def bytes(self) -> bytes:
        return serialise(self.root)
