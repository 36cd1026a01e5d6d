"""Who is looking at an appeal: two people do not do the same at once. Kept for a minute, in no journal."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import clock
from linli.kernel import Actor

from ..models import Looking
from ..queries import sight

#: How long somebody counts as looking after the page last said so.
KEPT = dt.timedelta(seconds=60)


@transaction.atomic
def look(*, actor: Actor, at: dt.datetime, appeal: int) -> list[str]:
    """Note that the actor has the appeal open, forget who closed it, and say who else has. NotFound beyond sight.

    No journal line: it is no deed, and is gone within a minute. Four statements.
    """
    with sight.reach(actor, clock.day_of(at)) as communities:
        row = sight.one(actor, appeal, clock.day_of(at), communities)
        here = Looking.objects.filter(community=row.community_id, appeal=row)
        here.filter(seen_at__lt=at - KEPT).delete()
        if actor.user_id is not None:
            Looking.objects.update_or_create(
                community_id=row.community_id, appeal=row, user=actor.user_id, defaults={"name": actor.name, "seen_at": at}
            )  # fmt: skip
        others = here.exclude(user=actor.user_id or 0).order_by("seen_at")
        return list(others.values_list("name", flat=True))
