"""Jobs of accounts."""

from __future__ import annotations

from procrastinate.contrib.django import app

from linli.base import clock

from . import actions


@app.periodic(cron="40 3 * * *")
@app.task(name="accounts.forget_codes", queueing_lock="accounts.forget_codes")
def forget_codes(timestamp: int) -> None:
    """Every night: codes and bound phones go when their term of retention has passed."""
    actions.forget_codes(before=clock.now() - actions.CODES_KEPT)
    actions.forget_phones(before=clock.real_now() - actions.CODES_KEPT)
