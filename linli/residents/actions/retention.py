"""Pseudonymising people whose term of retention has passed, in the table and its history alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.journal import api as journal
from linli.kernel import Actor
from linli.places import api as places

from ..queries import retention
from ..rules.retention import TERMS
from . import bulk_rows, identities

#: What remains is what counts need: sex, year of birth, days and kinds of residence.
_HIDDEN = """
update residents_person set
  name = '已到期隐去', letters = '', sort = '~', former_names = '{}', number = null, digest = null, tail = null,
  born = date_trunc('year', born), phone = '', phone2 = '', workplace = '', hukou_place = '', called = '', ethnic = '',
  education = '', marital = '', political = '', employment = '', hidden_on = %(on)s,
  version = version + 1, changed_at = %(at)s, changed_by = null
where community_id = %(community)s and id = any(%(people)s)
"""
_HIDDEN_BEFORE = """
update residents_personevent set
  name = '已到期隐去', letters = '', sort = '~', former_names = '{}', number = null, digest = null, tail = null,
  born = date_trunc('year', born), phone = '', phone2 = '', workplace = '', hukou_place = '', called = '', ethnic = '',
  education = '', marital = '', political = '', employment = '', hidden_on = %(on)s
where community_id = %(community)s and pgh_obj_id = any(%(people)s)
"""
_SEALED = (
    "update residents_check set changes = null, version = version + 1, changed_at = %(at)s"
    " where community_id = %(community)s and person_id = any(%(people)s) and changes is not null",
    "update residents_checkevent set changes = null where community_id = %(community)s and person_id = any(%(people)s)",
    "update residents_residence set note = '', version = version + 1, changed_at = %(at)s"
    " where community_id = %(community)s and person_id = any(%(people)s) and note <> ''",
    "update residents_residenceevent set note = '' where community_id = %(community)s and person_id = any(%(people)s)",
    "update residents_doubt set why = '' where community_id = %(community)s and (kept_id = any(%(people)s) or other_id = any(%(people)s))",
    "update residents_doubtevent set why = '' where community_id = %(community)s and (kept_id = any(%(people)s) or other_id = any(%(people)s))",
    "delete from residents_status where community_id = %(community)s and person_id = any(%(people)s)",
    "delete from residents_statusevent where community_id = %(community)s and person_id = any(%(people)s)",
)


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> int:
    """Pseudonymise everybody of the actor's community whose term has passed by `on`; how many.

    Terms: retention.floating_years, retention.registered_years. A line stays in the journal;
    lists of earlier days then say 已到期隐去 where a name stood.
    """
    community = actor.community
    if community is None:
        return 0
    people = list(
        retention.passed(
            community, on, floating=_years("retention.floating_years", community, on),
            registered=_years("retention.registered_years", community, on),
        )
    )  # fmt: skip
    if not people:
        return 0
    digests = bulk_rows.digests_of(people)
    values: dict[str, Any] = {"community": community, "people": people, "on": on, "at": at}
    with connection.cursor() as cursor:
        for statement in (_HIDDEN, _HIDDEN_BEFORE, *_SEALED):
            cursor.execute(statement, values)
    identities.sync(community, digests)
    journal.write(actor, "hide_past_retention", "people", at=at, people=len(people))
    return len(people)


def _years(key: str, community: int, on: dt.date) -> int:
    try:
        return int(places.term(key, community, on).value)
    except LookupError:
        return TERMS[key]
