"""What an import would do: plain values that are kept sealed until they are confirmed.

A plan knows every row of the file: new, changed, the same, refused. It is written as one
compressed JSON text, so that confirming needs neither the file nor a second reading.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from linli.kernel.say import Saying

from .drafts import Fault

#: Bytes that a plan begins with; another form gets another mark.
MARK = b"LLP2"


class New(NamedTuple):
    """A row that opens a residence.

    known     the person's key where the register has them without a residence here
    door      door key, parts the door's four parts where it is made first
    family    the file's household, None where it does not tell; household one that is there already
    status    (category, level, certificate number) to be held from the import's day
    """

    table: int
    row: int
    values: dict[str, Any]
    known: int | None = None
    door: str = ""
    parts: list[Any] | None = None
    family: int | None = None
    head: bool = False
    household: int | None = None
    status: list[str] | None = None


class Changed(NamedTuple):
    """A row whose person the register has with other values; `cells` are (field, old, new).

    keys  what else is written: residence, member, household, status with their keys
    move  (door key, parts or None, first day) for somebody who lives behind another door now
    """

    table: int
    row: int
    person: int
    name: str
    cells: list[list[Any]]
    keys: dict[str, int]
    values: dict[str, Any]
    move: list[Any] | None = None
    status: list[str] | None = None
    family: int | None = None
    head: bool = False


class Same(NamedTuple):
    """A row that says what the register says."""

    table: int
    row: int
    person: int
    name: str


class Missing(NamedTuple):
    """Somebody whom the register has where the file tells of everybody, and the file does not name."""

    person: int
    name: str
    door: str


class Marked(NamedTuple):
    """A fault as kept: Saying as (msgid, values)."""

    table: int
    row: int
    column: int
    header: str
    field: str
    value: str
    reason: list[Any]
    todo: list[Any]


class Passed(NamedTuple):
    """A column, or cells of a row (`row` > 0), that are left aside, and why."""

    table: int
    column: int
    header: str
    why: list[Any]
    forbidden: bool = False
    row: int = 0


class Plan:
    """All rows of a file as they would be taken over, and what the worker typed over its cells."""

    __slots__ = ("basis", "changes", "faults", "missing", "new", "passed", "same", "typed")

    def __init__(self) -> None:
        self.new: list[New] = []
        self.changes: list[Changed] = []
        self.same: list[Same] = []
        self.missing: list[Missing] = []
        self.faults: list[Marked] = []
        self.passed: list[Passed] = []
        #: (table, row, column, text) typed in place of the file's cell
        self.typed: list[list[Any]] = []
        #: what the register said when the plan was made; another text means that it changed since
        self.basis = ""

    @property
    def people(self) -> list[int]:
        """Everybody of the register whom the plan speaks of."""
        known = [one.known for one in self.new if one.known is not None]
        return [*(one.person for one in self.changes), *(one.person for one in self.same), *known]

    @property
    def refused_rows(self) -> int:
        """How many rows have a fault."""
        return len({(one.table, one.row) for one in self.faults})

    @property
    def empty(self) -> bool:
        """Whether nothing would be written."""
        return not self.new and not self.changes


_LISTS: tuple[tuple[str, type[Any]], ...] = (
    ("new", New), ("changes", Changed), ("same", Same), ("missing", Missing), ("faults", Marked), ("passed", Passed),
)  # fmt: skip


def pack(plan: Plan) -> bytes:
    """The plan as it is stored."""
    held = {name: getattr(plan, name) for name, _ in _LISTS} | {"typed": plan.typed, "basis": plan.basis}
    held["new"], held["shapes"] = _folded(plan.new)
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return MARK + zlib.compress(text.encode(), 1)


def unpack(content: bytes) -> Plan:
    """A stored plan again; ValueError for anything else."""
    if not content.startswith(MARK):
        raise ValueError("no plan")
    held = json.loads(zlib.decompress(content[len(MARK) :]))
    plan = Plan()
    _unfold(held["new"], held["shapes"])
    for name, kind in _LISTS:
        setattr(plan, name, [kind._make(one) for one in held[name]])
    plan.typed, plan.basis = held["typed"], held["basis"]
    return plan


def _folded(rows: Sequence[New]) -> tuple[list[tuple[Any, ...]], list[tuple[str, ...]]]:
    """Rows whose values stand as (number of their shape, value, value …), and the shapes: the rows of
    a file fill the same fields, whose names need not stand in each of them."""
    shapes: dict[tuple[str, ...], int] = {}
    folded = [
        (table, row, (shapes.setdefault(tuple(values), len(shapes)), *values.values()), *rest)
        for table, row, values, *rest in rows
    ]
    return folded, list(shapes)


def _unfold(rows: list[list[Any]], shapes: list[list[str]]) -> None:
    for row in rows:
        shape, *values = row[2]
        row[2] = dict(zip(shapes[shape], values, strict=True))


def kept(saying: Saying) -> list[Any]:
    """A sentence as it is stored."""
    return [saying.msgid, {name: _told(value) for name, value in saying.values}]


def told(stored: Sequence[Any]) -> Saying:
    """A stored sentence again."""
    return Saying(stored[0], tuple((name, _heard(value)) for name, value in stored[1].items()))


def mark(fault: Fault) -> Marked:
    """A fault as it is stored."""
    return Marked(
        fault.table, fault.row, fault.column, fault.header, fault.field, fault.value, kept(fault.reason), kept(fault.todo)
    )  # fmt: skip


def day(text: str | None) -> dt.date | None:
    """A stored day again."""
    return dt.date.fromisoformat(text) if text else None


def rows_of(tables: Iterable[Any]) -> int:
    """How many rows some tables have."""
    return sum(len(table.rows) for table in tables)


def _told(value: Any) -> Any:
    if isinstance(value, Saying):
        return kept(value)
    return value if isinstance(value, int | str) else str(value)


def _heard(value: Any) -> Any:
    return told(value) if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
