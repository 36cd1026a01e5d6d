"""Equal shares at one endowment, quickly and still exactly: which projects are bought, without the exact prices.

Amounts are whole numbers of 2⁻³⁶ currency units, which a processor adds at once; where that is too coarse,
of 2⁻⁹⁶. What a voter really has left lies between `left` and
`left` + `wide`; prices are rounded up, and `wide` grows by what each rounding can have cost. A decision is taken
only where both ends of the interval agree on it; where they do not, or where projects tie so that their order
matters, the run gives up (Unclear) and the exact one is asked. No float is used.
"""

from __future__ import annotations

import heapq
from contextlib import suppress
from fractions import Fraction
from math import floor

from .shares import Shares, price_of, total
from .values import Exact

COARSE, FINE = 36, 96


class Unclear(Exception):
    """An interval did not decide; the exact run must."""


def bought(shares: Shares, endowment: Exact, limit: Exact | None = None) -> tuple[tuple[str, ...], Exact]:
    """The projects in the order of purchase and their cost; over the `limit` the run ends at once."""
    costs = {project.key: project.cost for project in shares.projects}
    for bits in (COARSE, FINE):
        with suppress(Unclear):
            keys = _Quick(shares, endowment, bits).run(limit)
            return keys, sum((costs[key] for key in keys), 0)
    exact = shares.buy(endowment, limit)
    return exact.keys, exact.cost


class _Quick:
    """The state of one run; see the module."""

    def __init__(self, shares: Shares, endowment: Exact, bits: int) -> None:
        self.shares, self.bits = shares, bits
        self.names = [project.key for project in shares.projects]
        exact = Fraction(endowment) * shares.unit * (1 << bits)
        self.left = [floor(exact)] * len(shares.profile.piles)
        self.wide = 0 if exact.denominator == 1 else 1
        self.round = 0
        # least known price of a unit of gain, place, round it was asked in, its upper end
        self.heap = [
            ((one.cost << bits) // (one.weight * one.scale), place, -1, 0)
            for place, key in enumerate(self.names)
            if (one := shares.backings.get(key))
        ]
        heapq.heapify(self.heap)
        self.prices: dict[int, tuple[int, int, Fraction | None]] = {}

    def run(self, limit: Exact | None) -> tuple[str, ...]:
        """Buy until nothing can be bought, or until the limit is passed."""
        keys: list[str] = []
        spent, most = 0, None if limit is None else limit * self.shares.unit
        while (most is None or spent <= most) and (place := self._next()) is not None:
            keys.append(self.names[place])
            spent += self.shares.backings[self.names[place]].cost
            self._pay(place)
        return tuple(keys)

    def _next(self) -> int | None:
        found: list[tuple[int, int, int, int]] = []
        while self.heap and (not found or self.heap[0][0] <= min(entry[3] for entry in found)):
            entry = heapq.heappop(self.heap)
            if entry[2] == self.round:
                found.append(entry)
            else:
                self._ask(entry[1])
        if not found:
            return None
        edge = min(entry[3] for entry in found)
        best = [entry for entry in found if entry[0] <= edge]
        chosen = best[0] if len(best) == 1 else self._least(best)
        for entry in found:
            if entry is not chosen:
                heapq.heappush(self.heap, entry)
        return chosen[1]

    def _ask(self, place: int) -> None:
        """Push the project back with the interval of its price; drop it where nobody can pay it any more."""
        one = self.shares.backings[self.names[place]]
        found = price_of(one, self.left, 1 << self.bits)
        if found is None:
            most = total(one.take(self.left), one.counts) + self.wide * one.weight
            if most >= one.cost << self.bits:
                raise Unclear
            return
        top, rich = found
        high = -(-top // rich)
        loose = 0 if rich == one.weight else -(-(one.weight - rich) * self.wide // rich)
        low = max(high - 1 - loose, 0)
        exact = Fraction(one.cost, rich * one.scale) if rich == one.weight else None
        self.prices[place] = high, low, exact
        heapq.heappush(self.heap, (low // one.scale, place, self.round, -(-high // one.scale)))

    def _least(self, best: list[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
        """Of several whose intervals meet the one with the least price, if that is certain."""
        exact = [self.prices[entry[1]][2] for entry in best]
        known = [price for price in exact if price is not None]
        if len(known) < len(best):
            raise Unclear
        least = min(known)
        tied = [entry for entry, price in zip(best, exact, strict=True) if price == least]
        if len(tied) > 1 and not self._together([entry[1] for entry in tied]):
            raise Unclear
        return tied[0]

    def _together(self, places: list[int]) -> bool:
        """Whether everybody can certainly pay the full price of all of these."""
        owed: dict[int, int] = {}
        for place in places:
            one = self.shares.backings[self.names[place]]
            for at, pile in enumerate(one.piles):
                owed[pile] = owed.get(pile, 0) + self.prices[place][0] * (one.points[at] if one.points else 1)
        return all(self.left[pile] >= amount for pile, amount in owed.items())

    def _pay(self, place: int) -> None:
        one = self.shares.backings[self.names[place]]
        high, low, _ = self.prices.pop(place)
        left, most = self.left, 1
        if one.points is None:
            for pile in one.piles:
                rest = left[pile] - high
                left[pile] = rest if rest > 0 else 0
        else:
            most = max(one.points)
            for pile, points in zip(one.piles, one.points, strict=True):
                rest = left[pile] - high * points
                left[pile] = rest if rest > 0 else 0
        self.wide += (high - low) * most
        self.round += 1
