"""Play the demonstration: lay out the ground, import the rosters, live the year.

Everything goes through the actions that pages use, at the day on which it would have been
done, so that history, journal and figures are those of a year's work.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.journal import api as journal
from linli.kernel import Actor
from linli.places import api as places

from . import (
    appeals,
    bills,
    care,
    contact_areas,
    contact_people,
    contact_visits,
    council_meetings,
    council_projects,
    ground,
    jobs,
    life,
    mediation,
    notices,
    party,
    rosters,
    staff,
)
from .beside import beside
from .world import Maker, World
from .year import live

#: When the demonstration opens.
NOW = dt.datetime(2018, 12, 28, 1, tzinfo=dt.UTC)
BEFORE = dt.datetime(2017, 12, 31, 2, tzinfo=dt.UTC)

BEGINS, ENDS = "demonstration begins", "demonstration is loaded"

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Plot:
    """One community of the demonstration: which area, how large, from which seed, and its account suffix."""

    area: str
    above: str
    share: float
    seed: int
    suffix: str


@dataclass(frozen=True)
class Held:
    """What was laid out for a community: its accounts by user name, and its people."""

    community: int
    workers: dict[str, int]
    world: World


PLOTS = (Plot("kuaihuo", "wenjia", 1.0, 2018, ""), Plot("qingyangc", "qingyangjie", 0.08, 2019, ".qy"))


def needed() -> bool:
    """Whether the database is empty, or a demonstration was begun and not finished."""
    return not all_communities() or _interrupted()


def load(tell: Tell = lambda line: None) -> None:
    """The whole demonstration, one community after the other; what an interrupted one left is cleared first."""
    began = time.monotonic()
    actor = Actor.system("demonstration")
    if _interrupted():
        _clear()
    with transaction.atomic():
        journal.house(actor, BEGINS, at=BEFORE)
        areas = ground.areas_and_terms(BEFORE)
        staff.technician(BEFORE, areas["qingyang"])
    first, *others = PLOTS

    def told(line: str) -> None:
        tell(f"{time.monotonic() - began:5.1f} s  {line}")

    held = _community(first, areas, told)

    def rest() -> None:
        _party(first, held)
        for one in others:
            lived = _community(one, areas, told)
            _party(one, lived)
            _appeals(one, lived, told)
            _visits(one, lived)
            _council(one, lived)
            _notices(one, lived)
            _bills(one, lived)
            _jobs(one, lived)
            _mediation(one, lived)

    with beside(rest):
        _appeals(first, held, told)

    def decided() -> None:
        _council(first, held)
        _notices(first, held)
        _bills(first, held)
        _jobs(first, held)
        _mediation(first, held)

    with beside(decided):
        _visits(first, held)  # what was asked at the door is linked: both halves must have been lived
        _care(first, held)
    with transaction.atomic():
        clock.move_to(NOW)
        journal.house(actor, ENDS, at=NOW)
    (Path(settings.LINLI_DATA) / "demo").touch()
    _settle()


def _interrupted() -> bool:
    verbs = journal.house_verbs()
    return BEGINS in verbs and ENDS not in verbs


def _settle() -> None:
    """Let PostgreSQL learn what came: searches read indexes only once the tables are vacuumed."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum (analyze)")


def _clear() -> None:
    """Empty every table of ours; only ever after an interrupted demonstration."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("linli.")]
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {', '.join(tables)} cascade")


def _appeals(plot: Plot, held: Held, tell: Tell) -> None:
    """The year's appeals of a community that was lived before."""
    appeals.play(held.workers, held.world, held.community, plot.share, NOW, plot.suffix, tell)


def _party(plot: Plot, held: Held) -> None:
    """The Party's organisations of a community that was lived before, and their year."""
    with community_scope(held.community):
        keeper = accounts.actor(held.workers["dangwu" + plot.suffix], NOW.date())
        party.play(keeper, held.world, small=bool(plot.suffix))
        secretary = accounts.actor(held.workers["shuji" + plot.suffix], NOW.date())
        contact_areas.play(secretary, accounts.actor(held.workers["shegong" + plot.suffix], NOW.date()))
        contact_people.play(secretary, held.workers, held.world, plot.suffix, NOW)


def _visits(plot: Plot, held: Held) -> None:
    """The year's visits of a community whose Party and appeals were lived before."""
    with transaction.atomic(), community_scope(held.community):
        desk = accounts.actor(held.workers["shegong" + plot.suffix], NOW.date())
        contact_visits.play(desk, held.workers, NOW)


def _care(plot: Plot, held: Held) -> None:
    """Benefits that people were helped to, certificate holders that were asked."""
    with transaction.atomic(), community_scope(held.community):
        care.play(held.workers, NOW)


def _council(plot: Plot, held: Held) -> None:
    """Bodies, their meetings, and what they decided."""
    with transaction.atomic(), community_scope(held.community):
        house = council_meetings.bodies(held.workers, plot.suffix, NOW)
        council_meetings.meetings(house)
        council_projects.play(house, held.workers, plot.suffix, NOW)


def _notices(plot: Plot, held: Held) -> None:
    """What was shown to residents in the year, pledged and asked."""
    with transaction.atomic(), community_scope(held.community):
        notices.play(held.workers, plot.suffix, NOW)


def _bills(plot: Plot, held: Held) -> None:
    """Bills paid for the old, errands, what was stamped."""
    with transaction.atomic(), community_scope(held.community):
        bills.play(held.workers, plot.suffix, NOW)


def _jobs(plot: Plot, held: Held) -> None:
    """The employment ledger of the year."""
    with transaction.atomic(), community_scope(held.community):
        jobs.play(held.workers, held.world, plot.suffix, NOW, share=plot.share)


def _mediation(plot: Plot, held: Held) -> None:
    """What people quarrelled about, and how it was settled."""
    with transaction.atomic(), community_scope(held.community):
        mediation.play(held.workers, plot.suffix, NOW)


def _community(plot: Plot, areas: dict[str, int], tell: Tell) -> Held:
    community = areas[plot.area]
    maker = Maker(plot.seed, plot.share, first_serial=0 if not plot.suffix else 50_000)
    world = live(maker, maker.world())
    with community_scope(community), tempfile.TemporaryDirectory() as folder:
        actor = Actor.system("demonstration", community)
        tell(f"{places.name_of(community, NOW.date())}  {len(world.homes)}")
        ground.build(actor, world.homes, BEFORE)
        grids = ground.divide(actor, world.homes, BEFORE)
        ground.place_on_the_map(actor, world.homes, BEFORE)
        ground.open_facilities(actor, BEFORE)
        workers = staff.appoint_all(community, areas[plot.above], grids, grids, BEFORE, plot.suffix)
        staff.roster(community, workers, dt.date(2018, 12, 24), 14, NOW)
        worker = accounts.actor(workers["shegong" + plot.suffix], NOW.date())
        _take_over(worker, world, Path(folder), tell)
        life.play(worker, workers, world, Path(folder), tell)
        workers |= staff.helpers(community, grids, BEFORE, plot.suffix)
    return Held(community, workers, world)


def _take_over(worker: Actor, world: World, folder: Path, tell: Tell) -> None:
    """Import the rosters of New Year's Eve, as each grid kept them."""
    for one in rosters.by_grid(world, folder):
        life.take_over(worker, one, BEFORE, tell)
