"""What of the appeals has passed its term of retention: closed long ago, with words that still stand."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from ..models import Appeal, Photo, Reception

#: What stands where words stood.
HIDDEN = "已到期隐去"


def appeals_passed(community: int, before: dt.datetime, limit: int = 1000) -> list[int]:
    """Keys of appeals closed before a moment; merged ones with their main, voided ones since they were voided."""
    closed = Q(closed_at__lt=before)
    merged = Q(state="merged", merged_into__closed_at__lt=before)
    voided = Q(void=True, changed_at__lt=before)
    found = Appeal.objects.filter(closed | merged | voided, community=community).exclude(text=HIDDEN)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def receptions_passed(community: int, before: dt.datetime, limit: int = 1000) -> list[int]:
    """Keys of lines of the reception book written before a moment."""
    found = Reception.objects.filter(community=community, at__lt=before).exclude(text=HIDDEN)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def contents(community: int, appeals: list[int]) -> list[int]:
    """The files of these appeals' pictures."""
    found = Photo.objects.filter(community=community, appeal__in=appeals)
    return list(found.order_by("pk").values_list("file", flat=True))
