"""Cells that show an error (#N/A, #REF! …): the reader leaves them empty, so they are found here.

An empty cell would say "nothing known"; an error must be seen by the one who imports it.
"""

from __future__ import annotations

import re

from .guard import Source
from .parts import Package
from .refs import place

_ERROR = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^>]*\bt\s*=\s*["']e["'])[^>]*\br\s*=\s*["']([A-Z]{1,3}\d{1,7})["'][^>]*>(.*?)</(?:\w+:)?c>""",
    re.S,
)
_TEXT = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]{1,20})<")


def error_cells(source: Source) -> dict[str, list[tuple[int, int, str]]]:
    """Sheet name → (row, column, error text), both counted from 1."""
    package = Package(source)
    found: dict[str, list[tuple[int, int, str]]] = {}
    for name, part in package.sheets().items():
        if not package.has(part):
            continue
        data = package.read(part)
        if b't="e"' not in data and b"t='e'" not in data:
            continue
        for ref, inside in _ERROR.findall(data):
            text = _TEXT.search(inside)
            found.setdefault(name, []).append((*place(ref.decode()), text[1].decode() if text else "#"))
    return found
