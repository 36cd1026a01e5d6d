"""Rows of today's board: calls to make, slips to hand over, letters that did not arrive."""

from __future__ import annotations

import datetime as dt

from linli.base.board import Row
from linli.kernel import Actor, say

from . import letters

CALLS, OUTBOX = "/calls/", "/outbox/?state=problem"


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """One row for each kind of work that waits; nothing for those who do not call. 1 query."""
    if actor.community is None:
        return []
    found = letters.tallies(actor)
    made = []
    if found.get("calls"):
        title = say("{n} residents to be called.", n=found["calls"])
        if found["mine"]:
            title = say("{n} residents to be called, {m} of them by you.", n=found["calls"], m=found["mine"])
        made.append(Row("accept", None, str(title), verb=say("Call"), url=CALLS, page=CALLS))
    if found.get("slips"):
        title = say("{n} slips to be handed over.", n=found["slips"])
        made.append(
            Row("accept", None, str(title), verb=say("Print"), url=CALLS + "#slips", page=CALLS + "#slips")
        )
    if found.get("problems"):
        title = say("{n} letters did not arrive.", n=found["problems"])
        made.append(Row("accept", None, str(title), verb=say("Look"), url=OUTBOX, page=OUTBOX))
    return made
