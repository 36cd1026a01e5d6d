"""Pseudonymising what has passed its term of retention, in table and history alike; every count stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.journal import api as journal
from linli.kernel import Actor
from linli.places import api as places

from ..rules.retention import HIDDEN, TERM, YEARS, before

_SAVED = "version = version + 1, changed_at = %(at)s, changed_by = null"
_PLEDGES = "select id from notices_pledge where community_id = %(community)s and closed_on <= %(day)s and who <> %(hidden)s"
_ANSWERS = (
    "select a.id from notices_answer a join notices_sheet s on s.id = a.sheet_id join notices_questionnaire q"
    " on q.id = s.questionnaire_id where a.community_id = %(community)s and q.\"end\" <= %(day)s and a.words <> '' and a.words <> %(hidden)s"
)
#: Each table before its history: the version that the change itself leaves is then treated like the earlier ones.
_STATEMENTS = {
    "pledges": (
        _PLEDGES,
        f"update notices_pledge set who = %(hidden)s, outcome = %(hidden)s, {_SAVED} where community_id = %(community)s and id = any(%(keys)s)",
        "update notices_pledgeevent set who = %(hidden)s, outcome = %(hidden)s where community_id = %(community)s and pgh_obj_id = any(%(keys)s)",
    ),
    "answers": (
        _ANSWERS,
        f"update notices_answer set words = %(hidden)s, {_SAVED} where community_id = %(community)s and id = any(%(keys)s)",
        "update notices_answerevent set words = %(hidden)s where community_id = %(community)s and pgh_obj_id = any(%(keys)s) and words <> ''",
    ),
}


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> dict[str, int]:
    """Take names and words out of what ended longer ago than the term; how many pledges and answers."""
    if actor.community is None:
        return {}
    values: dict[str, Any] = {
        "community": actor.community, "day": before(on, _years(actor.community, on)), "hidden": HIDDEN, "at": at,
    }  # fmt: skip
    counted: dict[str, int] = {}
    with connection.cursor() as cursor:
        for name, (find, *change) in _STATEMENTS.items():
            cursor.execute(find, values)
            keys = [row[0] for row in cursor.fetchall()]
            counted[name] = len(keys)
            for statement in change if keys else ():
                cursor.execute(statement, {**values, "keys": keys})
    if any(counted.values()):
        journal.write(
            actor,
            "hide_past_retention",
            "notice",
            at=at,
            pledges=counted["pledges"],
            answers=counted["answers"],
        )
    return counted


def _years(community: int, on: dt.date) -> int:
    try:
        return int(places.term(TERM, community, on).value)
    except LookupError:
        return YEARS
