"""Rows of today's board: votes whose time is over, sheets and answers that wait for a second person, lots to be drawn."""

from __future__ import annotations

import datetime as dt

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.board import Row
from linli.kernel import Actor, say

from ..models import Decision
from ..rules import codes
from . import reach

PAGE = "/ballots/{key}/"


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """What waits for whoever conducts votes. One query."""
    if actor.user_id is None or actor.community is None or not accounts.may(actor, "ballots.keep"):
        return []
    held = reach.decisions(actor).filter(state__in=(codes.OPEN, codes.COUNTING, codes.CLOSED))
    found = held.exclude(state=codes.CLOSED, told__decided=True).order_by("until", "pk")[:50]
    return [row for one in found if (row := _row(one, at)) is not None]


def _row(one: Decision, at: dt.datetime) -> Row | None:
    page = PAGE.format(key=one.pk)
    if one.state == codes.CLOSED:
        return Row(
            "today", clock.day_of(at), str(say("{title}: equal votes, draw the lot.", title=one.title)),
            verb=say("Enter the lot"), url=f"{page}lot/", page=page,
        )  # fmt: skip
    if one.state == codes.COUNTING or (one.until is not None and at >= one.until):
        due = clock.day_of(one.until or at)
        group = "late" if due < clock.day_of(at) else "today"
        return Row(
            group, due, str(say("{title}: voting is over, count.", title=one.title)), verb=say("Count the votes"),
            url=f"{page}close/", page=page,
        )  # fmt: skip
    return None
