"""Private reasons of a meeting go after their term, in table and history alike; who attended and how was voted stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.journal import api as journal
from linli.kernel import Actor

from ..queries import retention_meetings as retention

_ROW = (
    "update {table} set reason = %(hidden)s, version = version + 1, changed_at = %(at)s, changed_by = null"
    " where community_id = %(community)s and id = any(%(keys)s)"
)
_HISTORY = (
    "update {table}event set reason = %(hidden)s where community_id = %(community)s and pgh_obj_id = any(%(keys)s)"
    " and reason <> ''"
)


@transaction.atomic
def hide_reasons(*, actor: Actor, at: dt.datetime, on: dt.date) -> dict[str, int]:
    """Take out why somebody was absent or recused at meetings longer ago than the term; how many of each."""
    community = actor.community
    if community is None:
        return {}
    kept = retention.years(community, on)
    before = on.replace(year=on.year - kept, day=min(on.day, 28))
    found = {
        "council_attendance": retention.absences_passed(community, before),
        "council_recusal": retention.recusals_passed(community, before),
    }
    for table, keys in found.items():
        _hide(table, {"community": community, "keys": keys, "at": at, "hidden": retention.HIDDEN})
    counted: dict[str, Any] = {name.removeprefix("council_"): len(keys) for name, keys in found.items()}
    if any(counted.values()):
        journal.write(actor, "hide_past_retention", "council meeting", at=at, **counted)
    return counted


def _hide(table: str, values: dict[str, Any]) -> None:
    if not values["keys"]:
        return
    with connection.cursor() as cursor:
        cursor.execute(_ROW.format(table=table), values)
        cursor.execute(_HISTORY.format(table=table), values)
