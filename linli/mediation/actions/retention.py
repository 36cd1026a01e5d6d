"""Taking names and words out of dossiers past their term, in table, history and files alike; every count stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.base import keys
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor
from linli.places import api as places

from ..models import Paper
from ..rules.retention import HIDDEN, TERM, YEARS, before
from .parts import SUBJECT

_SAVED = "version = version + 1, changed_at = %(at)s, changed_by = null"
_OWN = "dispute_id = any(%(keys)s)"
#: Table → (sealed columns, which rows). What must not be empty is sealed anew, the rest goes.
_TABLES: dict[str, tuple[tuple[str, ...], str]] = {
    "mediation_dispute": (("brief", "claim", "ended_note", "case_note"), "id = any(%(keys)s)"),
    "mediation_party": (("name", "phone", "address", "about", "agent"), _OWN),
    "mediation_talk": (("present", "text", "result"), _OWN),
    "mediation_agreement": (("facts", "content", "manner"), _OWN),
    "mediation_performance": (
        ("note",), "agreement_id in (select id from mediation_agreement where dispute_id = any(%(keys)s))",
    ),
    "mediation_revisit": (("note",), _OWN),
}  # fmt: skip


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> int:
    """Take names and words out of dossiers that were closed longer ago than the term; how many."""
    if actor.community is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "select d.id from mediation_dispute d where d.community_id = %s and d.closed <= %s and d.brief is not null",
            [actor.community, before(on, _years(actor.community, on))],
        )
        found = [row[0] for row in cursor.fetchall()]
        if not found:
            return 0
        values: dict[str, Any] = {"keys": found, "at": at, "hidden": keys.seal(HIDDEN)}
        for table, (columns, which) in _TABLES.items():
            gone = ", ".join(f"{name} = {'%(hidden)s' if name == 'name' else 'null'}" for name in columns)
            cursor.execute(f"update {table} set {gone}, {_SAVED} where {which}", values)
            cursor.execute(f"update {table}event set {gone} where {_history(which)}", values)
    papers = Paper.objects.filter(dispute__in=found)
    for file in papers.filter(out=False).values_list("file", flat=True):
        files.forget_content(actor, file, at, "the term of retention has passed")
    papers.update(name=HIDDEN)
    with connection.cursor() as cursor:
        cursor.execute(
            "update mediation_paperevent set name = %s where dispute_id = any(%s)", [HIDDEN, found]
        )
    journal.write(actor, "hide_past_retention", SUBJECT, at=at, count=len(found))
    return len(found)


def _history(which: str) -> str:
    return (
        which.replace("id = any(%(keys)s)", "pgh_obj_id = any(%(keys)s)", 1)
        if which.startswith("id =")
        else which
    )


def _years(community: int, on: dt.date) -> int:
    try:
        return int(places.term(TERM, community, on).value)
    except LookupError:
        return YEARS
