"""What the models of mediation share."""

from __future__ import annotations

from collections.abc import Iterable

PURPOSE = "people's mediation of a dispute (人民调解法 art. 27: record and file)"
RETENTION = (
    "words and names until the years of the term retention.mediation_years after the dispute was closed"
)


def one_of(table: Iterable[str]) -> list[tuple[str, str]]:
    """A table of codes as the choices of a column."""
    return [(one, one) for one in table]
