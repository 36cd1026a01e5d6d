"""Jobs of council. Each works one community at a time as the system."""

from __future__ import annotations

from procrastinate.contrib.django import app

from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.kernel import Actor

from .actions import retention_meetings, retention_opinions


@app.periodic(cron="10 4 * * *")
@app.task(name="council.hide_past_retention", queueing_lock="council.hide_past_retention", pass_context=False)
def hide_past_retention(timestamp: int = 0) -> None:
    """Every night: private reasons of absence and recusal go after their term."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        actor = Actor.system("the term of retention has passed", community)
        with community_scope(community):
            retention_meetings.hide_reasons(actor=actor, at=at, on=on)
            retention_opinions.hide_authors(actor=actor, at=at, on=on)
