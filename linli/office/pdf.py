"""Papers as PDF: a template of `templates/` and its data.

Data reach the template as one JSON text, so that no name can ever be markup. Templates are compiled by
one compiler each that keeps fonts and layout between papers: about 2 to 8 ms a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from linli.kernel.say import say

from . import qr
from .heads import Head, depth, leaves, positions
from .layout import LANDSCAPE_FROM, TableSheet, usual_foot
from .refs import legal

TEMPLATES = Path(__file__).with_name("templates")
FONT_PACKAGE = "noto_cjk_sans_otc"
DAY = "%Y-%m-%d"


def render(template: str, data: Mapping[str, Any], *, at: datetime | None = None) -> bytes:
    """The PDF of `template` ("slip", "slips", "table", "extract", "guide") filled with `data`.

    Values are text, numbers, truth values, lists and mappings of these. `at` is written into the file as
    its moment (the same data and moment give the same bytes). KeyError: no such template.
    """
    compiler, lock = _compiler(template)
    content = json.dumps(_texts({"labels": _labels(), **data}), ensure_ascii=False)
    with lock:
        made = compiler.compile(format="pdf", sys_inputs={"data": content}, timestamp=at)
    assert isinstance(made, bytes)
    return made


def slip(
    title: str,
    lines: list[str],
    *,
    link: str = "",
    take_down: str = "",
    signed: str = "",
    day: str = "",
    demo: bool = False,
    at: datetime | None = None,
) -> bytes:
    """A notice or slip in 16 pt: title, paragraphs, QR of `link`, who signs, 撤下日期."""
    return render(
        "slip",
        {
            "title": title,
            "lines": lines,
            "qr": qr.svg(link) if link else "",
            "link": link,
            "take_down": take_down,
            "signed": signed,
            "day": day,
            "demo": demo,
        },
        at=at,
    )


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip of several: as `slip` has it, without a day on which it is taken down."""

    title: str
    lines: list[str]
    link: str = ""
    signed: str = ""
    day: str = ""


def slips(title: str, found: Sequence[Slip], *, demo: bool = False, at: datetime | None = None) -> bytes:
    """Several slips on A4, two on a page with a line to cut at; a longer one has pages of its own."""
    made = [
        {
            "title": one.title, "lines": one.lines, "qr": qr.svg(one.link) if one.link else "", "link": one.link,
            "signed": one.signed, "day": one.day,
        }
        for one in found
    ]  # fmt: skip
    return render("slips", {"title": title, "slips": made, "demo": demo}, at=at)


def table(sheet: TableSheet, *, demo: bool = False, at: datetime | None = None) -> bytes:
    """An official table on A4, as `layout.write_table` writes it for spreadsheets."""
    columns = leaves(sheet.head)
    lines = [*sheet.rows, *([sheet.total] if sheet.total is not None else [])]
    return render(
        "table",
        {
            "title": sheet.title,
            "reporter": sheet.reporter,
            "period": sheet.period,
            "unit": sheet.unit,
            "deep": depth(sheet.head),
            "columns": [{"number": head.kind == "number", "weight": _weight(head)} for head in columns],
            "head": [
                {"text": head.text, "x": x, "y": y, "colspan": end_x - x + 1, "rowspan": end_y - y + 1}
                for head, y, x, end_y, end_x in positions(sheet.head, 0)
            ],
            "rows": [["" if value is None else shown(value) for value in line] for line in lines],
            "total": sheet.total is not None,
            "landscape": len(columns) >= LANDSCAPE_FROM,
            "notes": list(sheet.notes),
            "foot": list(usual_foot(sheet.reporter) if sheet.foot is None else sheet.foot),
            "demo": demo,
        },
        at=at,
    )


def shown(value: Any) -> str:
    """A value as it is printed."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return value.strftime(DAY) if hasattr(value, "strftime") else str(value)


def _weight(head: Head) -> float:
    return head.width or (6 if head.kind == "number" else 10)


@cache
def _fonts() -> Any:
    """The CJK font that is installed with the product; no font of the machine, so papers look alike anywhere."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(files(FONT_PACKAGE))],
    )


@cache
def _compiler(template: str) -> tuple[Any, Lock]:
    path = TEMPLATES / f"{template}.typ"
    if not template.isidentifier() or not path.is_file():
        raise KeyError(template)
    return typst.Compiler(
        str(path), root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True
    ), Lock()


def _labels() -> dict[str, str]:
    """The words that templates say by themselves."""
    return {
        "take_down": str(say("Take down on")),
        "reporter": str(say("Reporting unit: {name}", name="")),
        "unit": str(say("Unit: {unit}", unit="")),
        "demo": str(say("Demonstration data, all persons are invented")),
        "scan": str(say("Scan to open")),
        "readers": str(say("Who read it")),
        "nobody": str(say("Nobody has read it.")),
        "printed": str(say("Printed on")),
    }


def _texts(value: Any) -> Any:
    """`value` without characters that no paper can show."""
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, Mapping):
        return {key: _texts(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texts(each) for each in value]
    return value
