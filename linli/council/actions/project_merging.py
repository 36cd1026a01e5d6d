"""Two records of the register became one: opinions, supporters and acceptors follow."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from ..models import Acceptor, Backing, Opinion, Support


@transaction.atomic
def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """What pointed at the record that is gone points at the kept one; nothing goes back with `undo`, for the kept record
    stays a record of the same person.

    Who supported the same under both records supports it once: the second support is taken out.
    """
    if undo:
        return
    for model, of in ((Support, "opinion"), (Backing, "project")):
        own = model.objects.filter(community_id=community, person=kept, void=False).values_list(
            f"{of}_id", flat=True
        )
        twice = model.objects.filter(
            community_id=community, person=gone, void=False, **{f"{of}__in": list(own)}
        )
        twice.update(void=True, version=F("version") + 1, changed_at=at, changed_by=None)
    live = {"community_id": community, "person": gone}
    for rows in (
        Opinion.objects.filter(**live), Acceptor.objects.filter(**live), Support.objects.filter(void=False, **live),
        Backing.objects.filter(void=False, **live),
    ):  # fmt: skip
        rows.update(person=kept, version=F("version") + 1, changed_at=at, changed_by=None)
