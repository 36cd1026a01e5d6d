"""The door of a route is answered by the visit that went there."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from linli.base import versions
from linli.kernel import Actor

from ..models import Stop, Visit


def answered(actor: Actor, at: dt.datetime, visit: Visit, stop: int | None) -> Stop | None:
    """The stop that a visit answers: the one named, else that of the own open route of the day; None for none.

    Somebody met stays met, whatever arrives later. A route that is gone loses nothing: the visit stands by itself.
    """
    found = Stop.objects.select_for_update(of=("self",)).filter(community_id=visit.community_id)
    if stop is not None:
        row = found.filter(pk=stop).first()
    elif visit.household_id is not None and actor.user_id is not None:
        mine = Q(route__user=actor.user_id, route__on=visit.went, route__state="open")
        row = found.filter(mine, household=visit.household_id).order_by("pk").first()
    else:
        row = None
    if row is None or row.room_id != visit.room_id:
        return None
    state = "absent" if visit.result == "absent" else "done"
    if row.state != "done" and row.state != state:
        versions.save(row, actor=actor, at=at, state=state)
    return row


def reopened(actor: Actor, at: dt.datetime, stop: int | None) -> None:
    """A visit was taken back: its door is to go to again, unless another visit answers it."""
    row = Stop.objects.select_for_update(of=("self",)).filter(pk=stop).first() if stop is not None else None
    if row is None:
        return
    results = list(Visit.objects.filter(stop=row, void=False).values_list("result", flat=True))
    state = "done" if set(results) - {"absent"} else "absent" if results else "open"
    if row.state != state:
        versions.save(row, actor=actor, at=at, state=state)
