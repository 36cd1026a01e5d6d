"""What the tables of bills share."""

from __future__ import annotations

from collections.abc import Iterable


def one_of(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Choices of a column; the words stand in rules.codes."""
    return [(one, one) for one in codes]
