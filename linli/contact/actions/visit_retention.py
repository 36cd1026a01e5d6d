"""Visits lose their words when their term has passed, in table and history alike; routes go, sheets are emptied."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, NotFound
from linli.places import api as places

from ..models import Route, Visit
from .visits import SUBJECT

#: Years by the term of this key, where a jurisdiction has none of its own.
TERM, YEARS = "retention.visit_years", 2
#: Days after its day that a route is kept.
ROUTE_DAYS = 90
HIDDEN = "已到期隐去"
AT_ONCE = 1000

#: What remains is what counts need: day, way, result, household and door, who went.
_WORDS = (
    "spoke = case when spoke = '' then '' else %(hidden)s end, situation = '', said = case when said = '' then '' else %(hidden)s end,"
    " measures = '', outcome = '', person_id = null, was_person = null, helpers = '{}', photos = '{}', void_reason = ''"
)
_SAVED = ", version = version + 1, changed_at = %(at)s, changed_by = null"
_MINE = " where community_id = %(community)s and "
_HIDE = (
    f"update contact_visit set {_WORDS}{_SAVED}{_MINE}id = any(%(keys)s)",
    f"update contact_visitevent set {_WORDS}{_MINE}pgh_obj_id = any(%(keys)s)",
)
_DROP_ROUTES = (
    f"update contact_visit set stop_id = null{_MINE}stop_id in (select id from contact_stop where route_id = any(%(keys)s))",
    f"update contact_visitevent set stop_id = null{_MINE}stop_id in (select id from contact_stop where route_id = any(%(keys)s))",
    f"delete from contact_stop{_MINE}route_id = any(%(keys)s)",
    f"delete from contact_route{_MINE}id = any(%(keys)s)",
    f"delete from contact_stopevent{_MINE}route_id = any(%(keys)s)",
    f"delete from contact_routeevent{_MINE}pgh_obj_id = any(%(keys)s)",
)
_FIELDS = "situation = '', living = '', wishes = '', call_at = '', call_whom = '', note = ''"
_ENDED = 'household_id in (select id from residents_household where "end" <= %(day)s)'
_EMPTY_SHEETS = (
    f"update contact_sheet set {_FIELDS}{_SAVED}{_MINE}{_ENDED} and (situation || living || wishes || call_at || call_whom || note) <> ''",
    f"update contact_sheetevent set {_FIELDS}{_MINE}{_ENDED} and (situation || living || wishes || call_at || call_whom || note) <> ''",
)


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> tuple[int, int]:
    """Take the words out of visits longer ago than the term, drop routes of 90 days ago, empty the sheets of households
    that left so long ago; (visits, routes). Counts stay what they were. At most 1,000 of each in one run.
    """
    community = actor.community
    if community is None:
        return 0, 0
    before = _before(community, on)
    old = Visit.objects.filter(community_id=community, went__lt=before).exclude(
        said__in=("", HIDDEN),
        spoke__in=("", HIDDEN),
        person__isnull=True,
        measures="",
        outcome="",
        situation="",
        photos=[],
        helpers=[],
    )
    found = list(old.order_by("pk").values_list("pk", "photos")[:AT_ONCE])
    values: dict[str, Any] = {"community": community, "at": at, "hidden": HIDDEN, "day": before}
    for _key, photos in found:
        for content in photos:
            _forget(actor, content, at)
    if found:
        _run(_HIDE, values | {"keys": [key for key, _ in found]})
        journal.write(actor, "hide_past_retention", SUBJECT, at=at, visits=len(found))
    past = Route.objects.filter(community_id=community, on__lt=on - dt.timedelta(days=ROUTE_DAYS))
    routes = list(past.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if routes:
        _run(_DROP_ROUTES, values | {"keys": routes})
        journal.write(actor, "hide_past_retention", "contact.route", at=at, routes=len(routes))
    _run(_EMPTY_SHEETS, values)
    return len(found), len(routes)


def _run(statements: tuple[str, ...], values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)


def _forget(actor: Actor, content: int, at: dt.datetime) -> None:
    try:
        files.forget_content(actor, content, at, why="the term of retention has passed")
    except NotFound:  # taken away before
        return


def _before(community: int, on: dt.date) -> dt.date:
    """The first day that is kept."""
    try:
        years = int(places.term(TERM, community, on).value)
    except LookupError:
        years = YEARS
    return on.replace(year=on.year - years, day=min(on.day, 28) if on.month == 2 else on.day)
