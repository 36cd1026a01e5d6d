"""Taking out what has passed its term of retention, in table and history alike; every count stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.journal import api as journal
from linli.kernel import Actor
from linli.places import api as places

from ..queries import retention
from ..rules.retention import TERM, YEARS, before

#: What remains is what figures need: days, kinds, routes, section, results; whose it was goes with the person's own record.
_SEEKER = "number = '', skills = '', place = '', pay = null"
_PLACEMENT = "unit = %(hidden)s, trade = ''"
_VACANCY = "contact = '', phone = ''"
_SAVED = ", version = version + 1, changed_at = %(at)s, changed_by = null"
_MINE = " where community_id = %(community)s and "
_THESE, _VERSIONS = "id = any(%(keys)s)", "pgh_obj_id = any(%(keys)s)"
_OF_SEEKER, _OF_EXPORT = "seeker_id = any(%(keys)s)", "export_id = any(%(keys)s)"

#: Each table before its history: the version that the change itself leaves is then treated like the earlier ones.
_SEEKERS = (
    f"update jobs_seeker set {_SEEKER}{_SAVED}{_MINE}{_THESE}",
    f"update jobs_seekerevent set {_SEEKER}{_MINE}{_VERSIONS}",
    f"delete from jobs_hardship{_MINE}{_OF_SEEKER}",
    f"delete from jobs_hardshipevent{_MINE}{_OF_SEEKER}",
    f"update jobs_help set text = %(hidden)s{_SAVED}{_MINE}{_OF_SEEKER}",
    f"update jobs_helpevent set text = %(hidden)s{_MINE}{_OF_SEEKER}",
    f"update jobs_referral set \"by\" = '', note = ''{_SAVED}{_MINE}{_OF_SEEKER}",
    f"update jobs_referralevent set \"by\" = '', note = ''{_MINE}{_OF_SEEKER}",
)
_OF_PLACEMENT = "placement_id = any(%(keys)s)"
_PLACEMENTS = (
    f"update jobs_placement set {_PLACEMENT}{_SAVED}{_MINE}{_THESE}",
    f"update jobs_placementevent set {_PLACEMENT}{_MINE}{_VERSIONS}",
    f"update jobs_followup set note = ''{_SAVED}{_MINE}{_OF_PLACEMENT}",
    f"update jobs_followupevent set note = ''{_MINE}{_OF_PLACEMENT}",
)
_VACANCIES = (
    f"update jobs_vacancy set {_VACANCY}{_SAVED}{_MINE}{_THESE}",
    f"update jobs_vacancyevent set {_VACANCY}{_MINE}{_VERSIONS}",
)
_EXPORTS = (
    f"update jobs_match set said = null, settled = ''{_SAVED}{_MINE}{_OF_EXPORT}",
    f"update jobs_matchevent set said = null, settled = ''{_MINE}{_OF_EXPORT}",
)


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> dict[str, int]:
    """Take out what was said of registrations, employments, posts and lists that ended longer ago than the term; how many.

    Term: retention.jobs_years. Categories of hardship go wholly; days, kinds, routes and numbers of the department stay.
    """
    community = actor.community
    if community is None:
        return {}
    day = before(on, _years(community, on))
    found = {
        "seekers": (_SEEKERS, retention.seekers_passed(community, day)),
        "placements": (_PLACEMENTS, retention.placements_passed(community, day)),
        "vacancies": (_VACANCIES, retention.vacancies_passed(community, day)),
        "exports": (_EXPORTS, retention.exports_passed(community, day)),
    }
    for statements, keys in found.values():
        _run(statements, community, keys, at)
    counted = {name: len(keys) for name, (_statements, keys) in found.items()}
    if any(counted.values()):
        journal.write(actor, "hide_past_retention", "jobseeker", at=at, count=sum(counted.values()))
    return counted


def _run(statements: tuple[str, ...], community: int, keys: list[int], at: dt.datetime) -> None:
    if not keys:
        return
    values: dict[str, Any] = {"community": community, "keys": keys, "at": at, "hidden": retention.HIDDEN}
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)


def _years(community: int, on: dt.date) -> int:
    try:
        return int(places.term(TERM, community, on).value)
    except LookupError:
        return YEARS
