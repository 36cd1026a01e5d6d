"""What the tables of jobs share."""

from __future__ import annotations

from collections.abc import Iterable

from linli.base.constraints import once_a_day

__all__ = ["once_a_day", "one_of"]


def one_of(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Choices of a column; the words stand in rules.codes."""
    return [(one, one) for one in codes]
