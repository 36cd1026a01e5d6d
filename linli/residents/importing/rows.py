"""Check every row of every table: drafts of what holds, all faults at once, never stopping at the first.

    checker = Checker(options)
    checker.read(table, binding)          once per table, in the order of the file
    checked = checker.done()

Columns are read as columns: each distinct cell once, so that ten thousand rows take a fraction of a second.
"""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

from linli.kernel.say import Saying, say
from linli.office.tables import Row, Table

from .binding import Binding
from .cells import VACANT, Cut, Options, Reader, Wrong, is_passport, passport_of, reader_of, text_of
from .draft_row import RowReader
from .drafts import Checked, Draft, Family, Fault
from .families import Line, arrange
from .fields import PLACE


class Checker:
    """Reads the tables of one file one after the other."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.checked = Checked()
        self._readers: dict[str, Reader] = {}
        self._numbers: dict[str, tuple[str, int, int]] = {}
        self._tables: list[tuple[Table, Binding]] = []
        self._free = 0

    def read(self, table: Table, binding: Binding) -> None:
        """Check the rows of `table` as its columns are bound."""
        with _without_collecting():
            self._read(table, binding)

    def _read(self, table: Table, binding: Binding) -> None:
        position = len(self._tables)
        self._tables.append((table, binding))
        columns = _Columns(self, table, binding)
        rows = RowReader(self.options, columns.bound, heads=binding.heads)
        lines: list[Line] = []
        held: list[tuple[int, Draft]] = []
        tally = self.checked.tally
        for at, row in enumerate(table.rows):
            values = columns.values(at)
            mine = columns.cells(at, row, values)
            said = columns.said(at) if columns.doubled or at in columns.faulty else None
            draft, problems = rows.read(values, said, table.sheet, position, row.number)
            lines.append(rows.line)
            if draft is not None:
                problems += self._twice(draft)
            for problem in problems:
                self._fault(table, position, row, columns, *problem)
            if problems:
                tally.rows_refused += 1
                tally.refused += len(mine)
            elif draft is None:
                tally.rows_ignored += 1
            else:
                draft.cells = mine
                tally.rows_held += 1
                tally.open += len(mine)
                held.append((at, draft))
            tally.rows += 1
        self._count(columns)
        self._gather(held, lines)

    def ignore(self, cells: int) -> None:
        """Filled cells outside the tables' rows: titles, heads, totals, notes."""
        self.checked.tally.ignore(cells)

    def done(self) -> Checked:
        """Everything read."""
        return self.checked

    def refuse(self, draft: Draft, name: str, reason: Saying, todo: Saying) -> Fault:
        """Refuse a row that held by itself, for what the register says; `name` is the field at fault.

        The caller leaves the draft out of its plan.
        """
        table, binding = self._tables[draft.table]
        names = PLACE if name == "door" else (name,)
        index = next((at for at, meant in binding.columns.items() if meant in names), None)
        row = table.rows[bisect_left(table.rows, draft.row, key=attrgetter("number"))]
        fault = _fault_at(table, draft.table, row, index, name, reason, todo)
        self.checked.faults.append(fault)
        self.checked.tally.refuse(len(draft.cells))
        return fault

    def reader(self, name: str) -> Reader:
        """The reader of a field, kept for all tables of the file."""
        if name not in self._readers:
            self._readers[name] = reader_of(name, self.options)
        return self._readers[name]

    def _twice(self, draft: Draft) -> list[tuple[str, Saying, Saying]]:
        """Whether the same number stands higher up in the file."""
        if draft.number is None:
            return []
        here = (draft.sheet, draft.table, draft.row)
        sheet, table, row = self._numbers.setdefault(draft.number.normal, here)
        if (table, row) == here[1:]:
            return []
        reason = say("The same identity number stands in row {row} of {sheet} already.", row=row, sheet=sheet)
        return [("number", reason, say("Take one of the two rows out, or mend its number."))]

    def _fault(
        self,
        table: Table,
        position: int,
        row: Row,
        columns: _Columns,
        name: str,
        reason: Saying,
        todo: Saying,
    ) -> None:
        index = columns.index_of(name)
        self.checked.faults.append(_fault_at(table, position, row, index, name, reason, todo))

    def _count(self, columns: _Columns) -> None:
        """Every filled cell of the rows that was neither held nor refused was ignored."""
        tally = self.checked.tally
        tally.read += columns.filled
        gone = tally.applied + tally.unchanged + tally.refused + tally.ignored + tally.open
        tally.ignored += tally.read - gone

    def _gather(self, held: list[tuple[int, Draft]], lines: list[Line]) -> None:
        """Households of a table's rows, doors that only the head's row states."""
        checked = self.checked
        self._free = arrange(lines, self._free)
        checked.families += [Family() for _ in range(self._free - len(checked.families))]
        for at, draft in held:
            line = lines[at]
            draft.door, draft.family, draft.head = line.door, line.family, line.head
            if line.family is not None:
                family = checked.families[line.family]
                family.number = family.number or line.number
                family.head_name = family.head_name or line.head_name or (line.name if line.head else "")
                family.drafts.append(len(checked.drafts))
            checked.drafts.append(draft)


