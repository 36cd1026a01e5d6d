"""Two records of the register became one: mandates and errands follow."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from ..models import Errand, Mandate


@transaction.atomic
def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """What pointed at the record that is gone points at the one that is kept. Undone, it stays there: it is one human being."""
    if undo:
        return
    for model in (Mandate, Errand):
        rows = model.objects.filter(community_id=community, person=gone)
        rows.update(person_id=kept, version=F("version") + 1, changed_at=at, changed_by=None)
