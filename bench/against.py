"""What each measurement is compared with, and the target of issue and architecture."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bench.lines import Line

_FLAT = 1.2


def imports(found: Sequence[Line], peer: str | None) -> list[Line]:
    """Imports against the floor; the peer against the import. Ratios of processor time, which other work does not stretch."""
    by_name = {one.name: one for one in found}
    floor, whole, again = (by_name[name] for name in ("floor", "applied", "again"))
    lines = [
        floor,
        Line("import: plan and apply", whole.value, "s", floor.value, "floor", 8),
        Line("import: unchanged file again", again.value, "s", floor.value, "floor", 3),
    ]
    if peer is not None:
        spent = json.loads(peer.strip().splitlines()[-1])["processor"]
        lines.append(Line("django-import-export", spent, "s", whole.value, "ours", 8, at_least=True))
    return lines


def pages(small: Sequence[Line], large: Sequence[Line]) -> list[Line]:
    """Each page at both sizes: at most 10 statements and 60 ms, buffers flat.

    Beside them the processor time of the web process, which other work on the machine stretches least.
    """
    before = {(one.name, one.unit): one.value for one in small}
    lines = []
    for one in large:
        if one.unit == "ms":
            lines.append(Line(one.name, one.value, "ms", target=60))
        elif one.unit == "ms of ours":
            lines.append(Line(one.name, one.value, one.unit))
        elif one.unit == "queries":
            lines.append(Line(one.name, one.value, "queries", target=10))
        else:
            lines.append(
                Line(one.name, one.value, one.unit, before[one.name, one.unit], "at one community", _FLAT)
            )
    return lines


def tables(small: Sequence[Line], large: Sequence[Line]) -> list[Line]:
    """One community in the large database against the small one, and how many communities cost."""
    before = {(one.name, one.unit): one.value for one in small}
    lines = []
    for one in large:
        if one.name == "table, one community":
            held = before[one.name, one.unit]
            lines.append(Line(one.name, one.value, one.unit, target=300 if one.unit == "ms" else None))
            if one.unit == "buffers":
                lines[-1] = Line(one.name, one.value, one.unit, held, "at one community", _FLAT)
        else:
            many = one.name == "table, 100 communities" and one.unit == "ms"
            lines.append(Line(one.name, one.value, one.unit, target=2000 if many else None))
    return lines


def appeals(few: Sequence[Line], many: Sequence[Line]) -> list[Line]:
    """With many appeals: the targets; buffers beside those with few; pages far back beside the first."""
    before = {(one.name, one.unit): one.value for one in few}
    firsts = {one.name: one.value for one in many if one.unit == "ms"}
    lines = []
    for one in many:
        if one.unit == "buffers" and (one.name, one.unit) in before:
            held = before[one.name, one.unit]
            lines.append(Line(one.name, one.value, one.unit, held, "with few", _FLAT))
            continue
        lines.append(one)
        kind, _, deep = one.name.partition(" list, page ")
        if deep and one.unit == "ms" and "processor" not in one.name:
            lines.append(
                Line(f"{one.name}, beside page 1", one.value, "ms", firsts[f"{kind} list"], "page 1", _FLAT)
            )
    return lines
