"""Jobs of files: making an export, finding work whose worker died, sweeping contents without a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from procrastinate.contrib.django import app

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.kernel import Actor, NotFound, Refused, say
from linli.office.layout import ListColumn, write_list

from . import actions, incoming, registry, running
from .queries import WorkRef

_BLOCK = 200


@app.task(name="files.export")
def export(community: int, work: int) -> None:
    """Write the workbook of one export and offer it to the one who asked."""
    running.run_work(community, work, lambda found: _export(community, found))


#: Work that ended is shown for so long (models.Work.Personal).
WORK_KEPT = dt.timedelta(days=30)


@app.periodic(cron="* * * * *")
@app.task(name="files.find_stalled", queueing_lock="files.find_stalled")
def find_stalled(timestamp: int) -> None:
    """Every minute, so also a minute after a restart: work whose worker died is said to have failed.

    Uploads that a killed process left in the clear go as well.
    """
    incoming.sweep(clock.real_now())
    stalled_everywhere()


@app.periodic(cron="20 3 * * *")
@app.task(name="files.sweep", queueing_lock="files.sweep")
def sweep(timestamp: int) -> None:
    """Every night: contents without a row that are a day old go, and what its term of retention has passed."""
    real, at = clock.real_now(), clock.now()
    for community in all_communities():
        actor = Actor.system("the term of retention has passed", community)
        with community_scope(community):
            actions.sweep_orphans(community=community, before=real - dt.timedelta(days=1))
            for owner, days in registry.keeping.items():
                actions.forget_old(actor=actor, owner=owner, before=at - dt.timedelta(days=days), at=at)
            actions.forget_done(community=community, before=at - WORK_KEPT)


def stalled_everywhere() -> list[int]:
    """Look in every community for work whose worker died; ids of the work."""
    found: list[int] = []
    for community in all_communities():
        with community_scope(community):
            found += actions.find_stalled(community=community, real=clock.real_now(), at=clock.now())
    return found


def _export(community: int, found: WorkRef) -> running.Outcome:
    at = clock.now()
    actor = _asker(community, found, clock.day_of(at))
    facts = found.facts
    rows = registry.exports[facts["rows"]](actor, **facts["ids"])
    columns = [ListColumn(head, kind) for head, kind in facts["columns"]]
    content = write_list(facts["title"], columns, list(_counted(rows, found.id)))
    name = f"{facts['title']}-{clock.day_of(at):%Y%m%d}.xlsx"
    file_id = actions.store(
        actor=actor, name=name, content=content, owner="files.work", key=found.id, at=at, limit=0
    )
    return running.Outcome(file_id, say("{what}: the file is ready", what=facts["title"]))


def _asker(community: int, found: WorkRef, on: dt.date) -> Actor:
    """The one who asked, with the offices held now: an export outlives no office."""
    try:
        actor = accounts.actor(found.user_id or 0, on, community=community)
    except NotFound:
        raise Refused(say("The account that asked for this is closed.")) from None
    if actor.community != community:
        raise Refused(say("The account that asked for this holds no post here any more."))
    return actor


def _counted(rows: Iterable[Sequence[Any]], work_id: int) -> Iterator[Sequence[Any]]:
    for count, row in enumerate(rows, 1):
        if count % _BLOCK == 0:
            running.progress(work_id, count)
        yield row
