"""Rows of today's board: calls to make, slips to hand over, letters that did not arrive."""

from __future__ import annotations

import datetime as dt

from linli.base.board import Row
from linli.kernel import Actor, Saying, by_count, say

from . import letters

CALLS, OUTBOX = "/calls/", "/outbox/?state=problem"


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """One row for each kind of work that waits; nothing for those who do not call. 1 query."""
    if actor.community is None:
        return []
    found = letters.tallies(actor)
    made = []
    if found.get("calls"):
        made.append(
            Row(
                "accept",
                None,
                str(_calls(found["calls"], found["mine"])),
                verb=say("Call"),
                url=CALLS,
                page=CALLS,
            )
        )
    if found.get("slips"):
        title = by_count(
            found["slips"],
            say("1 slip to be handed over."),
            say("{n} slips to be handed over.", n=found["slips"]),
        )
        made.append(
            Row("accept", None, str(title), verb=say("Print"), url=CALLS + "#slips", page=CALLS + "#slips")
        )
    if found.get("problems"):
        title = by_count(
            found["problems"],
            say("1 letter did not arrive."),
            say("{n} letters did not arrive.", n=found["problems"]),
        )
        made.append(Row("accept", None, str(title), verb=say("Look"), url=OUTBOX, page=OUTBOX))
    return made


def _calls(count: int, mine: int) -> Saying:
    if not mine:
        return by_count(count, say("1 resident to be called."), say("{n} residents to be called.", n=count))
    several = say("{n} residents to be called, {m} of them by you.", n=count, m=mine)
    return by_count(count, say("1 resident to be called by you."), several)
