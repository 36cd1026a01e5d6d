"""Reasons of absence and recusal that have passed their term."""

from __future__ import annotations

import datetime as dt

from linli.places import api as places

from ..models import Attendance, Recusal
from ..rules.retention import TERM, YEARS

#: What stands where words stood.
HIDDEN = "已到期隐去"
#: So many of each in one run; the next night goes on.
LIMIT = 1000


def years(community: int, on: dt.date) -> int:
    """How many years reasons are kept."""
    try:
        return int(places.term(TERM, community, on).value)
    except LookupError:
        return YEARS


def absences_passed(community: int, before: dt.date) -> list[int]:
    """Absences with a reason at meetings before this day."""
    rows = Attendance.objects.filter(community=community, meeting__on__lt=before).exclude(
        reason__in=("", HIDDEN)
    )
    return list(rows.order_by("pk").values_list("pk", flat=True)[:LIMIT])


def recusals_passed(community: int, before: dt.date) -> list[int]:
    """Recusals at meetings before this day."""
    rows = Recusal.objects.filter(community=community, motion__meeting__on__lt=before).exclude(reason=HIDDEN)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:LIMIT])
