"""Find the head of a table: one to four rows, merged or with gaps, by known words and by shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .sheets import Grid
from .words import above, clean, hits, is_blank, is_caption, is_card_line, is_value, is_word, squeezed

WINDOW = 200  # rows in which a first head is looked for
DEPTH = 4  # rows of the deepest head


@dataclass(frozen=True, slots=True)
class Head:
    """Rows `top` to `bottom` (positions in the grid, both in) and the words above each column."""

    top: int
    bottom: int
    paths: tuple[tuple[str, ...], ...]


class Heads:
    """Looks for heads in one grid."""

    def __init__(self, grid: Grid, known: frozenset[str]) -> None:
        self.cells = grid.cells
        self.width = grid.width
        self.known = known
        self.merges: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
        for top, left, bottom, right in grid.merges:
            row = top - grid.top
            self.merges[row].append((row, left - grid.left, bottom - grid.top, right - grid.left))

    def texts(self, row: int) -> list[Any]:
        """The filled cells of a row."""
        return [value for value in self.cells[row] if not is_blank(value)]

    def first(self, start: int) -> Head | None:
        """The first head at or below `start`: by known words, else by shape."""
        end = min(len(self.cells), start + WINDOW)
        strong = next((row for row in range(start, end) if self.is_strong(row)), None)
        shaped = self._shaped(start, strong if strong is not None else end)
        if shaped is not None and (strong is None or self._carries_rows(shaped, strong)):
            return self.block(shaped, start)
        return None if strong is None else self.block(strong, start)

    def is_strong(self, row: int) -> bool:
        """Whether known words say that this row is part of a head."""
        texts = self.texts(row)
        words = [clean(text) for text in texts if is_word(text)]
        if not words or len(words) * 5 < len(texts) * 4:
            return False
        known = hits(words, self.known)
        if len(texts) <= 2:
            return known == len(texts)
        if is_card_line(texts, self.known):
            return False
        return known >= 2 and known * 5 >= len(texts) * 2

    def is_shaped(self, row: int, width: int) -> bool:
        """Whether the row looks like a head to somebody who cannot read it."""
        texts = self.texts(row)
        if len(texts) < 2 or self._reach(row, len(texts)) * 10 < width * 6 or above(texts) == "unit":
            return False
        if is_card_line(texts, self.known):
            return False
        words = [clean(text) for text in texts if is_word(text)]
        return len(words) == len(texts) and len(set(words)) * 10 >= len(words) * 9

    def _reach(self, row: int, filled: int) -> int:
        """How many columns the words of a row stand over, with those that merged cells cover."""
        return filled + sum(right - left for _, left, _, right in self.merges.get(row, ()))

    def _shaped(self, start: int, end: int) -> int | None:
        for row in range(start, end):
            widest = max((len(self.texts(near)) for near in range(row, min(end, row + 30))), default=0)
            if self.is_shaped(row, widest):
                return row
        return None

    def _carries_rows(self, row: int, other: int) -> bool:
        """Whether at least three rows as wide as `row`, with values in them, lie between it and `other`."""
        need = len(self.texts(row)) * 0.7
        wide = [near for near in range(row + 1, other) if len(self.texts(near)) >= need]
        return len(wide) >= 3 and any(is_value(value) for near in wide for value in self.cells[near])

    def starts_over(self, row: int) -> bool:
        """Whether a new table's head can stand in this row by its shape: words here, values below."""
        if row + 1 >= len(self.cells):
            return False
        below = self.texts(row + 1)
        return (
            self.is_shaped(row, len(below))
            and any(is_value(v) for v in below)
            and not any(is_value(v) for v in self.cells[row])
        )

    def block(self, row: int, start: int) -> Head:
        """The whole head around `row`, not reaching above `start`."""
        top = bottom = row
        while top > start and row - top < DEPTH - 1 and self._belongs_above(top - 1, top):
            top -= 1
        bottom = max(bottom, self._merged_bottom(top, bottom))
        while bottom - top < DEPTH - 1 and self._belongs_below(top, bottom):
            bottom += 1
            bottom = max(bottom, self._merged_bottom(top, bottom))
        return Head(top, bottom, tuple(self._paths(top, bottom)))

    def _belongs_above(self, upper: int, lower: int) -> bool:
        texts = self.texts(upper)
        if not texts or above(texts) != "title":
            return False
        wide = [m for m in self.merges[upper] if m[3] > m[1] and not is_blank(self.cells[upper][m[1]])]
        if any(
            m[2] >= lower and m[2] - upper < DEPTH for m in self.merges[upper] if m[3] - m[1] < self.width - 1
        ):
            return len(texts) >= 2
        if len(texts) < 2 or not all(is_word(text) for text in texts):
            return False
        if wide:
            return True
        gaps = any(
            is_blank(v) and not is_blank(w) for v, w in zip(self.cells[upper], self.cells[lower], strict=True)
        )
        return gaps and self._complements(upper, lower)

    def _merged_bottom(self, top: int, bottom: int) -> int:
        """The last row that merged head cells reach, and one more below a group that spans columns."""
        reached = bottom
        for row in range(top, bottom + 1):
            for _, left, last, right in self.merges[row]:
                if last - top >= DEPTH or left >= self.width or is_blank(self.cells[row][left]):
                    continue
                reached = max(reached, last)
                if right > left and last + 1 < len(self.cells) and last + 1 - top < DEPTH:
                    under = self.cells[last + 1][left : right + 1]
                    words = [value for value in under if not is_blank(value)]
                    if len(words) >= 2 and all(map(is_word, words)) and self._is_subhead(last + 1):
                        reached = max(reached, last + 1)
        return min(reached, len(self.cells) - 1)

    def _is_subhead(self, row: int) -> bool:
        return all(is_word(text) for text in self.texts(row))

    def _belongs_below(self, top: int, bottom: int) -> bool:
        """A second head row without merged cells: it fills the gaps of the row above it."""
        lower = bottom + 1
        if lower >= len(self.cells) or any(m[2] > m[0] for m in self.merges[lower]):
            return False
        texts = self.texts(lower)
        if not texts or not all(is_word(text) for text in texts) or is_blank_run(self.cells[bottom]):
            return False
        gaps = sum(
            1
            for column, value in enumerate(self.cells[lower])
            if not is_blank(value)
            and all(is_blank(self.cells[r][column]) for r in range(top, bottom + 1))
            and not self._covered(top, bottom, column)
        )
        return gaps >= 1 and self._complements(bottom, lower)

    def _covered(self, top: int, bottom: int, column: int) -> bool:
        return any(
            m[1] <= column <= m[3] for row in range(top, bottom + 1) for m in self.merges[row] if m[3] > m[1]
        )

    def _complements(self, upper: int, lower: int) -> bool:
        """Whether `lower` stands only under gaps of `upper` and under the words that open a group."""
        above_, below = self.cells[upper], self.cells[lower]
        grouped = False
        for column, value in enumerate(below):
            if is_blank(value):
                grouped = False
            elif is_blank(above_[column]):
                if not grouped:
                    return False
            else:
                grouped = True
        if any(is_blank(v) and not is_blank(u) for u, v in zip(above_, below, strict=True)):
            return True
        return not any(is_blank(v) for v in below) and not is_caption(self.texts(upper))

    def _paths(self, top: int, bottom: int) -> Iterator[tuple[str, ...]]:
        shown = [[clean(v) if not is_blank(v) else "" for v in self.cells[r]] for r in range(top, bottom + 1)]
        for row in range(top, bottom + 1):
            for _, left, last, right in self.merges[row]:
                word = shown[row - top][left] if 0 <= left < self.width else ""
                if not word:
                    continue
                for r in range(row, min(last, bottom) + 1):
                    for c in range(left, min(right, self.width - 1) + 1):
                        shown[r - top][c] = word
        for at in range(len(shown) - 1):  # a group without merged cells reaches over the gap to its right
            for column in range(1, self.width):
                if not shown[at][column] and shown[at + 1][column] and shown[at + 1][column - 1]:
                    shown[at][column] = shown[at][column - 1]
        for column in range(self.width):
            path: list[str] = []
            for line in shown:
                if line[column] and (not path or path[-1] != line[column]):
                    path.append(line[column])
            yield tuple(path)


def is_blank_run(row: list[Any]) -> bool:
    """Whether no two filled cells have a gap between them."""
    filled = [at for at, value in enumerate(row) if not is_blank(value)]
    return not filled or (filled[-1] - filled[0] + 1 == len(filled) and filled[-1] == len(row) - 1)


def same(paths: tuple[tuple[str, ...], ...], others: tuple[tuple[str, ...], ...]) -> bool:
    """Whether two heads say the same."""
    return [squeezed("".join(p)) for p in paths] == [squeezed("".join(p)) for p in others]
