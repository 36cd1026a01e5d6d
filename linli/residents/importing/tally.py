"""Where every filled cell of a file went: in = applied + unchanged + refused + ignored, always."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(slots=True)
class Tally:
    """Counts of filled cells and of rows.

    read       filled cells of the file
    applied    cells that changed the register, unchanged  cells that said what it says already
    refused    cells of refused rows
    ignored    heads, titles, totals, notes, columns and rows that are not taken over, cells that say nothing
    open       cells of rows that hold, before a plan decides between applied and unchanged

    `rows` of the file = rows_held + rows_refused + rows_ignored.
    """

    read: int = 0
    applied: int = 0
    unchanged: int = 0
    refused: int = 0
    ignored: int = 0
    open: int = 0
    rows: int = 0
    rows_held: int = 0
    rows_refused: int = 0
    rows_ignored: int = 0

    @property
    def balanced(self) -> bool:
        """Whether every cell and every row went somewhere."""
        gone = self.applied + self.unchanged + self.refused + self.ignored + self.open
        return self.read == gone and self.rows == self.rows_held + self.rows_refused + self.rows_ignored

    def ignore(self, cells: int) -> None:
        """Cells outside the rows: heads, titles, totals, notes, blank sheets."""
        self.read += cells
        self.ignored += cells

    def settle(self, applied: int, unchanged: int) -> None:
        """The plan decided on cells that were open."""
        self.open -= applied + unchanged
        self.applied += applied
        self.unchanged += unchanged

    def refuse(self, cells: int) -> None:
        """A row that held was refused after all (by the register, not by itself)."""
        self.open -= cells
        self.refused += cells
        self.rows_held -= 1
        self.rows_refused += 1

    def pass_over(self, cells: int) -> None:
        """Cells of a row that holds which the register leaves aside."""
        self.open -= cells
        self.ignored += cells

    def facts(self) -> dict[str, Any]:
        """The counts by name, as kept on the import."""
        return asdict(self)
