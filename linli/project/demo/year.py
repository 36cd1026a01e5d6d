"""What happens in 2018: the old, certificates, arrivals, leaving, births, deaths, moves.

Numbers here say how many *things happen*; what the tables show is counted from the records
that playing them leaves behind.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .world import CLOSE_OF_YEAR, NEW_YEAR, Home, Human, Maker, World

OLD = 48
VERY_OLD = 6
HOLDERS = 68
ARRIVING = 941
LEAVING = 872
BIRTHS = 63
DEATHS = 34
MOVES = 40
_REASONS = (("left_city", 0.46), ("moved_out", 0.32), ("returned_home", 0.18), ("not_found", 0.04))


@dataclass(frozen=True)
class Share:
    """How many of each thing, for a smaller community."""

    of: float = 1.0

    def __call__(self, whole: int) -> int:
        return round(whole * self.of)


def live(maker: Maker, world: World) -> World:
    """Let the year happen in `world`; deterministic for the same maker."""
    share = Share(maker.share)
    _grow_old(maker, world, share(OLD), share(VERY_OLD))
    _arrive(maker, world, share(ARRIVING))
    _leave(maker, world, share(LEAVING))
    _be_born(maker, world, share(BIRTHS))
    _die(maker, world, share(DEATHS))
    _hold_certificates(maker, world, share(HOLDERS))
    _move(maker, world, share(MOVES))
    return world


def _grow_old(maker: Maker, world: World, old: int, very_old: int) -> None:
    """Choose who is over eighty: members of long-settled families."""
    rng = maker.rng
    settled = [
        one
        for one in world.people
        if one.kind == "hukou_here" and one.relation in ("50", "02", "10") and one.born.year < 1962
    ]
    for index, one in enumerate(rng.sample(settled, old)):
        year = rng.randint(1921, 1927) if index < very_old else rng.randint(1929, 1937)
        one.born = dt.date(year, rng.randint(1, 12), rng.randint(1, 28))
        one.number = maker.invent(one.home, one.sex, one.born, one.kind, one.relation, one.start).number
        one.work, one.phone = "", one.phone if rng.random() < 0.6 else ""


def _arrive(maker: Maker, world: World, count: int) -> None:
    """Tenants come after the Spring Festival and in late summer, into homes that have room."""
    rng = maker.rng
    tenancies = [home for home in world.homes if home.compound != "英国小镇" or rng.random() < 0.1]
    months = [1, 2, 3, 3, 3, 4, 5, 6, 7, 7, 8, 9, 9, 10, 11, 12]
    while len(world.arrivals) < count:
        home, month = rng.choice(tenancies), rng.choice(months)
        day = dt.date(2018, month, rng.randint(1, 26))
        maker.households += 1
        kind = "hukou_here" if rng.random() < 0.04 else "inflow"
        for place in range(min(rng.choice((1, 1, 2, 2, 3)), count - len(world.arrivals))):
            born = dt.date(rng.randint(1983, 2000), rng.randint(1, 12), rng.randint(1, 28))
            relation = "02" if place == 0 else "80"
            world.arrivals.append(maker.invent(home, rng.choice("112"), born, kind, relation, day))


def _leave(maker: Maker, world: World, count: int) -> None:
    """Floating residents leave, among them some who came only this year."""
    rng = maker.rng
    floating = [one for one in world.people if one.kind == "inflow"]
    lately = [one for one in world.arrivals if one.kind == "inflow" and one.start < dt.date(2018, 8, 1)]
    early = round(count * 0.88)
    for one in rng.sample(floating, early) + rng.sample(lately, count - early):
        first = max(NEW_YEAR, one.start + dt.timedelta(days=45))
        one.gone = _early(first + dt.timedelta(days=rng.randrange(max(1, (CLOSE_OF_YEAR - first).days - 8))))
        one.reason = _reason(rng.random())


def _early(day: dt.date) -> dt.date:
    """Months are entered on the 28th; what happens later in a month is told on that day."""
    return day if day.day <= 28 else day.replace(day=28)


def _reason(draw: float) -> str:
    total = 0.0
    for reason, share in _REASONS:
        total += share
        if draw < total:
            return reason
    return _REASONS[0][0]


def _be_born(maker: Maker, world: World, count: int) -> None:
    rng = maker.rng
    mothers = [
        one
        for one in world.people
        if one.sex == "2"
        and 1982 <= one.born.year <= 1996
        and not one.gone
        and one.kind in ("hukou_here", "inflow")
    ]
    for mother in rng.sample(mothers, min(count, len(mothers))):
        born = dt.date(2018, rng.randint(1, 12), rng.randint(1, 26))
        child = maker.invent(mother.home, rng.choice("12"), born, mother.kind, "20", born)
        child.household, child.born_here, child.hukou_place = mother.household, True, mother.hukou_place
        world.births.append(child)


def _die(maker: Maker, world: World, count: int) -> None:
    """People registered here die; none of those chosen as the oldest at the close of the year."""
    rng = maker.rng
    elders = [
        one
        for one in world.people
        if one.kind == "hukou_here" and 1939 <= one.born.year < 1956 and not one.gone
    ]
    for one in rng.sample(elders, min(count, len(elders))):
        one.gone, one.reason = _early(NEW_YEAR + dt.timedelta(days=rng.randrange(10, 355))), "died"


def _hold_certificates(maker: Maker, world: World, count: int) -> None:
    """Certificates: limbs most often; ten or more of level 1 and 2."""
    rng = maker.rng
    stay = [one for one in world.people if one.kind == "hukou_here" and not one.gone and one.born.year < 2010]
    for index, one in enumerate(rng.sample(stay, count)):
        level = 1 + index % 2 if index < max(1, count // 4) else rng.choice((3, 3, 4))
        one.disability = (rng.choice((1, 2, 4, 4, 4, 4, 5, 6, 7)), level)


def _move(maker: Maker, world: World, count: int) -> None:
    """Households change flats inside the community."""
    rng = maker.rng
    living: dict[int, list[Human]] = {}
    for one in world.people:
        living.setdefault(one.household, []).append(one)
    whole = [
        key
        for key, members in living.items()
        if all(not one.gone and one.kind in ("hukou_here", "inflow") for one in members)
    ]
    taken = {one.home for one in world.people} | {one.home for one in world.arrivals}
    empty: list[Home] = [home for home in world.homes if home not in taken]
    for household, home in zip(
        rng.sample(whole, min(count, len(whole))), rng.sample(empty, min(count, len(empty))), strict=False
    ):
        world.moves.append((dt.date(2018, rng.randint(2, 11), rng.randint(1, 28)), household, home))
