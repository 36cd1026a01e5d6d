"""The appeals of 2018: about 1,200 lives played through the actions, moment by moment.

Each life is a generator that does one thing and yields the moment of the next; the year takes
whichever is due first, so that numbers, clocks and the sweep meet as they do in a real office.
What is due after the demonstration's morning is not done: it is the work that lies open.
"""

from __future__ import annotations

import copy
import datetime as dt
import heapq
from collections.abc import Callable

from django.apps import apps
from django.db import connection

from linli.appeals.actions import sweep
from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel.worktime import close_of
from linli.news.actions import messages

from . import appeal_desk
from .appeal_crew import Crew
from .appeal_lives import Life
from .appeal_plan import Plan
from .beside import beside
from .world import World

#: How many appeals the community of full size hears in the year.
LIVES = 1_200
#: The smaller community hears so many.
FEW = 60
#: Messages older than this are read when the demonstration opens.
READ = dt.timedelta(days=2)
#: So many months after the beginning the tables that grow are looked at.
_LEARNING = (0, 2, 5)
_GROWING = ("linli.appeals.", "linli.news.", "linli.journal.", "linli.accounts.", "linli.files.")


def play(workers: dict[str, int], world: World, community: int, share: float, until: dt.datetime, suffix: str,
         tell: Callable[[str], None]) -> None:  # fmt: skip
    """Live the year's appeals, reception lines and papers of the desk up to `until`, a month a transaction.

    The two halves of the year are lived side by side: what was heard before summer goes on after it in the first.
    """
    with community_scope(community):
        crew = Crew(community, workers, suffix, until)
        appeal_desk.papers(crew)
        year = Year(crew, Plan(crew, world, LIVES if share == 1.0 else FEW), until)
    first, second = year.halves(_begin(2018, 7))
    with beside(lambda: second.run(tell)):
        first.run(tell)
    with community_scope(community):
        for name in crew.everybody():
            messages.mark_all_read(actor=crew.actor(name, until - READ), at=until - READ)


class Year:
    """What is to be done next, by moment, of the appeals heard from `since` up to `until`."""

    def __init__(self, crew: Crew, plan: Plan, until: dt.datetime) -> None:
        self.crew, self.plan, self.until = crew, plan, until
        self.due: list[tuple[dt.datetime, int, Life]] = []
        self.serial = 0
        self.heard = (_begin(2018, 1), until)
        for at, life in plan.lives():
            self._put(at, begun(life))
        for at, line in appeal_desk.lines(crew, plan):
            self._put(at, begun(line))

    def halves(self, middle: dt.datetime) -> tuple[Year, Year]:
        """The year as two: what begins before `middle` and what begins from then on, each with its own sweeps."""
        early, late = copy.copy(self), copy.copy(self)
        early.due = [one for one in self.due if one[0] < middle]
        late.due = [one for one in self.due if one[0] >= middle]
        early.heard, late.heard = (self.heard[0], middle), (middle, self.until)
        for half in (early, late):
            heapq.heapify(half.due)
            for at in half.rounds():
                half._put(at, begun(half._sweep()))
        return early, late

    def run(self, tell: Callable[[str], None]) -> None:
        """Month after month, each in a transaction of its own."""
        began = clock.day_of(self.heard[0]).month
        self.crew.rng.seed(f"appeals{self.crew.suffix}{began}")
        for month in range(began, 13):
            ends = min(_begin(2018 + month // 12, month % 12 + 1), self.until)
            done = 0
            with community_scope(self.crew.community):
                while self.due and self.due[0][0] < ends:
                    at, _, life = heapq.heappop(self.due)
                    done += 1
                    following = _next(life, at)
                    if following is not None and following < self.until:
                        self._put(following, life)
            if month - began in _LEARNING:
                _learn()
            tell(f"2018-{month:02d}  诉求  {done}")

    def _put(self, at: dt.datetime, life: Life) -> None:
        self.serial += 1
        heapq.heappush(self.due, (at, self.serial, life))

    def rounds(self) -> list[dt.datetime]:
        """The sweep runs every few minutes in real use; here after the close of each working day."""
        day, last = clock.day_of(self.heard[0]), clock.day_of(self.until)
        days = (day + dt.timedelta(days=number) for number in range((last - day).days + 1))
        closes = (close_of(self.crew.calendar, one) for one in days)
        found = [one + dt.timedelta(minutes=1) for one in closes if one is not None]
        return [one for one in found if one < self.until]

    def _sweep(self) -> Life:
        at = yield None
        sweep.due(community=self.crew.community, at=at, heard=self.heard)


def _learn() -> None:
    """Let PostgreSQL learn how many rows came: it would read whole tables that were empty a month ago."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith(_GROWING)]
    with connection.cursor() as cursor:
        cursor.execute(f"analyze {', '.join(tables)}")


def begun(life: Life) -> Life:
    """A life that waits for its first moment."""
    next(life)
    return life


def _next(life: Life, at: dt.datetime) -> dt.datetime | None:
    try:
        return life.send(at)
    except StopIteration:
        return None


def _begin(year: int, month: int) -> dt.datetime:
    return dt.datetime(year, month, 1, tzinfo=clock.SHANGHAI).astimezone(dt.UTC)
