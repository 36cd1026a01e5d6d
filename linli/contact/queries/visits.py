"""Visits within the actor's sight, and which households were visited in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.db.models import Q, QuerySet

from linli.kernel import Actor, NotFound, Period
from linli.kernel.actor import CAPTAIN, GRID_WORKER, MESSENGER
from linli.places import api as places

from ..models import Visit
from ..rules import codes

#: Who holds files of this owner: visits, by their key.
PHOTOS = "contact.visit"


def units_of(actor: Actor, on: dt.date) -> list[int] | None:
    """Units to whose doors the actor goes; None for the whole community, empty for nobody's. 1 query or none."""
    if actor.community is None:
        return []
    if actor.whole_community:
        return None
    if actor.holds(GRID_WORKER, CAPTAIN, MESSENGER) and actor.cells:
        return list(places.cell_units(actor.community, sorted(actor.cells), on))
    return []


def visits(actor: Actor, on: dt.date, *, void: bool = False) -> QuerySet[Visit]:
    """Visits that the actor may read: all of the office, of the own cells for grid workers, the own for helpers."""
    found = Visit.objects.filter(community_id=actor.community)
    found = found if void else found.filter(void=False)
    if actor.community is None:
        return found.none()
    if actor.whole_community:
        return found
    own = Q(user=actor.user_id) | Q(keeper=actor.user_id) if actor.user_id is not None else Q(pk__in=[])
    if actor.holds(GRID_WORKER):
        return found.filter(own | Q(room__unit__in=units_of(actor, on) or []))
    return found.filter(own) if actor.holds(CAPTAIN, MESSENGER) else found.none()


def visit(actor: Actor, key: int, on: dt.date, *, void: bool = False) -> Visit:
    """One visit. Raises NotFound outside the actor's sight."""
    found = visits(actor, on, void=void).filter(pk=key).first()
    if found is None:
        raise NotFound("visit")
    return found


def completed(ways: Sequence[str] = (codes.AT_HOME,)) -> Q:
    """Visits at which somebody was spoken with; by default at the door only (入户走访)."""
    return Q(void=False, result="met", way__in=ways)


def visited(
    communities: Collection[int], period: Period, ways: Sequence[str] = (codes.AT_HOME,)
) -> QuerySet[Visit, int]:
    """Keys of the households visited in a period, each once: a subquery for counts. The communities stand in scope."""
    return (
        Visit.objects.filter(
            completed(ways), community__in=list(communities), household__isnull=False, went__gte=period.start,
            went__lt=period.end,
        )
        .order_by()
        .values_list("household_id", flat=True)
        .distinct()
    )  # fmt: skip


def may_open(actor: Actor, key: int | None) -> bool:
    """Whether the photos of a visit are open to the actor."""
    return key is not None and visits(actor, dt.date.max).filter(pk=key).exists()


def held(on: dt.date) -> Q:
    """Duties that hold on a day."""
    return Q(void=False, start__lte=on) & (Q(end__isnull=True) | Q(end__gt=on))


def held_between(first: dt.date, last: dt.date) -> Q:
    """Duties that hold on one of these days."""
    return Q(void=False, start__lte=last) & (Q(end__isnull=True) | Q(end__gt=first))
