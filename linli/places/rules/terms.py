"""Terms as files: read, check, compare with what is loaded. A file is the whole truth about its own rows.

A file is JSON: {"version": 3, "terms": [{"key", "jurisdiction", "value", "start", "end",
"legal_basis", "source", "verified_by"}]}. Days are half-open; start or end may be null.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from linli.kernel import Refused, Saying, say

from .hours import demand_hours

_KEY = re.compile(r"[a-z][a-z0-9_.]{1,59}")
_JURISDICTION = re.compile(r"|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}")
_KNOWN = {"key", "jurisdiction", "value", "start", "end", "legal_basis", "source", "verified_by"}


@dataclass(frozen=True)
class Written:
    """One term as a file says it."""

    key: str
    jurisdiction: str
    value: Any
    start: dt.date | None
    end: dt.date | None
    legal_basis: str
    verified_by: str
    file: str

    @property
    def mark(self) -> tuple[str, str, dt.date | None]:
        """What makes two versions of a term the same one: key, jurisdiction and first day."""
        return self.key, self.jurisdiction, self.start


@dataclass(frozen=True)
class Difference:
    """What loading would do: terms that come, change (old, new), go, and how many stay as they are."""

    new: Sequence[Written]
    changed: Sequence[tuple[Written, Written]]
    gone: Sequence[Written]
    same: int

    @property
    def nothing(self) -> bool:
        """Whether loading would change nothing."""
        return not (self.new or self.changed or self.gone)


def read_file(text: str, file: str) -> list[Written]:
    """The terms of one file. Raises Refused naming the file and the place of the mistake."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        raise _wrong(file, say("this is no JSON")) from None
    rows = held.get("terms") if isinstance(held, dict) else None
    if not isinstance(rows, list) or not isinstance(held.get("version"), int):
        raise _wrong(file, say("a version number and a list of terms are needed"))
    return [_written(row, number, file) for number, row in enumerate(rows, 1)]


def _written(row: Any, number: int, file: str) -> Written:
    if not isinstance(row, dict) or set(row) - _KNOWN:
        raise _wrong(file, say("term {n}: unknown columns", n=number))
    key, jurisdiction = str(row.get("key", "")), str(row.get("jurisdiction", ""))
    if not _KEY.fullmatch(key):
        raise _wrong(
            file, say("term {n}: the key is missing or has other signs than a-z, 0-9, _ and .", n=number)
        )
    if not _JURISDICTION.fullmatch(jurisdiction):
        raise _wrong(file, say("term {n}: a jurisdiction is a division code or empty", n=number))
    basis = str(row.get("legal_basis", "")).strip()
    if "value" not in row or not basis or len(basis) > 300:
        raise _wrong(file, say("term {n}: value and legal basis are needed", n=number))
    if key == "working_hours":
        try:
            demand_hours(row["value"])
        except Refused as refused:
            raise _wrong(file, say("term {n}: {what}", n=number, what=refused.reason)) from None
    start, end = _day(row, "start", number, file), _day(row, "end", number, file)
    if start is not None and end is not None and end <= start:
        raise _wrong(file, say("term {n}: it ends before it begins", n=number))
    return Written(
        key, jurisdiction, row["value"], start, end, basis, str(row.get("verified_by", ""))[:60], file
    )


def _day(row: Mapping[str, Any], column: str, number: int, file: str) -> dt.date | None:
    text = row.get(column)
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        raise _wrong(file, say("term {n}: {text} is no day", n=number, text=str(text)[:20])) from None


def difference(written: Sequence[Written], loaded: Iterable[Written]) -> Difference:
    """Files against what is loaded from files of the same names; rows of other files are left alone."""
    files = {one.file for one in written}
    held = {one.mark: one for one in loaded if one.file in files}
    asked = {one.mark: one for one in written}
    return Difference(
        new=[one for mark, one in asked.items() if mark not in held],
        changed=[(held[mark], one) for mark, one in asked.items() if mark in held and held[mark] != one],
        gone=[one for mark, one in held.items() if mark not in asked],
        same=sum(1 for mark, one in asked.items() if held.get(mark) == one),
    )


def demand_no_overlap(terms: Iterable[Written]) -> None:
    """At most one version of a term holds on a day in a jurisdiction. Raises Refused naming both."""
    lines: dict[tuple[str, str], list[Written]] = {}
    for one in terms:
        lines.setdefault((one.key, one.jurisdiction), []).append(one)
    for line in lines.values():
        line.sort(key=lambda one: one.start or dt.date.min)
        for before, after in pairwise(line):
            if before.end is None or (after.start or dt.date.min) < before.end:
                raise Refused(_overlap(before, after))


def _overlap(before: Written, after: Written) -> Saying:
    return say(
        "{key} ({where}): the version of {file} that begins on {start} overlaps the one of {other} before it. End that one first.",
        key=after.key, where=after.jurisdiction or "CN", file=after.file, other=before.file, start=after.start or "—",
    )  # fmt: skip


def _wrong(file: str, what: Saying) -> Refused:
    return Refused(say("{file}: {what}.", file=file, what=what))


def readable(value: Any) -> str:
    """A value as people read it: lists with 、, pairs with ：, units left as they are."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        if set(value) == {"from", "to"}:
            return f"{value['from']}–{value['to']}"
        return "，".join(f"{key}：{readable(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "、".join(readable(one) for one in value)
    return "—" if value is None else str(value)
