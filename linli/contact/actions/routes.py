"""Routes: planned by need, changed on the way, finished or dropped. Never a trail of where somebody was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction

from linli.accounts import api as accounts
from linli.base import clock, versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.text import clean_line, without_controls

from ..models import Route, Stop
from ..queries import planning, routes
from ..queries.planning import Due
from ..rules import planning as rules
from .parts import locked

SUBJECT = "contact.route"


@transaction.atomic
def plan(
    *, actor: Actor, at: dt.datetime, user: int, on: dt.date, households: Sequence[int], title: str = ""
) -> int:
    """Plan the doors that somebody goes to on a day, in walking order, each with its reasons; the route's id.

    user  an account of the community: a grid worker plans for themselves, the desk for anybody
    Raises Refused for a past day, no doors or more than 150; NotFound for households out of sight.
    """
    rules.may_plan(actor).demand()
    today = clock.day_of(at)
    rules.fit_day(on, today).demand("on")
    wanted = list(dict.fromkeys(households))
    rules.fit_count(len(wanted)).demand("households")
    _demand_walker(actor, user, today)
    doors = _doors(actor, wanted, today)
    route = Route.objects.create(
        community_id=actor.community or 0, user=user, on=on, title=clean_line(without_controls(title), 80) or _title(doors),
        changed_at=at, changed_by=actor.user_id,
    )  # fmt: skip
    _put(actor, at, route, doors, 0)
    journal.write(actor, "plan", SUBJECT, key=route.pk, at=at, stops=len(doors))
    return route.pk


@transaction.atomic
def add(
    *, actor: Actor, at: dt.datetime, route: int, households: Sequence[int], version: int | None = None
) -> int:
    """Put further doors into an open route; how many were new. The order is walked anew."""
    row = _open(actor, route, version)
    held = {stop.household_id: stop for stop in row.stops.all()}
    fresh = [key for key in dict.fromkeys(households) if key not in held]
    back = [held[key] for key in households if key in held and held[key].state == "left_out"]
    rules.fit_count(len(held) + len(fresh)).demand("households")
    _put(actor, at, row, _doors(actor, fresh, clock.day_of(at)), len(held))
    for stop in back:
        versions.save(stop, actor=actor, at=at, state="open")
    _rank(row)
    _touch(row, actor, at)
    journal.write(actor, "add", SUBJECT, key=row.pk, at=at, stops=len(fresh) + len(back))
    return len(fresh) + len(back)


@transaction.atomic
def leave_out(
    *, actor: Actor, at: dt.datetime, route: int, stops: Collection[int], version: int | None = None
) -> int:
    """Leave doors out that were not gone to yet; how many."""
    row = _open(actor, route, version)
    held = list(row.stops.select_for_update(of=("self",)).filter(pk__in=list(stops), state="open"))
    for stop in held:
        versions.save(stop, actor=actor, at=at, state="left_out")
    _touch(row, actor, at)
    journal.write(actor, "leave_out", SUBJECT, key=row.pk, at=at, stops=len(held))
    return len(held)


@transaction.atomic
def finish(*, actor: Actor, at: dt.datetime, route: int, version: int | None = None) -> None:
    """The route is gone; doors that stayed open are proposed again by their needs."""
    row = _open(actor, route, version)
    versions.save(row, actor=actor, at=at, state="done")
    journal.write(actor, "finish", SUBJECT, key=row.pk, at=at)


@transaction.atomic
def drop(*, actor: Actor, at: dt.datetime, route: int, version: int | None = None) -> None:
    """Nobody goes. A route on which visits were made is finished instead."""
    row = _open(actor, route, version)
    if row.stops.filter(state__in=("done", "absent")).exists():
        raise Refused(say("Visits were made on this route: finish it instead."))
    versions.save(row, actor=actor, at=at, state="dropped")
    journal.write(actor, "drop", SUBJECT, key=row.pk, at=at)


def _open(actor: Actor, key: int, version: int | None) -> Route:
    rules.may_plan(actor).demand()
    row: Route = locked(routes.routes(actor), key, "route", version)
    if row.state != "open":
        raise Refused(say("This route is finished or dropped."))
    return row


def _demand_walker(actor: Actor, user: int, today: dt.date) -> None:
    if user == actor.user_id:
        return
    if not actor.whole_community:
        raise Refused(say("Grid workers plan their own routes."), "user")
    if user not in {key for key, _ in accounts.colleagues(actor, today)}:
        raise Refused(say("Choose a colleague of the community."), "user")


def _doors(actor: Actor, keys: Sequence[int], today: dt.date) -> list[Due]:
    """The households with their reasons in walking order. Raises NotFound when one is out of sight or empty."""
    found = planning.of_households(actor, today, keys)
    if len(found) < len(keys):
        raise NotFound("household")
    return found


def _put(actor: Actor, at: dt.datetime, route: Route, doors: Iterable[Due], first: int) -> None:
    Stop.objects.bulk_create(
        Stop(community_id=route.community_id, route=route, household_id=one.household, room_id=one.room, rank=rank,
             needs=list(one.needs) or ["chosen"], changed_at=at, changed_by=actor.user_id)
        for rank, one in enumerate(doors, start=first + 1)
    )  # fmt: skip


def _rank(route: Route) -> None:
    """Number the doors in walking order; no new version for it."""
    rows = list(route.stops.order_by(*routes.WALKING))
    for rank, stop in enumerate(rows, start=1):
        stop.rank = rank
    Stop.objects.bulk_update(rows, ["rank"])


def _touch(row: Route, actor: Actor, at: dt.datetime) -> None:
    versions.save(row, actor=actor, at=at)


def _title(doors: Sequence[Due]) -> str:
    """The building where the route begins, as its doors say it."""
    return doors[0].place if doors else ""
