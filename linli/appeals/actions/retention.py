"""Pseudonymising appeals and receptions whose term of retention has passed, in table and history alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, NotFound
from linli.places import api as places

from ..queries import retention
from .work import SUBJECT

#: Years by the terms of these keys, where a jurisdiction has none of its own.
TERMS: dict[str, int] = {"retention.appeal_years": 5, "retention.reception_years": 2}

#: What remains is what counts need: states, moments, category, channel, level, cell, rating. `about_user` stays too:
#: whom an appeal was about shall not find it afterwards either. What was published stays published, without pictures.
_APPEAL = "text = %(hidden)s, wish = '', place = '', room_id = null, longitude = null, latitude = null"
_REPORTER = "name = %(hidden)s, phone = '', person_id = null, household_id = null, for_other = '', relation = '', sealed = null"
_WHISTLE = "reason = %(hidden)s, result = case when result = '' then '' else %(hidden)s end"
_RECEPTION = (
    "name = case when name = '' then '' else %(hidden)s end, age = null, address = '', phone = '',"
    " text = %(hidden)s, reply = case when reply = '' then '' else %(hidden)s end, referred_to = ''"
)
_SAVED = ", version = version + 1, changed_at = %(at)s, changed_by = null"
_MINE = " where community_id = %(community)s and "
_THESE = "appeal_id = any(%(keys)s)"

#: Each table before its history: the version that the change itself leaves is then treated like the earlier ones.
_HIDE = (
    f"update appeals_appeal set {_APPEAL}{_SAVED}{_MINE}id = any(%(keys)s)",
    f"update appeals_appealevent set {_APPEAL}{_MINE}pgh_obj_id = any(%(keys)s)",
    f"update appeals_reporter set {_REPORTER}{_MINE}{_THESE}",
    f"update appeals_reporterevent set {_REPORTER}{_MINE}{_THESE}",
    f"update appeals_whistle set {_WHISTLE}{_SAVED}{_MINE}{_THESE}",
    f"update appeals_whistleevent set {_WHISTLE}{_MINE}{_THESE}",
    f"update appeals_deed set text = %(hidden)s{_MINE}{_THESE} and text <> ''",
    f"update appeals_answer set text = %(hidden)s, reason = '', doer = '', told = ''{_MINE}{_THESE}",
    f"update appeals_revisit set words = %(hidden)s{_MINE}{_THESE} and words <> ''",
    f"update appeals_pause set reason = %(hidden)s{_MINE}{_THESE}",
    f"delete from appeals_photo{_MINE}{_THESE}",
    "delete from appeals_words where appeal = any(%(keys)s)",
)
_HIDE_RECEPTIONS = (
    f"update appeals_reception set {_RECEPTION}{_SAVED}{_MINE}id = any(%(keys)s)",
    f"update appeals_receptionevent set {_RECEPTION}{_MINE}pgh_obj_id = any(%(keys)s)",
)


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> tuple[int, int]:
    """Take the words out of what the actor's community closed longer ago than its term; (appeals, receptions).

    Terms: retention.appeal_years since closing, retention.reception_years since the visit. Lists and pages then say
    已到期隐去; numbers, states and moments stay, so that every count stays what it was. Contents of pictures go after
    the commit. At most 1,000 of each in one run; the next night goes on.
    """
    community = actor.community
    if community is None:
        return 0, 0
    appeals = retention.appeals_passed(community, _before("retention.appeal_years", community, at, on))
    if appeals:
        for content in retention.contents(community, appeals):
            _forget(actor, content, at)
        _run(_HIDE, community, appeals, at)
        journal.write(actor, "hide_past_retention", SUBJECT, at=at, appeals=len(appeals))
    before = _before("retention.reception_years", community, at, on)
    receptions = retention.receptions_passed(community, before)
    if receptions:
        _run(_HIDE_RECEPTIONS, community, receptions, at)
        journal.write(actor, "hide_past_retention", "reception", at=at, receptions=len(receptions))
    return len(appeals), len(receptions)


def _run(statements: tuple[str, ...], community: int, keys: list[int], at: dt.datetime) -> None:
    values: dict[str, Any] = {"community": community, "keys": keys, "at": at, "hidden": retention.HIDDEN}
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)


def _forget(actor: Actor, content: int, at: dt.datetime) -> None:
    try:
        files.forget_content(actor, content, at, why="the term of retention has passed")
    except NotFound:  # taken away before
        return


def _before(key: str, community: int, at: dt.datetime, on: dt.date) -> dt.datetime:
    """The moment of the same day so many years ago."""
    try:
        years = int(places.term(key, community, on).value)
    except LookupError:
        years = TERMS[key]
    day = min(at.day, 28) if at.month == 2 else at.day
    return at.replace(year=at.year - years, day=day)
