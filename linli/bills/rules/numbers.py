"""Numbers of slips: the year and a running number without gaps."""

from __future__ import annotations


def number_of(year: int, number: int) -> str:
    """2018-0007."""
    return f"{year}-{number:04d}"
