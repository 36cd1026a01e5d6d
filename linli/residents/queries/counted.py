"""How many people live here, for other apps that reckon with it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from ..models import Residence
from ..rules.codes import LIVING


def population(community: int, on: dt.date) -> int:
    """People living here on a day, as the figure of this name counts them. One query."""
    open_ = Q(end__isnull=True) | Q(end__gt=on)
    rows = Residence.objects.filter(open_, community_id=community, void=False, start__lte=on, kind__in=LIVING)
    return rows.values("person_id").distinct().count()
