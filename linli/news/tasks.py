"""Jobs of news: sending, the sweep that finds what waits, retention.

Jobs that send share one lock, so that at any moment one run at most speaks to a receiver.
"""

from __future__ import annotations

from procrastinate.contrib.django import app

from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.kernel import Actor

from . import actions, connected, queries, running


@app.task(name="news.deliver", lock="news.deliver")
def deliver(community: int) -> None:
    """Send what waits in one community."""
    for receiver in connected.receivers():
        running.deliver(community, receiver, clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="news.sweep", lock="news.deliver", queueing_lock="news.sweep")
def sweep(timestamp: int) -> None:
    """Every minute: what waits for its hour, for a receiver that was away, or for a worker that died."""
    if not connected.receivers():
        return
    for community in all_communities():
        with community_scope(community):
            waits = queries.letters.anything_open(Actor.system("sending", community))
        if waits:
            deliver(community)


@app.periodic(cron="30 3 * * *")
@app.task(name="news.forget_old", queueing_lock="news.forget_old")
def forget_old(timestamp: int) -> None:
    """Every night: what its term of retention has passed goes."""
    for community in all_communities():
        with community_scope(community):
            actions.forget_old(
                actor=Actor.system("the term of retention has passed", community), at=clock.now()
            )
