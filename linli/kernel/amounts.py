"""The algebra of numbers that open: values, sums, ratios, declared numbers and hidden ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

#: Sensitive counts from one up to this, exclusive, are hidden outside their community.
HIDE_BELOW = 5


@dataclass(frozen=True, slots=True)
class Amount:
    """One value of one figure for one part.

    value        the count; None when it is not known or hidden
    numerator, denominator   set for a ratio, both or neither
    text, about  a declared number as it was stated, with 约, 近 or 余
    hidden       between one and four, outside the community
    twice        how many of a sum are the same identity counted again (其中重复)
    not_asked    the figure is not divided by this part
    by_hand      a declared number that somebody typed
    """

    value: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    text: str = ""
    about: str = ""
    hidden: bool = False
    twice: int = 0
    not_asked: bool = False
    by_hand: bool = False


NOT_ASKED = Amount(not_asked=True)
UNKNOWN = Amount()
HIDDEN = Amount(hidden=True)


def hide_small(amount: Amount) -> Amount:
    """ "<5" instead of one to four; nothing and five or more stay."""
    if amount.value is not None and 0 < amount.value < HIDE_BELOW:
        return HIDDEN
    return amount


def hide_parts(parts: dict[int, Amount], total: Amount) -> tuple[dict[int, Amount], Amount]:
    """Parts and total with small ones hidden, the total too where it would give one part away.

    A single hidden part equals the total minus the visible rest, so the total is not said then.
    """
    shown = {key: hide_small(amount) for key, amount in parts.items()}
    hidden = sum(1 for amount in shown.values() if amount.hidden)
    if hidden == 1 and len(parts) > 1:
        return shown, HIDDEN if (total.value or 0) < HIDE_BELOW else UNKNOWN
    return shown, hide_small(total)


def total_of(amounts: Iterable[Amount]) -> Amount:
    """The sum of counted parts; a part that is not known makes the sum unknown."""
    total = 0
    for amount in amounts:
        if amount.value is None:
            return UNKNOWN
        total += amount.value
    return Amount(total)


def ratio_of(part: Amount, whole: Amount) -> Amount:
    """part / whole with both kept; hidden or unknown when one of them is."""
    if part.hidden or whole.hidden:
        return HIDDEN
    if part.not_asked or whole.not_asked:
        return NOT_ASKED
    if part.value is None or whole.value is None:
        return UNKNOWN
    return Amount(numerator=part.value, denominator=whole.value)


def with_twice(amount: Amount, twice: int) -> Amount:
    """The sum with how many of it are counted again."""
    return amount if amount.value is None else replace(amount, twice=twice)
