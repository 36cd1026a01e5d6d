"""Routes within the actor's sight, and the sheet that is taken along: building, floor, door, how to address, why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound, Saying
from linli.residents import api as residents

from ..models import Route, Stop
from ..rules import codes
from ..rules.visits import visits_in_full

_STOP = (
    "pk", "household_id", "room_id", "room__unit__building_id", "room__unit__building__compound",
    "room__unit__building__name", "room__floor", "room__door", "needs", "state", "version", "rank",
)  # fmt: skip

#: Stops in walking order.
WALKING = (
    "room__unit__building__compound", "room__unit__building__name_sort", "room__unit__number", "room__floor",
    "room__number", "pk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StopRow:
    """One door of a route; nothing of who lives there but how to address who opens."""

    id: int
    household: int
    room: int
    building_id: int
    compound: str
    building: str
    floor: int | None
    door: str
    needs: tuple[str, ...]
    state: str
    version: int
    rank: int
    called: str = ""

    @property
    def place(self) -> str:
        """The building with its estate."""
        return f"{self.compound}{self.building}"

    @property
    def reasons(self) -> list[Saying]:
        """Why one goes there, in words."""
        return [codes.NEEDS[one] for one in self.needs if one in codes.NEEDS]

    @property
    def state_words(self) -> Saying:
        return codes.STOPS[self.state]


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route in one line. `done` counts doors that were gone to, whoever opened."""

    id: int
    title: str
    on: dt.date
    user: int
    who: str
    state: str
    version: int
    stops: int
    done: int
    absent: int

    @property
    def state_words(self) -> Saying:
        return codes.ROUTES[self.state]


@dataclass(frozen=True, slots=True)
class RouteSheet:
    """A route with its doors in walking order."""

    route: RouteRow
    stops: list[StopRow]

    @property
    def buildings(self) -> Iterator[tuple[str, list[tuple[int | None, list[StopRow]]]]]:
        """(building, its floors with their doors) in walking order."""
        for place, stops in groupby(self.stops, key=lambda one: one.place):
            yield place, [(floor, list(doors)) for floor, doors in groupby(stops, key=lambda one: one.floor)]


def routes(actor: Actor) -> QuerySet[Route]:
    """Routes that the actor may read: all for the desk, the own ones for grid workers."""
    found = Route.objects.filter(community_id=actor.community)
    if actor.community is None or not visits_in_full(actor):
        return found.none()
    return found if actor.whole_community else found.filter(user=actor.user_id or 0)


def route(actor: Actor, key: int) -> Route:
    """One route. Raises NotFound outside the actor's sight."""
    found = routes(actor).filter(pk=key).first()
    if found is None:
        raise NotFound("route")
    return found


def rows(found: QuerySet[Route]) -> list[RouteRow]:
    """Routes as lines, in their order. 2 queries."""
    going = ~Q(stops__state="left_out")
    counted = found.annotate(
        n=Count("stops", filter=going),
        gone=Count("stops", filter=Q(stops__state__in=("done", "absent"))),
        nobody=Count("stops", filter=Q(stops__state="absent")),
    )
    held = list(counted.values_list("pk", "title", "on", "user", "state", "version", "n", "gone", "nobody"))
    names = accounts.names([one[3] for one in held])
    return [
        RouteRow(key, title, on, user, names.get(user, ""), state, version, n, gone, nobody)
        for key, title, on, user, state, version, n, gone, nobody in held
    ]


def sheet(actor: Actor, route: int) -> RouteSheet:
    """A route with its doors: what is printed and what a phone takes along. Raises NotFound. At most 6 queries."""
    found = rows(routes(actor).filter(pk=route))
    if not found:
        raise NotFound("route")
    held = list(Stop.objects.filter(route=route).order_by("rank", "pk").values_list(*_STOP))
    called = residents.salutations(actor, [one[1] for one in held], on=found[0].on)
    return RouteSheet(found[0], [_stop(one, called.get(one[1], "")) for one in held])


def _stop(one: tuple[Any, ...], called: str) -> StopRow:
    values: list[Any] = [*one[:8], tuple(one[8]), *one[9:], called]
    return StopRow(*values)


def open_today(actor: Actor, on: dt.date) -> list[RouteRow]:
    """The actor's own open routes up to a day, the nearest day first."""
    if actor.user_id is None:
        return []
    mine = routes(actor).filter(user=actor.user_id, state="open", on__lte=on)
    return rows(mine.order_by("-on", "-pk"))


def route_of_stop(actor: Actor, stop: int) -> int | None:
    """The route of a stop that the actor may read, to go back to; None where it is gone."""
    return routes(actor).filter(stops=stop).values_list("pk", flat=True).first()


def sheets_today(actor: Actor, on: dt.date, most: int = 3) -> list[RouteSheet]:
    """The actor's own open routes of a day with their doors, at most `most`. At most 3 + 4 queries a route."""
    return [sheet(actor, one.id) for one in open_today(actor, on)[:most]]
