"""Two records of the register became one: members follow."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.residents import api as residents

from ..models import Member


@transaction.atomic
def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """Members of either record point at the one that bears their number now; without a number at `kept`."""
    for one in Member.objects.select_for_update(of=("self",)).filter(
        community_id=community, person__in=(kept, gone)
    ):
        digest = bytes(one.digest) if one.digest is not None else None
        person = residents.person_of_identity(community, digest) or kept
        if person != one.person_id:
            Member.objects.filter(pk=one.pk).update(
                person_id=person, version=one.version + 1, changed_at=at, changed_by=None
            )
