"""A typed percentage is believed only when some n of m gives it."""

from __future__ import annotations

from linli.kernel import ALLOWED, Verdict, refuse, say
from linli.kernel.rounding import percent, possible_parts, possible_percent, ratio_text


def may_print(typed: str, *, n: int | None = None, m: int | None = None, most: int = 160) -> Verdict:
    """Whether a typed percentage can be: of n/m, of m alone, or of any m up to `most`.

    93.7% of 16 cannot: 15/16 is 93.8%, so it was cut instead of rounded, or counted from another m.
    """
    if not _is_percent(typed):
        return refuse(say("Write a percentage such as 93.8%."))
    if n is not None and m is not None:
        if m <= 0 or not 0 <= n <= m:
            return refuse(say("The part must lie between 0 and the whole."))
        if n in possible_parts(typed, m):
            return ALLOWED
        return refuse(say("{n} of {m} is {ratio}, not {typed}.", n=n, m=m, ratio=percent(n, m), typed=typed))
    if m is not None:
        if possible_parts(typed, m):
            return ALLOWED
        return refuse(say("No part of {m} gives {typed}. {near}", m=m, typed=typed, near=nearest(typed, m)))
    if possible_percent(typed, most):
        return ALLOWED
    return refuse(say("No n of any m up to {most} gives {typed}.", most=most, typed=typed))


def fits(typed: str, most: int = 60, limit: int = 6) -> list[str]:
    """Some n/m that give a percentage, smallest m first: where it may have come from."""
    return [ratio_text(n, m) for n, m in possible_percent(typed, most)[:limit]]


def nearest(typed: str, m: int) -> str:
    """The two ratios of m that lie on both sides of a typed percentage."""
    if m <= 0 or not _is_percent(typed):
        return ""
    below = int(float(typed.strip().replace("％", "%").rstrip("%")) * m // 100)
    return ", ".join(ratio_text(n, m) for n in (below, below + 1) if 0 <= n <= m)


def _is_percent(typed: str) -> bool:
    text = typed.strip().replace("％", "%")
    number = text.removesuffix("%").strip()
    return text.endswith("%") and number.replace(".", "", 1).isdecimal() and len(number) < 9
