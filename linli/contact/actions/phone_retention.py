"""What phones sent goes when its term has passed: 90 days; parts of photos that never became whole after a week."""

from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.db import transaction

from linli.journal import api as journal
from linli.kernel import Actor

from ..models import Chunk, Clash, Device, Sent

KEPT, PARTS = dt.timedelta(days=90), dt.timedelta(days=7)


@transaction.atomic
def forget_old(*, actor: Actor, at: dt.datetime) -> int:
    """Remove operations with their clashes 90 days after they came (open clashes stay), released phones 90 days after
    their release, and parts of photos a week old, in table and history alike; how many operations.

    A phone that sends an operation again after 90 days is still answered by the visit's own key.
    """
    community, before = actor.community, at - KEPT
    if community is None:
        return 0
    Chunk.objects.filter(community_id=community, came_at__lt=at - PARTS).delete()
    open_ones = Clash.objects.filter(community_id=community, settled=False).values("sent")
    old = Sent.objects.filter(community_id=community, came_at__lt=before).exclude(pk__in=open_ones)
    keys = list(old.values_list("pk", flat=True)[:5000])
    clashes = list(Clash.objects.filter(sent__in=keys).values_list("pk", flat=True))
    Clash.objects.filter(pk__in=clashes).delete()
    apps.get_model("contact", "ClashEvent").objects.filter(pgh_obj__in=clashes).delete()
    Sent.objects.filter(pk__in=keys).delete()
    gone = Device.objects.filter(
        community_id=community, state="released", changed_at__lt=before, sent__isnull=True
    )
    phones = list(gone.exclude(chunks__isnull=False).values_list("pk", flat=True))
    Device.objects.filter(pk__in=phones).delete()
    apps.get_model("contact", "DeviceEvent").objects.filter(pgh_obj__in=phones).delete()
    if keys or phones:
        journal.write(actor, "forget_old", "sent", at=at, operations=len(keys), phones=len(phones))
    return len(keys)
