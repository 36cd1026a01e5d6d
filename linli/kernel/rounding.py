"""The one rounding rule: half up, one decimal, on exact numbers. A ratio always shows its n and m."""

from __future__ import annotations

import re
from fractions import Fraction

from .text import half_width

Exact = int | Fraction

#: What stands for a ratio without a denominator.
NONE = "—"

_PERCENT = re.compile(r"(\d{1,4})(?:\.(\d{1,4}))?\s*%")


def half_up(value: Exact, decimals: int = 0) -> Fraction:
    """`value` rounded to `decimals`; exactly half goes away from zero."""
    scale = 10**decimals
    scaled = abs(Fraction(value)) * scale
    rounded = (scaled.numerator * 2 + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(rounded if value >= 0 else -rounded, scale)


def rounded_text(value: Exact, decimals: int = 1) -> str:
    """`value` with exactly `decimals` digits behind the point, such as 93.8 or -0.5."""
    tenths = half_up(value, decimals) * 10**decimals
    digits = str(abs(tenths.numerator)).rjust(decimals + 1, "0")
    sign = "-" if tenths < 0 else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


def percent(n: Exact, m: Exact) -> str:
    """n of m as 93.8%; — when there is nothing to be a part of."""
    return NONE if m == 0 else f"{rounded_text(Fraction(n) * 100 / Fraction(m))}%"


def ratio_text(n: Exact, m: Exact) -> str:
    """A ratio as it is always shown: 93.8%（15/16）."""
    return NONE if m == 0 else f"{percent(n, m)}（{n}/{m}）"


def possible_percent(text: str, most: int = 160) -> list[tuple[int, int]]:
    """Every (n, m) with n ≤ m ≤ `most` that the rule shows as the typed percentage.

    As many decimals count as were typed. An empty list means that no count gives this percentage
    (93.7% of 16 cannot be): it was cut or mistyped. Text that is no percentage gives [] too.
    """
    return [(n, m) for m in range(1, most + 1) for n in possible_parts(text, m)]


def possible_parts(text: str, m: int) -> range:
    """Every n of exactly `m` that the rule shows as the typed percentage; reckoned, however large m is."""
    match = _PERCENT.fullmatch(half_width(text).strip())
    if match is None or m <= 0:
        return range(0)
    units = int(match[1] + (match[2] or ""))
    double = 200 * 10 ** len(match[2] or "")
    first = -(-(2 * units - 1) * m // double)  # first n with n/m in units ≥ units − ½
    beyond = -(-(2 * units + 1) * m // double)  # first n with n/m in units ≥ units + ½
    return range(max(0, first), min(m + 1, beyond))
