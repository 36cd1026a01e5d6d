"""Who said it goes after its term, in table and history alike; the words, their project and the counts stay."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.journal import api as journal
from linli.kernel import Actor

from ..queries import retention_opinions as retention

#: Table → columns that say who, and what they become; `day` is the column of the term.
_WHO = {
    "council_opinion": "author = '', person_id = null, phone = null, mark = null",
    "council_sheet": "signed = '', household_id = null, door = %(hidden)s",
    "council_support": "name = %(hidden)s, person_id = null",
    "council_backing": "name = %(hidden)s, person_id = null",
}


@transaction.atomic
def hide_authors(*, actor: Actor, at: dt.datetime, on: dt.date) -> dict[str, int]:
    """Take out who said, signed or supported longer ago than the term; how many of each."""
    community = actor.community
    if community is None:
        return {}
    found = retention.passed(community, on)
    for table, keys in found.items():
        _hide(table, {"community": community, "keys": keys, "at": at, "hidden": retention.HIDDEN})
    counted: dict[str, Any] = {name.removeprefix("council_"): len(keys) for name, keys in found.items()}
    if any(counted.values()):
        journal.write(actor, "hide_past_retention", "council opinion", at=at, **counted)
    return counted


def _hide(table: str, values: dict[str, Any]) -> None:
    if not values["keys"]:
        return
    row = f"update {table} set {_WHO[table]}, version = version + 1, changed_at = %(at)s, changed_by = null"
    history = f"update {table}event set {_WHO[table]}"
    with connection.cursor() as cursor:
        cursor.execute(f"{row} where community_id = %(community)s and id = any(%(keys)s)", values)
        cursor.execute(f"{history} where community_id = %(community)s and pgh_obj_id = any(%(keys)s)", values)