class _Columns:
    """The bound columns of one table, read."""

    def __init__(self, checker: Checker, table: Table, binding: Binding) -> None:
        self._raw: Sequence[tuple[Any, ...]] = list(zip(*[row.values for row in table.rows], strict=True))
        self.bound = frozenset(binding.columns.values())
        self._columns = [(at, name) for at, name in binding.columns.items() if at < len(self._raw)]
        self.filled = sum(len(cells) - cells.count("") - cells.count(None) for cells in self._raw)
        self.filled -= sum(self._brought_down(table.rows))
        read = {at: list(map(checker.reader(name).__getitem__, self._raw[at])) for at, name in self._columns}
        for at, name in self._columns:
            if name == "number":
                self._mend_numbers(read, at, binding)
        self._names = [name for _, name in self._columns]
        self._values = list(zip(*read.values(), strict=True))
        self._cells: dict[tuple[Any, ...], tuple[str, ...]] = {}
        self.doubled = len(self._names) > len(set(self._names))
        self.faulty: set[int] = set()
        for at, name in self._columns:
            if checker.reader(name).wrong:
                self.faulty.update(row for row, value in enumerate(read[at]) if value.__class__ is Wrong)
        self._index = {name: at for at, name in reversed(self._columns)}
        self._number_of = dict(self._columns)

    def said(self, at: int) -> list[tuple[str, Any]]:
        """(field, value) of every cell of a row that says something, Wrong ones included."""
        if not self._values:
            return []
        return [pair for pair in zip(self._names, self._values[at], strict=True) if pair[1] is not None]

    def values(self, at: int) -> dict[str, Any]:
        """Field → value of a row, Wrong ones included; of several columns for one field the last."""
        if not self._values:
            return {}
        return {
            name: value
            for name, value in zip(self._names, self._values[at], strict=True)
            if value is not None
        }

    def cells(self, at: int, row: Row, values: dict[str, Any]) -> tuple[str, ...]:
        """The fields that the filled cells of a row fill, without those brought down from above."""
        names = tuple([name for name, _ in self.said(at)] if self.doubled else values)
        shape = (names, row.above)
        if shape not in self._cells:
            left = list(names)
            for above in row.above:
                name = self._number_of.get(above)
                if name in left:
                    left.remove(name)
            self._cells[shape] = tuple(["door" if name in PLACE else name for name in left])
        return self._cells[shape]

    def index_of(self, name: str) -> int | None:
        """The column of a field; of the door any of its columns."""
        if name == "door":
            return next((self._index[part] for part in PLACE if part in self._index), None)
        return self._index.get(name)

    def _brought_down(self, rows: Iterable[Row]) -> Iterable[int]:
        for row in rows:
            if row.above:
                yield sum(1 for at in row.above if row.values[at] not in ("", None))

    def _mend_numbers(self, read: dict[int, list[Any]], at: int, binding: Binding) -> None:
        """Passports where the kind of document says so; numbers that only look whole in a cut column.

        One honest number in a thousand ends in 000. In a column where a spreadsheet has cut others,
        such a number is taken for a cut one that fits its check digit by chance.
        """
        cells = read[at]
        kinds = next(
            (
                read[other]
                for other, name in binding.columns.items()
                if name == "number_kind" and other in read
            ),
            None,
        )
        if kinds is not None:
            for row, kind in enumerate(kinds):
                text = text_of(self._raw[at][row])
                if kind == "passport" and is_passport(text):
                    cells[row] = passport_of(text)
        if any(cell.__class__ is Cut for cell in cells):
            for row, cell in enumerate(cells):
                normal = getattr(cell, "normal", "")
                if normal.endswith("000"):
                    cells[row] = Cut(normal[:15])


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hold the garbage collector, which would walk every draft made so far again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _fault_at(
    table: Table, position: int, row: Row, index: int | None, name: str, reason: Saying, todo: Saying
) -> Fault:
    if index is None:
        return Fault(table.sheet, position, row.number, 0, "", name, "", reason, todo)
    column = table.header[index]
    value = row.values[index]
    text = "" if value is None else text_of(value)[:200]
    return Fault(table.sheet, position, row.number, column.number, column.text, name, text, reason, todo)


__all__ = ["VACANT", "Checker", "Wrong"]
