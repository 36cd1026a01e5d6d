"""Jobs of the journal."""

from __future__ import annotations

import datetime as dt

from procrastinate.contrib.django import app

from linli.base import clock
from linli.base.scope import all_communities, community_scope

from . import actions

#: Terms of models.Read.Personal and models.Line.Personal.
READS_KEPT = dt.timedelta(days=3 * 365)
LINES_KEPT = dt.timedelta(days=10 * 365)


@app.periodic(cron="40 3 * * *")
@app.task(name="journal.forget_old", queueing_lock="journal.forget_old")
def forget_old(timestamp: int) -> None:
    """Every night: readings and deeds whose term has passed go, and a line says how many."""
    at = clock.now()
    for community in all_communities():
        with community_scope(community):
            actions.forget_old(
                community=community, reads_before=at - READS_KEPT, lines_before=at - LINES_KEPT, at=at
            )
