"""Jobs of appeals. Each works one community at a time as the system."""

from __future__ import annotations

from procrastinate.contrib.django import app

from linli.base import clock
from linli.base.scope import all_communities, community_scope

from .actions import clocks, sweep


@app.periodic(cron="*/5 * * * *")
@app.task(name="appeals.sweep", queueing_lock="appeals.sweep", pass_context=False)
def sweep_due(timestamp: int = 0) -> None:
    """Every few minutes: what ran out climbs or is marked, what is near is reminded of."""
    at = clock.now()
    for community in all_communities():
        with community_scope(community):
            sweep.due(community=community, at=at)


@app.task(name="appeals.recount", lock="appeals.recount", pass_context=False)
def recount() -> None:
    """Tables of holidays came or changed: provisional deadlines are counted again."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        with community_scope(community):
            clocks.recount(community=community, years=(), at=at, on=on)
