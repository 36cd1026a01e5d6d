"""Two records of the register became one: cases, surveys and closed prompts follow, where the kept one has none of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from ..models import Application, Closing, Survey


@transaction.atomic
def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """What hangs on the record that is gone hangs on the kept one; a case that both have stays where it was."""
    if undo:
        return
    tables: tuple[Any, ...] = (Application, Survey, Closing)
    for table in tables:
        for one in table.objects.select_for_update(of=("self",)).filter(community_id=community, person=gone):
            try:
                with transaction.atomic():
                    table.objects.filter(pk=one.pk).update(
                        person_id=kept, version=one.version + 1, changed_at=at, changed_by=None
                    )
            except IntegrityError:
                continue
