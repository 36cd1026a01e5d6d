"""Promised returns: kept by the next visit at which somebody was met, in whatever order the records arrive."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q

from linli.kernel import Actor

from ..models import Visit


def settle(actor: Actor, at: dt.datetime, *, room: int | None, person: int | None) -> None:
    """Count anew which promises of a door (or of a person without one) were kept. At most 2 statements."""
    if room is None and person is None:
        return
    same = Q(room=room) if room is not None else Q(room__isnull=True, person=person)
    held = Visit.objects.filter(same, community_id=actor.community, void=False)
    later = held.filter(result="met").filter(
        Q(went__gt=OuterRef("went")) | Q(went=OuterRef("went"), at__gt=OuterRef("at"))
    )
    wrong = held.filter(return_on__isnull=False).annotate(kept=Exists(later)).exclude(returned=F("kept"))
    for key, kept in wrong.values_list("pk", "kept"):
        Visit.objects.filter(pk=key).update(
            returned=kept, version=F("version") + 1, changed_at=at, changed_by=actor.user_id
        )


def settle_all(actor: Actor, at: dt.datetime) -> None:
    """Count every promise of the community anew, after many visits came at once. At most 3 statements."""
    held = Visit.objects.filter(community_id=actor.community, void=False, return_on__isnull=False)
    later = Visit.objects.filter(
        Q(went__gt=OuterRef("went")) | Q(went=OuterRef("went"), at__gt=OuterRef("at")), void=False, result="met",
        community_id=actor.community, room=OuterRef("room"),
    )  # fmt: skip
    wrong = held.filter(room__isnull=False).annotate(kept=Exists(later)).exclude(returned=F("kept"))
    changed = list(wrong.values_list("pk", "kept"))
    for value in (True, False):
        keys = [key for key, kept in changed if kept is value]
        if keys:
            Visit.objects.filter(pk__in=keys).update(
                returned=value, version=F("version") + 1, changed_at=at, changed_by=actor.user_id
            )
