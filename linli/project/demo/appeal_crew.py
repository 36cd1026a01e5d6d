"""Who works on the appeals of the demonstration, and when they do."""

from __future__ import annotations

import datetime as dt
import random

from linli.accounts import api as accounts
from linli.appeals.actions import revisit
from linli.base import clock
from linli.kernel import Actor
from linli.kernel.worktime import close_of, is_working_day, next_open, open_at
from linli.places import api as places

DESK = ("shegong", "shegong2", "liangwei", "shuji")


class Crew:
    """The accounts by user name, as actors of a month; the community's hours."""

    def __init__(self, community: int, workers: dict[str, int], suffix: str, until: dt.datetime) -> None:
        self.community, self.suffix, self.until = community, suffix, until
        self.ids = {name.removesuffix(suffix) if suffix else name: user for name, user in workers.items()}
        self.calendar = places.calendar(community)
        self.rng = random.Random(f"appeals{suffix}")  # noqa: S311 - invented lives, not secrets
        self._actors: dict[tuple[str, int], Actor] = {}
        self.callers = frozenset(one for one in self.ids if one in DESK or one.startswith("wangge"))

    def actor(self, name: str, at: dt.datetime) -> Actor:
        """The account as it acts in the month of a moment."""
        day = clock.day_of(at)
        key = (name, day.month)
        if key not in self._actors:
            self._actors[key] = accounts.actor(self.ids[name], day)
        return self._actors[key]

    def resident(self) -> Actor:
        """Who writes on the resident's page."""
        return revisit.as_resident(self.community)

    def everybody(self) -> list[str]:
        """Everybody who receives messages of this community."""
        return [name for name in self.ids if not name.startswith("jiedao")]

    def other_of_desk(self, *busy: str) -> str:
        """Somebody of the office who neither handled nor answered it."""
        return self.rng.choice([one for one in DESK if one in self.ids and one not in busy])

    def grid_worker(self, grid: int) -> str:
        """The grid worker of a grid."""
        return "wangge" if grid == 1 else f"wangge{grid}"

    def helper(self, grid: int) -> str:
        """A captain or messenger of a grid, "" where there is none."""
        held = [one for one in (f"louzhang{grid}", f"xinshi{grid}") if one in self.ids]
        if grid == 1:
            held.append("louzhang")
        if grid == 2:
            held.append("xinshi")
        return self.rng.choice(held) if held else ""

    def within(self, day: dt.date) -> dt.datetime:
        """A moment of a day when the office is open, or of the next working day."""
        minute = self.rng.choice((self.rng.randint(5, 175), self.rng.randint(275, 530)))
        at = _at(day, 9) + dt.timedelta(minutes=minute, seconds=self.rng.randrange(60))
        return self.opened(at)

    def opened(self, at: dt.datetime) -> dt.datetime:
        """The moment itself when the office is open then, else soon after it opens."""
        if open_at(self.calendar, at):
            return at
        return next_open(self.calendar, at) + dt.timedelta(
            minutes=self.rng.randint(4, 80), seconds=self.rng.randrange(60)
        )

    def after(self, at: dt.datetime, low: int, high: int) -> dt.datetime:
        """Some minutes later, when the office is open."""
        return self.opened(
            at + dt.timedelta(minutes=self.rng.randint(low, high), seconds=self.rng.randrange(60))
        )

    def before(self, at: dt.datetime, until: dt.datetime) -> dt.datetime:
        """A moment after `at`, early rather than late, while the office is open and before `until`."""
        left = (until - at).total_seconds() / 60
        for _ in range(20):
            minutes = 6 + (left - 10) * self.rng.random() ** 1.7
            found = at + dt.timedelta(minutes=max(2, minutes))
            if found < until and open_at(self.calendar, found):
                return found
        return max(at + dt.timedelta(minutes=1), until - dt.timedelta(minutes=self.rng.randint(2, 25)))

    def days_on(self, at: dt.datetime, count: int) -> dt.datetime:
        """A moment of the working day that many working days later."""
        day = clock.day_of(at)
        while count > 0:
            day += dt.timedelta(days=1)
            if is_working_day(self.calendar, day):
                count -= 1
        return self.within(day)

    def close(self, day: dt.date) -> dt.datetime | None:
        """When a day's hours end; None on a day off."""
        return close_of(self.calendar, day)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), clock.SHANGHAI).astimezone(dt.UTC)
