"""How much of an account number is shown."""

from __future__ import annotations

SHOWN = 4


def masked(number: str | None) -> str:
    """····5678: the last digits of an account number."""
    return "—" if not number else "····" + number[-SHOWN:]
