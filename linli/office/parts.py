"""The parts of an .xlsx: where each sheet lies, how a cell is named, how a part is replaced.

Everything that is not asked to change is copied byte for byte.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from .guard import Source, opened

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
Element = Any  # lxml's element class has no public name


def parse(data: bytes) -> Element:
    """An XML part as a tree; entities are not resolved and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data, parser)


def serialise(root: Element) -> bytes:
    """The tree as office programs write it."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


class Package:
    """An .xlsx opened for changing single parts."""

    def __init__(self, source: Source) -> None:
        with opened(source) as file:
            self._data = file.read()
        self._archive = zipfile.ZipFile(BytesIO(self._data))
        self._changed: dict[str, bytes] = {}

    def read(self, part: str) -> bytes:
        return self._changed.get(part) or self._archive.read(part)

    def has(self, part: str) -> bool:
        return part in self._changed or part in self._archive.NameToInfo

    def write(self, part: str, data: bytes) -> None:
        self._changed[part] = data

    def workbook(self) -> str:
        """The name of the workbook's main part."""
        for target, kind in self._relations("_rels/.rels", "").values():
            if kind.endswith("/officeDocument"):
                return target
        return "xl/workbook.xml"

    def sheets(self) -> dict[str, str]:
        """Name of each sheet → its part, in the workbook's order."""
        main = self.workbook()
        folder, name = posixpath.split(main)
        relations = self._relations(f"{folder}/_rels/{name}.rels", folder)
        found: dict[str, str] = {}
        for sheet in parse(self.read(main)).iterfind(".//{*}sheet"):
            key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            if key in relations:
                found[sheet.get("name", "")] = relations[key][0]
        return found

    def styles(self) -> str | None:
        """The part with the cell styles, if the workbook has one."""
        main = self.workbook()
        folder, name = posixpath.split(main)
        relations = self._relations(f"{folder}/_rels/{name}.rels", folder)
        return next((target for target, kind in relations.values() if kind.endswith("/styles")), None)

    def _relations(self, part: str, folder: str) -> Mapping[str, tuple[str, str]]:
        if not self.has(part):
            return {}
        return {
            each.get("Id", ""): (
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
                each.get("Type", ""),
            )
            for each in parse(self.read(part)).iterfind("{*}Relationship")
        }

    def bytes(self) -> bytes:
        """The workbook with the changed parts; order and every other part stay."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in self._archive.infolist():
                data = self._changed.get(info.filename)
                target.writestr(info, self._archive.read(info.filename) if data is None else data)
            for part, data in self._changed.items():
                if part not in self._archive.NameToInfo:
                    target.writestr(part, data)
        return out.getvalue()
