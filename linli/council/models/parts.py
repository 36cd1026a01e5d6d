"""What the tables of opinions, projects and money share."""

from __future__ import annotations

from collections.abc import Iterable


def one_of(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Choices of a column; the words stand in the rules."""
    return [(one, one) for one in codes]
