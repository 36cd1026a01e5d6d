"""Two records of the register became one: registrations, employments, courses follow."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, Q

from ..models import Match, Placement, Seeker, Surplus, Trainee


@transaction.atomic
def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """What pointed at the record that is gone points at the kept one; nothing goes back with `undo`.

    What stands on both records for the same days stands once: that of the record that is gone is taken out.
    """
    if undo:
        return
    touched = {"version": F("version") + 1, "changed_at": at, "changed_by": None}
    for model, same in ((Seeker, "kind"), (Placement, "unit"), (Surplus, "")):
        for one in model.objects.filter(community_id=community, person=gone, void=False).select_for_update():
            days = Q(end__isnull=True) | Q(end__gt=one.start)
            if one.end is not None:
                days &= Q(start__lt=one.end)
            twice = model.objects.filter(days, community_id=community, person=kept, void=False)
            if same:
                twice = twice.filter(**{same: getattr(one, same)})
            row = model.objects.filter(pk=one.pk)
            if twice.exists():
                row.update(void=True, **touched)
            row.update(person=kept, **touched)
    mine = Trainee.objects.filter(community_id=community, person=kept, void=False).values_list(
        "training_id", flat=True
    )
    Trainee.objects.filter(community_id=community, person=gone, training__in=list(mine)).update(
        void=True, **touched
    )
    Trainee.objects.filter(community_id=community, person=gone).update(person=kept, **touched)
    Match.objects.filter(community_id=community, person=gone).update(person=kept, **touched)
