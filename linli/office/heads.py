"""Nested heads of an official table: which cells each word spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Head:
    """A word of the head and the words below it; kind and width count at the lowest level only."""

    text: str
    children: tuple[Head, ...] = ()
    kind: Literal["text", "number", "day", "id"] = "text"
    width: float | None = None


def depth(heads: Sequence[Head]) -> int:
    """How many rows the head takes."""
    return max((1 + depth(head.children) for head in heads), default=0)


def leaves(heads: Sequence[Head]) -> list[Head]:
    """The lowest words, one per column."""
    found: list[Head] = []
    for head in heads:
        found += leaves(head.children) if head.children else [head]
    return found


def positions(heads: Sequence[Head], top: int) -> list[tuple[Head, int, int, int, int]]:
    """(head, first row, first column, last row, last column), rows from `top`, columns from 0."""
    return list(_positions(heads, top, top + depth(heads) - 1, 0))


def _positions(
    heads: Sequence[Head], row: int, bottom: int, column: int
) -> Iterator[tuple[Head, int, int, int, int]]:
    for head in heads:
        end = column + len(leaves((head,))) - 1
        yield head, row, column, row if head.children else bottom, end
        yield from _positions(head.children, row + 1, bottom, column)
        column = end + 1
