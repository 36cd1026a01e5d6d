"""Jobs of appeals. Each works one community at a time as the system."""

from __future__ import annotations

from procrastinate.contrib.django import app

from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.kernel import Actor

from .actions import clocks, retention, sweep


@app.periodic(cron="*/5 * * * *")
@app.task(name="appeals.sweep", queueing_lock="appeals.sweep", pass_context=False)
def sweep_due(timestamp: int = 0) -> None:
    """Every few minutes: what ran out climbs or is marked, what is near is reminded of."""
    at = clock.now()
    for community in all_communities():
        with community_scope(community):
            sweep.due(community=community, at=at)


@app.periodic(cron="40 3 * * *")
@app.task(name="appeals.hide_past_retention", queueing_lock="appeals.hide_past_retention", pass_context=False)
def hide_past_retention(timestamp: int = 0) -> None:
    """Every night: appeals and receptions whose term of retention has passed lose their words."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        actor = Actor.system("the term of retention has passed", community)
        with community_scope(community):
            retention.hide_past_retention(actor=actor, at=at, on=on)


@app.task(name="appeals.recount", lock="appeals.recount", pass_context=False)
def recount(years: str = "") -> None:
    """Tables of holidays of `years` ("2018,2019") came or changed: deadlines that they touch are counted again."""
    at, on = clock.now(), clock.today()
    changed = [int(one) for one in years.split(",") if one]
    for community in all_communities():
        with community_scope(community):
            clocks.recount(community=community, years=changed, at=at, on=on)
