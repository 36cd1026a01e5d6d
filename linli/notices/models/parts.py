"""What the models of notices share."""

from __future__ import annotations

from collections.abc import Iterable


def one_of(table: Iterable[str]) -> list[tuple[str, str]]:
    """A table of codes as the choices of a column."""
    return [(one, one) for one in table]
