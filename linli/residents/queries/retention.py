"""Whose term of retention has passed: nobody who lives here, nobody with a status that holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Exists, Max, OuterRef

from ..models import Person, Residence, Status
from ..rules import retention as rules


def passed(
    community: int, on: dt.date, *, floating: int, registered: int, limit: int = 1000
) -> Sequence[int]:
    """Keys of people whose last residence ended longer ago than the term of its kinds."""
    holds = Residence.objects.filter(person=OuterRef("pk"), void=False, end__isnull=True)
    served = Status.objects.filter(person=OuterRef("pk"), void=False, end__isnull=True)
    earliest = on.replace(year=on.year - min(floating, registered), day=min(on.day, 28))
    found = (
        Person.objects.filter(community_id=community, hidden_on__isnull=True)
        .filter(~Exists(holds), ~Exists(served))
        .annotate(left=Max("residences__end"))
        .filter(left__lte=earliest + dt.timedelta(days=3))
        .order_by("pk")
        .values_list("pk", "left")[:limit]
    )
    lasts = dict(found)
    kinds: dict[int, list[str]] = {}
    for person, kind in Residence.objects.filter(person__in=lasts).values_list("person_id", "kind"):
        kinds.setdefault(person, []).append(kind)
    return [
        key
        for key, left in lasts.items()
        if rules.passed(
            left, rules.years_for(kinds.get(key, ()), floating=floating, registered=registered), on
        )
    ]
