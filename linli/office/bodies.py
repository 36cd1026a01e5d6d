"""Read the lines below a head: data, and what is none, each with its reason.

Ten thousand plain rows pass through one test of a few operations; only lines that are sparse, or begin
like a total, a note or a head, are looked at closely.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from .headers import Head, Heads
from .sheets import Grid
from .words import (
    SUSPECTS,
    TOTALS,
    Reason,
    above,
    is_blank,
    is_note,
    is_numbering,
    is_sample,
    is_signature,
    is_total,
    squeezed,
)

LOOKAHEAD = 30  # sparse lines between two tables
SERIAL = frozenset(("序号", "编号", "No", "NO", "No.", "序", "顺序号"))
TALL = 20  # characters after which a lone text is a remark


class Line(NamedTuple):
    number: int
    reason: Reason
    text: str
    cells: int


class Body:
    """The lines of one table; after `read()`, `end` is the grid row at which the next table begins."""

    def __init__(self, heads: Heads, grid: Grid, head: Head) -> None:
        self.heads, self.grid, self.head = heads, grid, head
        self.skipped: list[Line] = []
        self.kept: list[int] = []
        self.cells = 0
        self.end = len(grid.cells)
        columns = [at for at, path in enumerate(head.paths) if path]
        self._lead = columns[0] if columns else 0
        self._sparse = min(2, (len(columns) - 1) // 2)
        self._serial = next((at for at in columns if head.paths[at][-1] in SERIAL), -1)
        self._head_rows = [grid.cells[row] for row in range(head.top, head.bottom + 1)]
        self._triggers = heads.known | {row[self._lead] for row in self._head_rows} - {""}
        self._after = False  # below a note or a signature
        self._no_head_before = -1

    def lines_above(self, start: int) -> list[Line]:
        """The lines from `start` to the head: titles, units, guides."""
        lines = []
        guide = False
        for row in range(start, self.head.top):
            texts = self.heads.texts(row)
            reason: Reason = above(texts) if texts else "blank"
            if guide and reason == "title" and len(texts) == 1 and not self._is_wide(row):
                reason = "guide"
            guide = reason == "guide" or (guide and reason == "blank")
            lines.append(self._skip(row, reason, texts))
        return lines

    def read(self) -> None:
        """Walk down to the next head or the end of the sheet."""
        cells, width, lead = self.grid.cells, self.grid.width, self._lead
        sparse, triggers, kept = self._sparse, self._triggers, self.kept
        row = self.head.bottom + 1
        if row < len(cells) and is_numbering(self.heads.texts(row)):
            self._skip(row, "number", self.heads.texts(row))
            row += 1
        total = 0
        while row < self.end:
            line = cells[row]
            filled = width - line.count("")
            first = line[lead]
            if (
                filled > sparse
                and first not in triggers
                and TOTALS.isdisjoint(line[:3])
                and not (type(first) is str and first[:1] in SUSPECTS)
            ):
                kept.append(row)
                total += filled
                self._after = False
                row += 1
            else:
                reason, count = self._reason(row, line, filled)
                if reason == "end":
                    self.end = row
                elif reason == "data":
                    kept.append(row)
                    total += filled
                    row += 1
                else:
                    for each in range(row, row + count):
                        self._skip(each, reason, self.heads.texts(each))
                    self._after = self._after or reason in ("note", "sign")
                    row += count
        self.cells = total

    def _reason(self, row: int, line: list[Any], filled: int) -> tuple[Any, int]:
        """("data" | "end" | why it is skipped, how many lines)."""
        texts = self.heads.texts(row)
        if not texts:
            return ("end", 0) if self._head_ahead(row) else ("blank", 1)
        if line in self._head_rows and len(texts) > 1:
            return "header", self._repeated(row)
        if self._is_total(line):
            return "total", 1
        if is_signature(texts):
            return ("end", 0) if self._opens(row) and self._head_ahead(row) else ("sign", 1)
        if len(texts) <= max(self._sparse, 1) + 2 and is_note(texts[0]):
            return "note", 1
        if is_sample(line[self._lead]):
            return "note", 1
        if self.heads.is_strong(row):
            return "end", 0
        if filled > self._sparse:
            self._after = False
            return "data", 1
        return self._sparse_reason(row, texts)

    def _sparse_reason(self, row: int, texts: list[Any]) -> tuple[Any, int]:
        if self._after and not self._opens(row) and not self._is_wide(row):
            return "note", 1  # the next line of a note
        if self._head_ahead(row):
            return "end", 0
        if self._after:
            return "note", 1
        if len(texts) > 1:
            return "data", 1
        value = texts[0]
        at = next(at for at, each in enumerate(self.grid.cells[row]) if not is_blank(each))
        if at == self._serial and not (isinstance(value, str) and not value.strip().isdigit()):
            return "blank", 1  # a form whose lines are numbered beforehand
        if self._is_wide(row) or at == self._serial:
            return "title", 1
        return (
            ("note", 1) if isinstance(value, str) and len(value) > TALL and at == self._lead else ("data", 1)
        )

    def _opens(self, row: int) -> bool:
        """Whether a gap stands above this line and none below: it belongs to what follows."""
        texts = self.heads.texts
        return not texts(row - 1) and row + 1 < len(self.grid.cells) and bool(texts(row + 1))

    def _is_total(self, line: list[Any]) -> bool:
        filled = [value for value in line if not is_blank(value)]
        return any(is_total(value) for value in line[:3]) or is_total(filled[0])

    def _is_wide(self, row: int) -> bool:
        return any(m[3] - m[1] >= max(1, self.grid.width // 2) for m in self.heads.merges[row])

    def _repeated(self, row: int) -> int:
        """How many lines repeat the head from `row` on."""
        start = self._head_rows.index(self.grid.cells[row])
        count = 0
        while (
            start + count < len(self._head_rows)
            and row + count < len(self.grid.cells)
            and self.grid.cells[row + count] == self._head_rows[start + count]
        ):
            count += 1
        return max(1, count)

    def _head_ahead(self, row: int) -> bool:
        """Whether only sparse lines part `row` from the head of another table."""
        if row <= self._no_head_before:
            return False
        titled = False
        last = min(len(self.grid.cells), row + LOOKAHEAD)
        for near in range(row, last):
            texts = self.heads.texts(near)
            if self.heads.is_strong(near):
                return True
            if len(texts) > max(self._sparse, 2) or (len(texts) > self._sparse and above(texts) != "unit"):
                if titled and near > row and self.heads.starts_over(near):
                    return True
                self._no_head_before = near
                return False
            titled = titled or len(texts) == 1
        self._no_head_before = last - 1 if last == len(self.grid.cells) else row
        return False

    def _skip(self, row: int, reason: Reason, texts: list[Any]) -> Line:
        text = " ".join(squeezed(str(value)) for value in texts)[:500]
        cells = self.grid.width - self.grid.cells[row].count("")
        line = Line(row + self.grid.top, reason, text, cells)
        self.skipped.append(line)
        return line

    def used(self) -> list[bool]:
        """Per column of the grid, whether any kept line has a value there; asked only where no head stands."""
        cells = self.grid.cells
        return [
            bool(path) or any(cells[row][at] != "" for row in self.kept)
            for at, path in enumerate(self.head.paths)
        ]

    def rows_of(self, columns: list[int]) -> Iterator[tuple[int, tuple[Any, ...], tuple[int, ...]]]:
        """(row number, values, indexes filled from above) of each kept line in these columns."""
        fills = self._fills(columns)
        whole = columns == list(range(self.grid.width))
        pick = itemgetter(*columns) if len(columns) > 1 else lambda line: (line[columns[0]],)
        cells, top = self.grid.cells, self.grid.top
        for row in self.kept:
            line = cells[row] if whole else pick(cells[row])
            values = tuple([None if value == "" else value for value in line])
            if not whole and not any(value is not None for value in values):
                continue
            if row in fills:
                shown = list(values)
                brought = [(at, value) for at, value in fills[row] if shown[at] is None]
                for at, value in brought:
                    shown[at] = value
                yield row + top, tuple(shown), tuple(at for at, _ in brought)
            else:
                yield row + top, values, ()

    def _fills(self, columns: list[int]) -> dict[int, list[tuple[int, Any]]]:
        """Row → (index, value) that merged cells of the data bring down: "as above"."""
        index = {at: where for where, at in enumerate(columns)}
        fills: dict[int, list[tuple[int, Any]]] = {}
        for top, merges in self.heads.merges.items():
            if not self.head.bottom < top < self.end:
                continue
            for _, left, bottom, _ in merges:
                value = self.grid.cells[top][left] if left in index else ""
                if bottom > top and value != "":
                    for row in range(top + 1, min(bottom + 1, self.end)):
                        fills.setdefault(row, []).append((index[left], value))
        return fills
