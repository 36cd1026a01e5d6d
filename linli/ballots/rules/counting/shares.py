"""Equal shares at one endowment, exactly (Peters and Skowron 2020; Peters, Pierczyński and Skowron 2021).

Every voter holds the same endowment. A project can be bought when those who chose it hold its cost together.
They pay in proportion to what they gain from it, nobody more than is left: with a price ρ for each unit of
gain voter i pays min(left_i, ρ·gain_i), and ρ is the least price at which the payments reach the cost. The
project with the least ρ is bought, again and again, until nobody can buy anything. ρ can only rise from round to
round, so a project is looked at again only when its last known ρ is the least.

All amounts are whole numbers over one denominator that grows with each purchase; nothing is rounded. Prices are
ordered by their quotient as a float, which Python rounds correctly: a smaller float proves a smaller price, and
equal floats are compared as whole numbers.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import repeat
from math import gcd, lcm
from operator import itemgetter, mul

from .ties import Breaker, Tie
from .values import Exact, Profile, Project

#: What a voter gains from a chosen project: its cost (the usual measure for money), one, or the points given.
COST, COUNT, GIVEN = "cost", "count", "points"


@dataclass(frozen=True, slots=True)
class Backing:
    """Those who chose one project, ready to be asked.

    piles    places of their ballots; take reads their values at once; counts how many ballots each stands for
    points   the points each gives, whole numbers (all ones: None); turned: lcm(points) // points
    weight   Σ counts × points; scale what one unit of points gains
    """

    cost: int
    piles: tuple[int, ...]
    take: Callable[[Sequence[int]], tuple[int, ...]]
    counts: tuple[int, ...] | None
    points: tuple[int, ...] | None
    turned: tuple[int, ...]
    turn: int
    weight: int
    scale: int


@dataclass(frozen=True, slots=True)
class Purchase:
    """One round.

    price    what a backer pays for one point (a backer of an approval ballot has one)
    backers  how many chose it; short: how many of them had less left than the price and gave it all
    held     what they held together before
    """

    key: str
    price: Exact
    backers: int
    short: int
    held: Exact


@dataclass(frozen=True, slots=True)
class Bought:
    """What one endowment buys. held: what the backers of each project hold at the end."""

    endowment: Exact
    purchases: tuple[Purchase, ...]
    cost: Exact
    held: Mapping[str, Exact]
    broken: tuple[Tie, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The projects in the order of their purchase."""
        return tuple(purchase.key for purchase in self.purchases)


@dataclass(slots=True)
class Shares:
    """An election made ready; `buy` runs it at one endowment."""

    projects: Sequence[Project]
    profile: Profile
    measure: str
    breaker: Breaker
    unit: int = field(init=False)
    voters: int = field(init=False)
    whole: int = field(init=False)
    backings: dict[str, Backing] = field(init=False)

    def __post_init__(self) -> None:
        self.unit = lcm(*(Fraction(project.cost).denominator for project in self.projects), 1)
        self.voters = self.profile.voters
        backers: dict[str, list[tuple[int, Exact, int]]] = {project.key: [] for project in self.projects}
        for place, (vote, points, count) in enumerate(self.profile.piles):
            for at, key in enumerate(vote):
                gain = points[at] if points and self.measure == GIVEN else 1
                if gain > 0 and (not points or points[at] > 0):
                    backers[key].append((place, gain, count))
        self.whole = whole = lcm(
            *{Fraction(gain).denominator for rows in backers.values() for _, gain, _ in rows}, 1
        )
        self.backings = {
            project.key: _backing(int(project.cost * self.unit), backers[project.key], self.measure, whole)
            for project in self.projects
            if backers[project.key]
        }

    @property
    def backed(self) -> list[Project]:
        """The projects that anybody chose; the others can never be bought."""
        return [project for project in self.projects if project.key in self.backings]

    def buy(self, endowment: Exact, limit: Exact | None = None) -> Bought:
        """Run it. With a `limit` the run ends as soon as it has cost more. Raises Undecided for an open tie."""
        run = _Run(self, Fraction(endowment) * self.unit, self.breaker.fresh())
        most = None if limit is None else limit * self.unit
        while (most is None or run.spent <= most) and (key := run.next()):
            run.pay(key)
        held = {
            key: Fraction(total(one.take(run.left), one.counts), run.over * self.unit)
            for key, one in self.backings.items()
        }
        cost = Fraction(run.spent, self.unit)
        return Bought(endowment, tuple(run.purchases), cost, held, tuple(run.breaker.broken))


