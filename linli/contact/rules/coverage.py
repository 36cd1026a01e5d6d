"""Coverage of contact by its three names, over occupied households (domain §3: A, B, C; the published 100 % is A∧B)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from linli.kernel import Saying, say

#: part → what it is called, in the order of the page.
PARTS: dict[str, Saying] = {
    "charge": say("Coverage by responsibility"),
    "card": say("Coverage by card"),
    "both": say("Responsibility and card"),
    "visit": say("Coverage by visit"),
}
MEANINGS: dict[str, Saying] = {
    "charge": say("Occupied households whose unit lies in an area with a first responsible on the day."),
    "card": say("Occupied households that hold a delivered card on the day."),
    "both": say("Occupied households with both; this is the published coverage of contact."),
    "visit": say("Occupied households where somebody was met at home in the period."),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Households of one area or building: how many are occupied, and how many of them each part counts."""

    occupied: int = 0
    charge: int = 0
    card: int = 0
    both: int = 0
    visit: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.occupied + other.occupied, self.charge + other.charge, self.card + other.card,
            self.both + other.both, self.visit + other.visit,
        )  # fmt: skip

    def of(self, part: str) -> int:
        """The numerator of a part."""
        return int(getattr(self, part))

    def rest(self, part: str) -> int:
        """Occupied households that a part does not count."""
        return self.occupied - self.of(part)


@dataclass(frozen=True, slots=True)
class Part:
    """An area or a building with its counts; key None is 'in no area'."""

    key: int | None
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Coverage:
    """The three coverages of a day and a period. `vacant` homes are no part of the denominator."""

    day: dt.date
    total: Counts
    vacant: int
    areas: list[Part] = field(default_factory=list)
    buildings: list[Part] = field(default_factory=list)

    @property
    def occupied(self) -> int:
        """The denominator."""
        return self.total.occupied

    @property
    def excluded_vacant(self) -> int:
        """Homes in which nobody lives."""
        return self.vacant

    @property
    def by_charge(self) -> int:
        """A."""
        return self.total.charge

    @property
    def by_card(self) -> int:
        """B."""
        return self.total.card

    @property
    def by_both(self) -> int:
        """A∧B."""
        return self.total.both

    @property
    def by_visit(self) -> int:
        """C."""
        return self.total.visit


def summed(parts: Iterable[Counts]) -> Counts:
    """The sum of several."""
    total = Counts()
    for one in parts:
        total += one
    return total
