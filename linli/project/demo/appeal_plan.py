"""Which appeals the year brings: who asks what, when, by which channel, and how it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from linli.base import clock
from linli.kernel.worktime import is_working_day
from linli.places import api as places
from linli.residents.queries.numbers import keys_of_numbers

from . import appeal_lives as lives
from .appeal_case import Case, Live
from .appeal_crew import Crew
from .appeal_lives import Life
from .appeal_words import Words, matters
from .world import NEW_YEAR, Human, World

_CHANNELS = (
    ("counter", 20), ("phone", 30), ("door", 14), ("messenger", 12), ("group_chat", 8), ("letter_box", 3), ("web", 6),
    ("hotline", 5), ("assigned", 2), ("council", 2), ("petition", 1), ("unit", 2),
)  # fmt: skip
_LAST = dt.date(2018, 12, 27)


class Plan:
    """The lives of one community, from its people and doors."""

    def __init__(self, crew: Crew, world: World, count: int) -> None:
        self.crew, self.rng, self.count, self.made = crew, crew.rng, count, 0
        self.words, self.live = Words(crew.rng), Live()
        moved = {household for _, household, _ in world.moves}
        stay = [
            one
            for one in world.people
            if one.phone
            and not one.gone
            and one.start < NEW_YEAR
            and one.born.year < 1998
            and one.household not in moved
            and one.kind in ("hukou_here", "inflow")
        ]
        self.people = self.rng.sample(stay, min(len(stay), count + count // 4))
        worker = crew.actor("shegong", crew.until)
        known = keys_of_numbers(worker, [one.number for one in self.people], on=clock.day_of(crew.until))
        self.keys = {one.serial: known[one.number][0] for one in self.people if one.number in known}
        doors = {
            one.home: places.door_key(
                places.DoorParts(one.home.compound, one.home.building, one.home.unit or None, one.home.number)
            )
            for one in self.people
        }
        rooms = places.rooms_by_keys(crew.community, doors.values())
        self.rooms = {home: rooms[key] for home, key in doors.items()}

    def lives(self) -> Iterator[tuple[dt.datetime, Life]]:
        """(when it is heard, how it goes), the year's, then what came in the last days."""
        days = [NEW_YEAR + dt.timedelta(days=at) for at in range((_LAST - NEW_YEAR).days + 1)]
        weights = [9.0 if is_working_day(self.crew.calendar, day) else 1.2 for day in days]
        for day in self.rng.choices(days, weights, k=self.count):
            yield self._one(day)
        yield from self._last_days()

    def human(self) -> Human:
        """Somebody who lives here."""
        return self.rng.choice(self.people)

    def case(self, channel: str, human: Human | None = None, **parts: Any) -> Case:
        """An appeal of somebody by a channel."""
        one = human or self.human()
        held = matters()
        matter = parts.pop("matter", None) or self.rng.choices(held, [each["w"] for each in held])[0]
        self.made += 1
        number = f"CD2018{self.rng.randint(1_000_000, 9_999_999)}" if channel == "hotline" else ""
        return Case(
            self.crew, self.words, matter, one.home, self.rooms[one.home], one, self.keys.get(one.serial), channel,
            number=number, live=self.live, level=parts.pop("level", matter["l"] if matter["l"] == "beyond" else "community"), **parts,
        )  # fmt: skip

    def _one(self, day: dt.date) -> tuple[dt.datetime, Life]:
        rng = self.rng
        channel = rng.choices([one for one, _ in _CHANNELS], [share for _, share in _CHANNELS])[0]
        at = self.crew.within(day) if is_working_day(self.crew.calendar, day) else self._evening(day)
        held = matters()
        matter = rng.choices(held, [each["w"] for each in held])[0]
        if matter["l"] == "compound" and rng.random() < 0.45:
            channel = "messenger"
        if rng.random() < 0.08 and channel in ("door", "messenger", "web", "group_chat"):
            at = self._evening(day)
        if rng.random() < 0.006:
            return at, self._about_somebody(channel)
        named = rng.random()
        case = self.case(
            channel, matter=matter,
            naming="anonymous" if channel == "letter_box" or named < 0.04 else "confidential" if named < 0.065 else "named",
            behalf=rng.random() < 0.06, spot=rng.choices(("room", "building", "words"), (72, 19, 9))[0],
            photos=rng.choices((0, 1, 2), (93, 5, 2))[0], consents=rng.random() < 0.3, urgent=rng.random() < 0.05,
        )  # fmt: skip
        return at, self._way(case)(case, self._by(case))

    def _way(self, case: Case) -> Callable[[Case, str], Life]:
        rng, matter = self.rng, case.matter
        if case.channel == "hotline":
            return lives.from_hotline
        if case.channel == "messenger":
            case.level = (
                "compound" if matter["l"] == "compound" and case.naming != "confidential" else case.level
            )
        draw = rng.random()
        for share, way in (
            (0.022, lives.refused), (0.012, lives.withdrawn), (0.045, lives.answered_late), (0.012, lives.climbed),
            (0.03, lives.told_again),
        ):  # fmt: skip
            if draw < share:
                return way
            draw -= share
        if matter["l"] == "subdistrict" and rng.random() < 0.6:
            return lives.sent_up
        return lives.same_day if rng.random() < min(0.96, matter["s"] * 1.7) else lives.promised

    def _by(self, case: Case) -> str:
        rng, grid = self.rng, self.crew.grid_worker(case.home.grid)
        match case.channel:
            case "web":
                return ""
            case "door":
                return grid
            case "messenger":
                return self.crew.helper(case.home.grid) or grid
            case "group_chat":
                return rng.choice((grid, "shegong2"))
            case "hotline" | "unit":
                return "shegong"
            case "assigned" | "council" | "petition":
                return "liangwei"
            case "letter_box":
                return "shegong2"
        return rng.choices(("shegong", "shegong2", "liangwei", "shuji"), (48, 36, 12, 4))[0]

    def _about_somebody(self, channel: str) -> Life:
        case = self.case(
            "counter" if channel == "hotline" else channel, naming="named", about="worker",
            audience=self.rng.choice(("supervision", "subdistrict")),
        )  # fmt: skip
        return lives.past_the_office(case, "shegong")

    def _evening(self, day: dt.date) -> dt.datetime:
        minute = (
            self.rng.randint(18 * 60 + 10, 21 * 60)
            if self.rng.random() < 0.6
            else self.rng.randint(8 * 60, 17 * 60)
        )
        return dt.datetime.combine(day, dt.time(), clock.SHANGHAI).astimezone(dt.UTC) + dt.timedelta(
            minutes=minute
        )

    def _last_days(self) -> Iterator[tuple[dt.datetime, Life]]:
        """What came since the day before yesterday and still lies open: unanswered, due today, to take over."""
        morning = self.crew.until - dt.timedelta(hours=1)
        yesterday = morning - dt.timedelta(hours=15)
        for channel, at in (
            ("phone", yesterday - dt.timedelta(minutes=31)), ("web", yesterday - dt.timedelta(minutes=104)),
            ("messenger", yesterday + dt.timedelta(minutes=125)), ("web", yesterday + dt.timedelta(minutes=171)),
            ("door", yesterday + dt.timedelta(minutes=62)), ("group_chat", morning + dt.timedelta(minutes=22)),
            ("web", morning + dt.timedelta(minutes=47)),
        ):  # fmt: skip
            case = self.case(channel, naming="named", photos=int(channel == "web"))
            yield at, _waiting(case, self._by(case))


def _waiting(case: Case, by: str) -> Life:
    at = yield None
    case.hear(at, by)
