"""The year 2018, month by month: arrivals, births, moves, checks, closings."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable
from pathlib import Path

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor
from linli.places import api as places
from linli.residents import api as residents
from linli.residents.actions import bulk
from linli.residents.actions.doubts import mark
from linli.residents.actions.people import register
from linli.residents.actions.residences import move_within, request_close
from linli.residents.queries.numbers import keys_of_numbers

from . import rosters
from .world import NEW_YEAR, Human, World

#: How many people somebody looks up in the year, of all who are ever here.
LOOKED_UP = 9_947
_LAST = dt.date(2018, 12, 27)


def play(
    worker: Actor, workers: dict[str, int], world: World, folder: Path, tell: Callable[[str], None]
) -> None:
    """Live the year through the actions of the register."""
    Year(worker, workers, world, folder).run(tell)


def take_over(
    worker: Actor, one: rosters.Roster, at: dt.datetime, tell: Callable[[str], None] = lambda line: None
) -> None:
    """Send a roster through the import; every row of it is meant to be taken."""
    options = residents.ImportOptions(rows=one.rows, compound=one.compound)
    result = residents.import_file(worker, one.path, sender=one.sender, at=at, on=one.on, options=options)
    if result.state != "applied":
        first = result.faults[0] if result.faults else None
        raise RuntimeError(
            f"{one.path.name} was not taken over: {result.state}, {len(result.faults)} faults, first {first}"
        )
    tell(f"{one.path.name}: {result.tally.get('new', 0)}")


class Year:
    """What the months need to know of each other."""

    def __init__(self, worker: Actor, workers: dict[str, int], world: World, folder: Path) -> None:
        self.worker, self.world, self.folder = worker, world, folder
        self.rng = random.Random(len(world.people))  # noqa: S311 - invented people, not secrets
        names = accounts.names(workers.values())
        self.walkers = [(names[user], user) for key, user in workers.items() if key.startswith("wangge")]
        self.arriving = {one.on.month: one for one in rosters.by_month(world, folder)}
        self.everybody = [*world.people, *world.arrivals, *world.births]
        self.checks = self._plan_checks()

    def run(self, tell: Callable[[str], None]) -> None:
        """Twelve months, in the order in which things can happen."""
        self._statuses()
        for month in range(1, 13):
            at = _evening(min(dt.date(2018, month, 28), _LAST))
            if month in self.arriving:
                take_over(self.worker, self.arriving[month], at)
            self._births(month, at)
            self._moves(month, at)
            self._look_up(month, at)
            self._close(month, at)
            tell(f"2018-{month:02d}")
        self._leave_work_open(_evening(_LAST))

    def _statuses(self) -> None:
        """The federation's list of certificate holders, imported in January."""
        one = rosters.holders(self.world, self.folder)
        take_over(self.worker, one, _evening(one.on))

    def _births(self, month: int, at: dt.datetime) -> None:
        born = [one for one in self.world.births if one.start.month == month]
        rooms = self._rooms(born)
        rows = [
            bulk.NewPerson(
                residents.PersonParts(name=one.name, number=one.number, hukou_place=one.hukou_place), rooms[one.home.door], one.kind,
                one.start, relation=one.relation, born_here=True,
            )
            for one in born
        ]  # fmt: skip
        if rows:
            bulk.register_many(actor=self.worker, at=at, rows=rows)

    def _moves(self, month: int, at: dt.datetime) -> None:
        for day, household, home in self.world.moves:
            if day.month != month:
                continue
            members = [one for one in self.world.people if one.household == household]
            known = keys_of_numbers(self.worker, [one.number for one in members], on=day)
            room = places.find_room(self.worker, home.door)
            held = [known[one.number] for one in members if one.number in known]
            if room is not None and held:
                move_within(
                    actor=self.worker, at=at, residence=held[0][1], room=room.id, on=day, whole_household=True
                )

    def _close(self, month: int, at: dt.datetime) -> None:
        """Who left this month; 查无此人 only after two visits on different days."""
        gone = [
            one for one in self.everybody if one.gone and one.gone.month == month and one.gone.year == 2018
        ]
        known = keys_of_numbers(self.worker, [one.number for one in gone], on=at.date())
        there = [one for one in gone if one.number in known]
        visits = [
            self._check(known[one.number][0], one.gone - dt.timedelta(days=before), "not_met")
            for one in there if one.reason == "not_found" and one.gone for before in (9, 3)
        ]  # fmt: skip
        if visits:
            bulk.check_many(actor=self.worker, at=at, rows=visits)
        rows = [bulk.Closing(known[one.number][1], one.gone, one.reason) for one in there if one.gone]
        if rows:
            bulk.close_many(actor=self.worker, at=at, rows=rows)

    def _leave_work_open(self, at: dt.datetime) -> None:
        """What waits on the morning the demonstration opens: newcomers to verify, closings to confirm, a doubt."""
        for one in rosters.noted(self.world):
            register(
                actor=self.worker, at=at, on=one.start, room=self._rooms([one])[one.home.door], kind=one.kind, verified=False,
                person=residents.PersonParts(name=one.name, number=one.number, phone=one.phone, hukou_place=one.hukou_place),
            )  # fmt: skip
        staying = [one for one in self.world.people if one.kind == "inflow" and not one.gone]
        known = keys_of_numbers(self.worker, [one.number for one in staying[:60]], on=at.date())
        for _, residence in list(known.values())[:4]:
            request_close(actor=self.worker, at=at, residence=residence, on=_LAST, reason="moved_out")
        keys = [person for person, _ in known.values()]
        mark(actor=self.worker, at=at, kept=keys[10], other=keys[11], why="电话相同")

    def _plan_checks(self) -> dict[int, list[tuple[Human, dt.date, str]]]:
        """Month → who is looked up on which day with what outcome; most once, some twice, some doors stay shut."""
        rng = self.rng
        months: dict[int, list[tuple[Human, dt.date, str]]] = {month: [] for month in range(1, 13)}
        people = [
            one
            for one in self.everybody
            if (one.gone or _LAST) - max(one.start, NEW_YEAR) > dt.timedelta(days=14)
        ]
        rng.shuffle(people)
        met = round(LOOKED_UP * len(self.everybody) / 10_806)
        for index, one in enumerate(people):
            rounds = 1 if index >= met or rng.random() < 0.72 else 2
            for _ in range(rounds):
                day = self._day_within(one)
                outcome = "not_met" if index >= met else "changed" if rng.random() < 0.03 else "unchanged"
                months[day.month].append((one, day, outcome))
        return months

    def _day_within(self, one: Human) -> dt.date:
        """A day of 2018 on which somebody lives here, late enough in the month to be registered by then."""
        first = max(NEW_YEAR, one.start)
        unseen = 12 if one.reason == "not_found" else 1
        last = max(first, min(_LAST, one.gone - dt.timedelta(days=unseen) if one.gone else _LAST))
        day = first + dt.timedelta(days=self.rng.randrange((last - first).days + 1))
        return day if day.day <= 28 else day.replace(day=28)

    def _look_up(self, month: int, at: dt.datetime) -> None:
        planned = self.checks[month]
        known = keys_of_numbers(self.worker, [one.number for one, _, _ in planned], on=at.date())
        there = [(one, day, outcome) for one, day, outcome in planned if one.number in known]
        changed = [(one, day) for one, day, outcome in there if outcome == "changed"]
        new = {one.serial: f"1921{one.serial:07d}" for one, _ in changed}
        found = bulk.change_many(
            actor=self.worker, at=at, rows=[bulk.Change(known[one.number][0], {"phone": new[one.serial]}) for one, _ in _once(changed)]
        ) if changed else {}  # fmt: skip
        rows = [
            self._check(
                known[one.number][0],
                day,
                outcome,
                found.get(known[one.number][0], ()) if outcome == "changed" else (),
            )
            for one, day, outcome in there
        ]
        rows = [row for row in rows if row.outcome != "changed" or row.changes]
        if rows:
            bulk.check_many(actor=self.worker, at=at, rows=rows)

    def _check(
        self, person: int, day: dt.date, outcome: str, changes: Iterable[tuple[str, object, object]] = ()
    ) -> bulk.Checked:
        name, user = self.walkers[person % len(self.walkers)]
        return bulk.Checked(person, day, _evening(day), "door", outcome, user, name, tuple(changes))

    def _rooms(self, people: list[Human]) -> dict[str, int]:
        keys = {
            one.home.door: places.door_key(
                places.DoorParts(one.home.compound, one.home.building, one.home.unit or None, one.home.number)
            )
            for one in people
        }
        found = places.rooms_by_keys(self.worker.community or 0, keys.values())
        return {door: found[key].id for door, key in keys.items()}


def _once(rows: list[tuple[Human, dt.date]]) -> list[tuple[Human, dt.date]]:
    """Each person once."""
    return list({one.serial: (one, day) for one, day in rows}.values())


def _evening(day: dt.date) -> dt.datetime:
    """Half past four in the afternoon, when the day's work is entered."""
    return dt.datetime.combine(day, dt.time(16, 30), clock.SHANGHAI).astimezone(dt.UTC)
