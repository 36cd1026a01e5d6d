"""Whether who keeps house together has changed since a form about it was opened.

A household's own version does not move when somebody joins or leaves; here its members count too.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Mapping, Sequence

from django.apps import apps
from django.db import connection
from django.db.models import QuerySet

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound, Stale

from ..models import Household, Member, Person
from . import sight

#: What a form wants: field → keys of people, or a text as typed.
Wanted = Mapping[str, Sequence[int] | str]


def version_of(actor: Actor, household: int, *, on: dt.date) -> int:
    """The version that a form about a household carries: its row and every membership in sight. NotFound outside."""
    own = sight.households(actor, on).filter(pk=household).values_list("version", flat=True).first()
    if own is None:
        raise NotFound("household")
    rows = _rows(actor, household, on).order_by("pk").values_list("pk", "version")
    return zlib.crc32(repr((own, list(rows))).encode())


def demand_fresh(actor: Actor, household: int, version: int | None, *, on: dt.date, wanted: Wanted) -> None:
    """Raise Stale when the household or its membership was saved since `version` was read; None asks nothing."""
    if version is None or version == version_of(actor, household, on=on):
        return
    now = _now(actor, household, on)
    changes: list[tuple[str, object, object]] = [
        (field, now.get(field, ""), _told(actor, value, on)) for field, value in wanted.items()
    ]
    rows = list(_rows(actor, household, on).values_list("changed_at", "changed_by"))
    rows += Household.objects.filter(pk=household).values_list("changed_at", "changed_by")
    raise _stale(changes, max(rows, key=lambda row: row[0]))


def seen() -> int:
    """How far the history of memberships has come: what a form about somebody not yet named carries."""
    with connection.cursor() as cursor:
        cursor.execute("select last_value from residents_memberevent_pgh_id_seq")
        return int(cursor.fetchone()[0])


def demand_unmoved(actor: Actor, person: int, since: int | None, *, on: dt.date, wanted: Wanted) -> None:
    """Raise Stale when a (locked) person joined or left a household after `since` (see `seen`); None asks nothing."""
    if since is None:
        return
    events = apps.get_model("residents", "MemberEvent").objects.filter(person=person, pgh_id__gt=since)
    last = events.order_by("-pgh_id").values_list("changed_at", "changed_by").first()
    if last is None:
        return
    mine = sight.members(actor, on).filter(person=person).values_list("household__room__door", flat=True)
    now = {"address": mine.first() or ""}
    raise _stale(
        [(field, now.get(field, ""), _told(actor, value, on)) for field, value in wanted.items()], last
    )


def _rows(actor: Actor, household: int, on: dt.date) -> QuerySet[Member]:
    return Member.objects.filter(sight.of_people(actor, on), household=household)


def _now(actor: Actor, household: int, on: dt.date) -> dict[str, str]:
    held = _rows(actor, household, on).filter(sight.on_day(on)).order_by("-head", "pk")
    members = list(held.values_list("person__name", "head"))
    door = Household.objects.filter(pk=household).values_list("room__door", flat=True).first()
    return {
        "members": " · ".join(name for name, _ in members),
        "head": next((name for name, head in members if head), ""),
        "address": door or "",
    }


def _told(actor: Actor, value: Sequence[int] | str, on: dt.date) -> str:
    if isinstance(value, str):
        return value
    names = dict(
        Person.objects.filter(pk__in=sight.people(actor, on).filter(pk__in=list(value))).values_list(
            "pk", "name"
        )
    )
    return " · ".join(names[key] for key in value if key in names)


def _stale(changes: list[tuple[str, object, object]], last: tuple[dt.datetime, int | None]) -> Stale:
    at, by = last
    return Stale(changes, accounts.names([by]).get(by, "") if by is not None else "", at)
