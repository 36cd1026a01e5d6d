"""Rolls of votes closed longer ago than the term lose their names; every count stays, so do ballots and results."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.journal import api as journal
from linli.kernel import Actor
from linli.places import api as places

from ..rules.retention import HIDDEN, TERM, YEARS

_VOTERS = """
update ballots_voter v set name = %(hidden)s, ref = '#' || v.id, person_id = null, "user" = null
from ballots_decision d where d.id = v.decision_id and d.community_id = %(community)s and d.state in ('closed', 'void')
and coalesce(d.closed, d.changed_at) < %(before)s and v.name <> %(hidden)s
"""
_RECEIPTS = """
delete from ballots_receipt r using ballots_voter v
where v.id = r.voter_id and v.community_id = %(community)s and v.name = %(hidden)s
"""


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> int:
    """Take out who stood on the roll; how many lines. Term: retention.ballot_years since closing."""
    if actor.community is None:
        return 0
    years = _years(actor.community, on)
    before = at.replace(year=at.year - years, day=min(at.day, 28))
    values: dict[str, Any] = {"hidden": HIDDEN, "community": actor.community, "before": before}
    with connection.cursor() as cursor:
        cursor.execute(_VOTERS, values)
        count = int(cursor.rowcount)
        cursor.execute(_RECEIPTS, values)
    if count:
        journal.write(actor, "hide_past_retention", "ballot voter", at=at, voters=count)
    return count


def _years(community: int, on: dt.date) -> int:
    try:
        return int(places.term(TERM, community, on).value)
    except LookupError:
        return YEARS
