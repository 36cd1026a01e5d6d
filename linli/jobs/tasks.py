"""Jobs of the employment ledger. Each works one community at a time as the system."""

from __future__ import annotations

from procrastinate.contrib.django import app

from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.kernel import Actor

from .actions import retention


@app.periodic(cron="20 4 * * *")
@app.task(name="jobs.hide_past_retention", queueing_lock="jobs.hide_past_retention", pass_context=False)
def hide_past_retention(timestamp: int = 0) -> None:
    """Every night: what was said of work that ended longer ago than the term is taken out."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        actor = Actor.system("the term of retention has passed", community)
        with community_scope(community):
            retention.hide_past_retention(actor=actor, at=at, on=on)
