"""The resident's own word after a colleague asked: once in a round, as long as the matter can be opened again."""

from __future__ import annotations

import datetime as dt

from .. import workflow
from ..models import Appeal, Revisit
from .house import House

#: Nothing was done that could be rated.
NOT_RATED = ("withdrawn", "not_accepted")


def until(row: Appeal, held: House) -> dt.datetime | None:
    """The moment up to which a closed appeal is rated or opened again on the page; None while it is open."""
    if row.closed_at is None:
        return None
    return row.closed_at + dt.timedelta(days=held.number("appeal_revisit", "reopen_days"))


def may_follow(row: Appeal, held: House, at: dt.datetime) -> bool:
    """Whether the page still asks how it went though the appeal is closed. At most 1 query."""
    end = until(row, held)
    if row.state != workflow.CLOSED or row.outcome in NOT_RATED or end is None or at > end:
        return False
    said = Revisit.objects.filter(community=row.community_id, appeal=row.pk, way="page", round=row.redone)
    return row.redone < held.number("appeal_revisit", "redo_most") and not said.exists()
