"""What phones put on today's board: values to be settled, records that were not taken over."""

from __future__ import annotations

import datetime as dt

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.board import Row
from linli.kernel import Actor, say

from ..rules.sheets import FIELDS
from . import clashes

#: Rows at most; the page has all.
MOST = 20
CLASH, ALL = "/contact/clashes/{key}/", "/contact/clashes/"


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """One row for each open clash (one's own for grid workers), one for what was not taken over. At most 8 queries."""
    if actor.community is None or not accounts.may(actor, "contact.devices"):
        return []
    on = clock.day_of(at)
    mine = [
        one
        for one in clashes.clashes(actor, on=on, limit=MOST)
        if actor.whole_community or one.mine_of == actor.user_id
    ]
    found = [
        Row(
            "accept", None, str(say("{field} of {door} differs", field=str(FIELDS[one.field][1]), door=one.door)), place=one.door,
            owner=one.who, verb=say("Settle"), url=CLASH.format(key=one.id), page=CLASH.format(key=one.id),
        )
        for one in mine
    ]  # fmt: skip
    refused = clashes.refused_count(actor)
    if refused:
        title = str(say("{n} records of phones were not taken over", n=refused))
        found.append(Row("accept", None, title, verb=say("Look at"), url=ALL, page=ALL))
    return found
