"""Numbers as .pb files write them: 1200, 1200.50, 1200,50, 1 200; exact."""

from __future__ import annotations

import re
from fractions import Fraction

from ..counting import Exact

_PLAIN = re.compile(r"[+-]?\d{1,30}(?:[.,]\d{1,20})?\Z")


def number(text: str) -> tuple[Exact, bool] | None:
    """The value and whether it was written otherwise than with a decimal point; None for what is no number."""
    close = text.replace(" ", "").replace("\u00a0", "")
    if not _PLAIN.match(close) or not close.isascii():
        return None
    exact = Fraction(close.replace(",", "."))
    return (int(exact) if exact.denominator == 1 else exact), close != text or "," in text


def written(value: Exact) -> str:
    """A number for a file: whole, or with a decimal point. Raises ValueError for 1/3 and the like."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    for places in range(1, 21):
        scaled = exact * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            return f"{'-' if exact < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    raise ValueError(f"{value} has no end as a decimal")
