"""Jobs of notices. Each works one community at a time as the system. No notice needs one to come down."""

from __future__ import annotations

from procrastinate.contrib.django import app

from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.kernel import Actor

from .actions import disclosing, retention


@app.periodic(cron="10 1 * * *")
@app.task(name="notices.lay_out", queueing_lock="notices.lay_out", pass_context=False)
def lay_out(timestamp: int = 0) -> None:
    """Every night: what the rhythm asks for this year stands in the catalogue, also under a term that changed."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        actor = Actor.system("the rhythm of disclosures", community)
        with community_scope(community):
            disclosing.lay_out(actor=actor, at=at, year=on.year, on=on)


@app.periodic(cron="55 3 * * *")
@app.task(name="notices.hide_past_retention", queueing_lock="notices.hide_past_retention", pass_context=False)
def hide_past_retention(timestamp: int = 0) -> None:
    """Every night: pledges and answers whose term of retention has passed lose names and words."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        actor = Actor.system("the term of retention has passed", community)
        with community_scope(community):
            retention.hide_past_retention(actor=actor, at=at, on=on)
