"""Jobs of news."""

from __future__ import annotations

import datetime as dt

from procrastinate.contrib.django import app

from linli.base import clock
from linli.base.scope import all_communities, community_scope

from . import actions

#: Messages are kept for a year (models.Message.Personal).
KEPT = dt.timedelta(days=365)


@app.periodic(cron="30 3 * * *")
@app.task(name="news.forget_old", queueing_lock="news.forget_old")
def forget_old(timestamp: int) -> None:
    """Every night: messages whose term has passed go."""
    for community in all_communities():
        with community_scope(community):
            actions.forget_old(community=community, before=clock.now() - KEPT)
