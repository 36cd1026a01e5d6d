"""Jobs of ballots."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app

from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.kernel import Actor

from .actions import retention


@app.task(name="ballots.forget_rows", pass_context=False)
def forget_rows() -> None:
    """After closing: the rows that ballots were before they were rewritten leave the disk (VACUUM)."""
    if connection.in_atomic_block:  # a test's transaction; PostgreSQL clears them by itself later
        return
    with connection.cursor() as cursor:
        cursor.execute("vacuum ballots_ballot")


@app.periodic(cron="10 4 * * *")
@app.task(name="ballots.hide_past_retention", queueing_lock="ballots.hide_past_retention", pass_context=False)
def hide_past_retention(timestamp: int = 0) -> None:
    """Every night: rolls of votes that were closed longer ago than the term no longer name anybody."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        actor = Actor.system("the term of retention has passed", community)
        with community_scope(community):
            retention.hide_past_retention(actor=actor, at=at, on=on)
