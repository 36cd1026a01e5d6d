"""Pseudonymising what has passed its term of retention, in table and history alike; every count stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.journal import api as journal
from linli.kernel import Actor
from linli.places import api as places

from ..queries import retention
from ..rules.retention import TERM, YEARS, before

#: What remains is what the statistics need: sex, year of birth, education, employment, days and kinds of membership.
_MEMBER = (
    "name = %(hidden)s, letters = '', sort = '~', number = null, digest = null, phone = null, person_id = null,"
    " born = date_trunc('year', born), joined = date_trunc('year', joined)"
)
_BELONGING = "came_from = '', went_to = ''"
_CHECK_IN = "name = %(hidden)s, phone = null"
_SERVICE = "text = %(hidden)s, signed_by = ''"
_FEEDBACK = "text = %(hidden)s"
_NEED = "text = %(hidden)s"
_SAVED = ", version = version + 1, changed_at = %(at)s, changed_by = null"
_MINE = " where community_id = %(community)s and "
_THESE, _VERSIONS = "id = any(%(keys)s)", "pgh_obj_id = any(%(keys)s)"
_OF_MEMBER, _OF_CHECK_IN = "member_id = any(%(keys)s)", "check_in_id = any(%(keys)s)"

#: Each table before its history: the version that the change itself leaves is then treated like the earlier ones.
_MEMBERS = (
    f"update party_member set {_MEMBER}{_SAVED}{_MINE}{_THESE}",
    f"update party_memberevent set {_MEMBER}{_MINE}{_VERSIONS}",
    f"update party_belonging set {_BELONGING}{_SAVED}{_MINE}{_OF_MEMBER}",
    f"update party_belongingevent set {_BELONGING}{_MINE}{_OF_MEMBER}",
    f"update party_attendance set reason = ''{_SAVED}{_MINE}{_OF_MEMBER} and reason <> ''",
    f"update party_attendanceevent set reason = ''{_MINE}{_OF_MEMBER}",
)
_FACTS = (f"delete from party_fact{_MINE}{_THESE}", f"delete from party_factevent{_MINE}{_VERSIONS}")
_CHECK_INS = (
    f"update party_checkin set {_CHECK_IN}{_SAVED}{_MINE}{_THESE}",
    f"update party_checkinevent set {_CHECK_IN}{_MINE}{_VERSIONS}",
    f"update party_service set {_SERVICE}{_SAVED}{_MINE}{_OF_CHECK_IN}",
    f"update party_serviceevent set {_SERVICE}{_MINE}{_OF_CHECK_IN}",
    f"update party_feedback set {_FEEDBACK}{_SAVED}{_MINE}{_OF_CHECK_IN}",
    f"update party_feedbackevent set {_FEEDBACK}{_MINE}{_OF_CHECK_IN}",
)
_NEEDS = (
    f"update party_need set {_NEED}{_SAVED}{_MINE}{_THESE}",
    f"update party_needevent set {_NEED}{_MINE}{_VERSIONS}",
)


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> dict[str, int]:
    """Take out who it was of what ended longer ago than the term; how many members, facts, check-ins and needs.

    Term: retention.party_years since the last branch membership, the end of a fact, of a service, of a need. Rosters of
    earlier days then say 已到期隐去; meetings, votes and offices stay, as their models declare (permanent).
    """
    community = actor.community
    if community is None:
        return {}
    day = before(on, _years(community, on))
    members = retention.members_passed(community, day)
    found = {
        "members": members,
        "facts": retention.facts_passed(community, day, members),
        "check_ins": retention.check_ins_passed(community, day),
        "needs": retention.needs_passed(community, day),
    }
    for statements, name in (
        (_MEMBERS, "members"),
        (_FACTS, "facts"),
        (_CHECK_INS, "check_ins"),
        (_NEEDS, "needs"),
    ):
        _run(statements, community, found[name], at)
    counted: dict[str, Any] = {name: len(keys) for name, keys in found.items()}
    if any(counted.values()):
        journal.write(actor, "hide_past_retention", "party member", at=at, **counted)
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
