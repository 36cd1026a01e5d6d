"""Add a marked twin of a cell style to a workbook's style part."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from .parts import Element, parse, serialise

MARK_COLOUR = "FFFFC7CE"
DAY_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])


class StylePart:
    """The style part of one workbook."""

    def __init__(self, data: bytes) -> None:
        self.root = parse(data)
        self.space = f"{{{etree.QName(self.root).namespace}}}"
        self.formats = self._part("cellXfs")
        self._fill: int | None = None
        self._twins: dict[tuple[int, bool | None], int] = {}

    def _part(self, name: str) -> Element:
        return self.root.find(f"{self.space}{name}")

    def marked(self, style: int, *, wrap: bool = False) -> int:
        """The number of a style like `style` with a light red ground."""
        if (style, wrap) not in self._twins:
            source = self.formats[style] if style < len(self.formats) else self.formats[0]
            twin = deepcopy(source)
            twin.set("fillId", str(self._mark_fill()))
            twin.set("applyFill", "1")
            if wrap:
                twin.set("applyAlignment", "1")
                for old in twin.findall(f"{self.space}alignment"):
                    twin.remove(old)
                twin.insert(0, etree.Element(f"{self.space}alignment", wrapText="1", vertical="top"))
            self.formats.append(twin)
            self.formats.set("count", str(len(self.formats)))
            self._twins[style, wrap] = len(self.formats) - 1
        return self._twins[style, wrap]

    def coloured(self) -> frozenset[str]:
        """The numbers, as cells write them, of the styles that an earlier marking made."""
        fills = [
            at
            for at, fill in enumerate(self._part("fills"))
            if any(each.get("rgb") == MARK_COLOUR for each in fill.iter(f"{self.space}fgColor"))
        ]
        return frozenset(
            str(at) for at, each in enumerate(self.formats) if int(each.get("fillId", 0)) in fills
        )

    def plain(self, style: int) -> int:
        """The number of a style like `style` without a ground."""
        if (style, None) not in self._twins:
            twin = deepcopy(self.formats[style])
            twin.set("fillId", "0")
            self.formats.append(twin)
            self.formats.set("count", str(len(self.formats)))
            self._twins[style, None] = len(self.formats) - 1
        return self._twins[style, None]

    def is_day(self, style: int) -> bool:
        """Whether cells of this style show a number as a day."""
        if style >= len(self.formats):
            return False
        number = int(self.formats[style].get("numFmtId", 0))
        if number in DAY_FORMATS:
            return True
        for each in self.root.iterfind(f".//{self.space}numFmt"):
            if int(each.get("numFmtId", 0)) == number:
                code = each.get("formatCode", "").lower()
                return "y" in code and ("m" in code or "d" in code)
        return False

    def _mark_fill(self) -> int:
        if self._fill is None:
            fills = self._part("fills")
            fill = etree.SubElement(fills, f"{self.space}fill")
            pattern = etree.SubElement(fill, f"{self.space}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{self.space}fgColor", rgb=MARK_COLOUR)
            etree.SubElement(pattern, f"{self.space}bgColor", indexed="64")
            fills.set("count", str(len(fills)))
            self._fill = len(fills) - 1
        return self._fill

    def bytes(self) -> bytes:
        return serialise(self.root)
