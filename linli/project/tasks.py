"""Jobs of the installation: what belongs to no community."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command
from procrastinate.contrib.django import app

from linli.base import clock, limits, submit


@app.periodic(cron="50 3 * * *")
@app.task(name="project.sweep", queueing_lock="project.sweep")
def sweep(timestamp: int) -> None:
    """Every night: keys of forms sent two days ago, counts of tries, and sessions that ended."""
    submit.forget_old(clock.real_now() - dt.timedelta(days=2))
    limits.forget_old(clock.now())
    call_command("clearsessions")