class _Run:
    """The state of one run. left: what each pile's voters hold, over the denominator `over`."""

    def __init__(self, shares: Shares, endowment: Fraction, breaker: Breaker) -> None:
        self.shares, self.backings, self.breaker = shares, shares.backings, breaker
        self.over = endowment.denominator
        self.left = [endowment.numerator] * len(shares.profile.piles)
        self.spent = 0
        self.purchases: list[Purchase] = []
        places = {project.key: place for place, project in enumerate(shares.projects)}
        self.names = [project.key for project in shares.projects]
        self.heap: list[tuple[float, int, int]] = []
        self.prices: dict[str, tuple[int, int]] = {}
        for key, one in self.backings.items():
            ratio = one.cost / (one.weight * one.scale)
            heapq.heappush(self.heap, (ratio, places[key], -1))

    def next(self) -> str:
        """The project with the least price; "" when nothing can be bought."""
        best = self._freshest()
        if not best:
            return ""
        return best[0] if len(best) == 1 or self._together(best) else self._parted(best)

    def _freshest(self) -> list[str]:
        """All projects that have the least price, asked in this round."""
        now = len(self.purchases)
        found: list[tuple[float, int, int]] = []
        while self.heap:
            ratio, place, asked = self.heap[0]
            if found and ratio > found[0][0]:
                break
            heapq.heappop(self.heap)
            if asked < now:
                self._ask(place, now)
            else:
                found.append((ratio, place, asked))
        for entry in found:
            heapq.heappush(self.heap, entry)
        return self._least([self.names[place] for _, place, _ in found])

    def _ask(self, place: int, now: int) -> None:
        key = self.names[place]
        price = price_of(self.backings[key], self.left, self.over)
        if price is not None:
            self.prices[key] = price
            heapq.heappush(
                self.heap, (price[0] / (price[1] * self.over * self.backings[key].scale), place, now)
            )

    def _least(self, keys: list[str]) -> list[str]:
        """Of projects whose floats are equal, those whose prices are least as whole numbers."""
        found: list[str] = []
        for key in keys:
            mine = self._rational(key)
            theirs = self._rational(found[0]) if found else None
            if theirs is None or mine[0] * theirs[1] < theirs[0] * mine[1]:
                found = [key]
            elif mine[0] * theirs[1] == theirs[0] * mine[1]:
                found.append(key)
        return found

    def _rational(self, key: str) -> tuple[int, int]:
        """The price of one unit of gain, without the common denominator."""
        top, bottom = self.prices[key]
        return top, bottom * self.backings[key].scale

    def _parted(self, best: list[str]) -> str:
        """The first of several with one price, where their order changes what they pay."""
        tier = self.breaker.tiers(best)[0]
        return tier[0] if self._together(tier) else self.breaker.drawn(tier)[0]

    def _together(self, best: list[str]) -> bool:
        """Whether everybody can pay the full price of all of these: then their order changes nothing."""
        owed: dict[int, Fraction] = {}
        for key in best:
            one, (top, bottom) = self.backings[key], self.prices[key]
            for at, pile in enumerate(one.piles):
                part = Fraction(top * (one.points[at] if one.points else 1), bottom)
                owed[pile] = owed.get(pile, Fraction(0)) + part
        return all(self.left[pile] >= amount for pile, amount in owed.items())

    def pay(self, key: str) -> None:
        """Take the payments for one project."""
        one, (top, bottom) = self.backings[key], self.prices.pop(key)
        self.heap = [entry for entry in self.heap if self.names[entry[1]] != key]
        heapq.heapify(self.heap)
        held = Fraction(total(one.take(self.left), one.counts), self.over * self.shares.unit)
        share = gcd(top, bottom)
        top, bottom = top // share, bottom // share
        if bottom > 1:
            self.left = [amount * bottom for amount in self.left]
            self.over *= bottom
        short = backers = 0
        for at, pile in enumerate(one.piles):
            rest = self.left[pile] - (top * one.points[at] if one.points else top)
            count = one.counts[at] if one.counts else 1
            backers += count
            if rest < 0:
                short += count
            self.left[pile] = max(rest, 0)
        self.spent += one.cost
        price = Fraction(top * self.shares.whole, self.over * self.shares.unit)
        self.purchases.append(Purchase(key, price, backers, short, held))


def price_of(one: Backing, left: Sequence[int], over: int) -> tuple[int, int] | None:
    """What one point pays, as (top, bottom) over `over`; None where the backers cannot pay the cost."""
    held, cost, weight = one.take(left), one.cost * over, one.weight
    turned = held if one.points is None else tuple(map(mul, held, one.turned))
    if min(turned) * weight >= cost * one.turn:
        return cost, weight
    if total(held, one.counts) < cost:
        return None
    if one.points is None and one.counts is None:
        for amount in sorted(held):
            if amount * weight >= cost:
                return cost, weight
            cost -= amount
            weight -= 1
    counts, points = one.counts or repeat(1), one.points or repeat(1)
    for turn, amount, count, gain in sorted(zip(turned, held, counts, points, strict=False)):
        if turn * weight >= cost * one.turn:
            return cost, weight
        cost -= amount * count
        weight -= gain * count
    raise AssertionError("the cost was held and is not")


def _backing(cost: int, backers: list[tuple[int, Exact, int]], measure: str, whole: int) -> Backing:
    piles = tuple(place for place, _, _ in backers)
    points = tuple(int(number * whole) for _, number, _ in backers)
    counts = tuple(count for _, _, count in backers)
    turn = lcm(*points)
    take = itemgetter(*piles) if len(piles) > 1 else partial(_only, piles[0])
    return Backing(
        cost,
        piles,
        take,
        None if set(counts) == {1} else counts,
        None if set(points) == {1} else points,
        tuple(turn // number for number in points),
        turn,
        sum(map(mul, counts, points)),
        max(cost, 1) if measure == COST else 1,
    )


def _only(place: int, left: Sequence[int]) -> tuple[int, ...]:
    return (left[place],)


def total(held: Sequence[int], counts: Sequence[int] | None) -> int:
    return sum(held) if counts is None else sum(map(mul, held, counts))
