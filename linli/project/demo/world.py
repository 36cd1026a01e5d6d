"""Homes, people and what happens to them in 2018: invented, and the same on every machine."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from linli.kernel.identity import synthetic_number

from . import names

CLOSE_OF_YEAR = dt.date(2018, 12, 31)
NEW_YEAR = dt.date(2018, 1, 1)
#: Nobody else may be eighty by the close of the year: the park's tenants are young.
EIGHTY = dt.date(1938, 12, 31)


@dataclass(frozen=True)
class Home:
    """A door. `order` runs through the community, `grid` is the cell it lies in (1-based)."""

    compound: str
    building: str
    unit: int
    number: str
    floor: int
    grid: int

    @property
    def door(self) -> str:
        unit = f"{self.unit}单元" if self.unit else ""
        return f"{self.compound}{self.building}{unit}{self.number}"


@dataclass
class Human:
    """An invented person; `gone` is the first day on which the residence no longer holds."""

    serial: int
    name: str
    sex: str
    born: dt.date
    number: str
    kind: str
    relation: str
    start: dt.date
    home: Home
    household: int
    phone: str = ""
    hukou_place: str = "四川省成都市青羊区"
    education: str = ""
    marital: str = ""
    work: str = ""
    disability: tuple[int, int] | None = None
    gone: dt.date | None = None
    reason: str = ""
    born_here: bool = False


@dataclass
class World:
    """Everything the demo plays."""

    homes: list[Home]
    people: list[Human]
    arrivals: list[Human] = field(default_factory=list)
    births: list[Human] = field(default_factory=list)
    moves: list[tuple[dt.date, int, Home]] = field(default_factory=list)


@dataclass(frozen=True)
class Estate:
    """Some buildings that look alike, and who lives there."""

    name: str
    buildings: int
    units: int
    floors: int
    per_floor: int
    grids: tuple[int, ...]
    mix: tuple[tuple[str, float], ...]


ESTATES = (
    Estate("英国小镇", 24, 3, 11, 2, (1, 2, 3, 4),
           (("resettled", 0.70), ("tenants", 0.18), ("sharers", 0.06), ("empty", 0.06))),
    Estate("快活新居", 12, 2, 18, 3, (5, 6),
           (("owners", 0.34), ("tenants", 0.20), ("sharers", 0.36), ("empty", 0.10))),
    Estate("青年公寓", 4, 0, 15, 16, (7, 8),
           (("sharers", 0.90), ("empty", 0.10))),
)  # fmt: skip
_PARK = ("成飞配套产业园", "青羊工业总部基地", "快活物流园", "航空部件厂", "文家电子厂")
_FAR = (
    "四川省南充市",
    "四川省达州市",
    "四川省资阳市",
    "四川省巴中市",
    "重庆市潼南区",
    "贵州省毕节市",
    "四川省宜宾市",
    "甘肃省陇南市",
)


class Maker:
    """Invents the world from one seed; every draw comes from the same generator in the same order."""

    def __init__(self, seed: int = 2018, share: float = 1.0, first_serial: int = 0) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - invented people, not secrets
        self.share = share
        self.serial = first_serial
        self.households = 0
        self.people: list[Human] = []

    def world(self) -> World:
        """The whole: homes, who lives there on New Year's Day, and the year."""
        homes = self.homes()
        for home in homes:
            self.fill(home)
        return World(homes, self.people)

    def homes(self) -> list[Home]:
        found = []
        for estate in ESTATES:
            buildings = max(1, round(estate.buildings * self.share))
            for index in range(buildings):
                grid = estate.grids[index * len(estate.grids) // buildings]
                found += self._building(estate, f"{index + 1}栋", grid)
        return found

    def _building(self, estate: Estate, name: str, grid: int) -> list[Home]:
        units = range(1, estate.units + 1) if estate.units else range(1)
        return [
            Home(estate.name, name, unit, f"{floor}{door:02d}", floor, grid)
            for unit in units
            for floor in range(1, estate.floors + 1)
            for door in range(1, estate.per_floor + 1)
        ]

    def fill(self, home: Home) -> None:
        """Let a household move in, or leave the home empty."""
        mix = next(estate.mix for estate in ESTATES if estate.name == home.compound)
        kind = self.rng.choices([name for name, _ in mix], [share for _, share in mix])[0]
        if kind == "empty":
            return
        self.households += 1
        getattr(self, f"_{kind}")(home)

    def _resettled(self, home: Home) -> None:
        rng = self.rng
        head_year = rng.randint(1948, 1985)
        start = self._day(2009, 2016)
        head = self._add(home, "1", head_year, "hukou_here", "02", start)
        family = names.surname_of(head.name)
        if rng.random() < 0.86:
            self._add(home, "2", head_year + rng.randint(-2, 5), "hukou_here", "10", start)
        for _ in range(rng.choice((0, 1, 1, 1, 2))):
            sex = rng.choice("12")
            child = self._add(
                home,
                sex,
                head_year + rng.randint(23, 30),
                "hukou_here",
                "20" if sex == "1" else "30",
                start,
                family,
            )
            if child.born.year < 1990 and rng.random() < 0.5:
                self._add(
                    home,
                    rng.choice("12"),
                    child.born.year + rng.randint(24, 29),
                    "hukou_here",
                    "40",
                    start,
                    family,
                )
        if head_year > 1958 and rng.random() < 0.18:
            self._add(
                home, rng.choice("12"), max(1939, head_year - rng.randint(22, 28)), "hukou_here", "50", start
            )
        if rng.random() < 0.05:
            self._add(
                home,
                rng.choice("12"),
                rng.randint(1970, 1996),
                rng.choice(("absent", "outflow")),
                "20",
                start,
                family,
            )

    def _owners(self, home: Home) -> None:
        rng = self.rng
        kind = rng.choice(("hukou_here", "inflow"))
        start = self._day(2012, 2017)
        head_year = rng.randint(1962, 1988)
        head = self._add(home, "1", head_year, kind, "02", start)
        self._add(home, "2", head_year + rng.randint(-2, 4), kind, "10", start)
        for _ in range(rng.choice((0, 1, 1, 2))):
            sex = rng.choice("12")
            born = min(2016, head_year + rng.randint(24, 31))
            self._add(home, sex, born, kind, "20" if sex == "1" else "30", start, names.surname_of(head.name))
        if rng.random() < 0.08:
            self._add(home, "2", max(1940, head_year - 26), kind, "50", start)

    def _tenants(self, home: Home) -> None:
        rng = self.rng
        start = self._day(2014, 2017)
        head_year = rng.randint(1972, 1992)
        head = self._add(home, "1", head_year, "inflow", "02", start)
        if rng.random() < 0.85:
            self._add(home, "2", head_year + rng.randint(-1, 4), "inflow", "10", start)
        if rng.random() < 0.6:
            sex = rng.choice("12")
            born = min(2016, head_year + rng.randint(22, 28))
            self._add(
                home, sex, born, "inflow", "20" if sex == "1" else "30", start, names.surname_of(head.name)
            )

    def _sharers(self, home: Home) -> None:
        for place in range(self.rng.choice((1, 2, 2, 3, 3, 4))):
            year = self.rng.randint(1984, 1999)
            self._add(
                home,
                self.rng.choice("112"),
                year,
                "inflow",
                "02" if place == 0 else "80",
                self._day(2015, 2017),
            )

    def _add(
        self, home: Home, sex: str, year: int, kind: str, relation: str, start: dt.date, surname: str = ""
    ) -> Human:
        rng = self.rng
        born = dt.date(min(year, 2017), 1, 1) + dt.timedelta(days=rng.randrange(365))
        start = max(start, born)
        human = self.invent(home, sex, born, kind, relation, start, surname)
        self.people.append(human)
        return human

    def invent(
        self, home: Home, sex: str, born: dt.date, kind: str, relation: str, start: dt.date, surname: str = ""
    ) -> Human:
        """One invented person of the current household."""
        rng = self.rng
        self.serial += 1
        age = (CLOSE_OF_YEAR - born).days // 365
        adult = age >= 16
        return Human(
            self.serial, names.name(rng, sex, born.year, surname), sex, born,
            synthetic_number(self.serial, born, sex), kind, relation, start, home, self.households,
            phone=f"192{self.serial:08d}" if adult and rng.random() < 0.93 else "",
            hukou_place="四川省成都市青羊区" if kind in ("hukou_here", "absent", "outflow") else rng.choice(_FAR),
            education=rng.choice(("70", "80", "60", "40")) if age > 50 else rng.choice(("20", "30", "40", "60", "70")) if adult else "",
            marital="" if age < 20 else "10" if age < 27 else "20" if age < 75 else rng.choice(("20", "30")),
            work=rng.choice(_PARK) if 20 <= age < 60 and kind != "absent" and rng.random() < 0.7 else "",
        )  # fmt: skip

    def _day(self, first: int, last: int) -> dt.date:
        return dt.date(first, 1, 1) + dt.timedelta(days=self.rng.randrange((last - first + 1) * 365 - 16))
