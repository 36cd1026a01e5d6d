"""What of bills and errands has passed its term of retention and still says who."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from ..models import Errand, ListLine, Mandate, Refusal, SealUse

#: What stands where words stood.
HIDDEN = "已到期隐去"
#: So many of each in one run; the next night goes on.
LIMIT = 1000


def mandates_passed(community: int, before: dt.date) -> list[int]:
    """Mandates that ended by a day and have no receipt after it."""
    rows = (
        Mandate.objects.filter(Q(end__lte=before), community=community)
        .exclude(name=HIDDEN)
        .exclude(receipts__on__gt=before)
    )
    return _keys(rows)


def errands_passed(community: int, before: dt.date) -> list[int]:
    """Errands handed over, or told to be impossible, by a day."""
    over = Q(state="handed", handed_on__lte=before) | Q(state="dropped", done_on__lte=before)
    return _keys(Errand.objects.filter(over, community=community).exclude(name=HIDDEN))


def refusals_passed(community: int, before: dt.date) -> list[int]:
    """Refusal slips given by a day."""
    return _keys(Refusal.objects.filter(community=community, on__lte=before).exclude(applicant=HIDDEN))


def seal_uses_passed(community: int, before: dt.date) -> list[int]:
    """Papers stamped by a day."""
    return _keys(SealUse.objects.filter(community=community, on__lte=before).exclude(applicant=HIDDEN))


def lines_passed(community: int, before: dt.date) -> list[int]:
    """Lines of utilities' lists read by a day that still hold an account number."""
    rows = ListLine.objects.filter(community=community, reconciliation__on__lte=before)
    return _keys(rows.filter(Q(number__isnull=False) | Q(digest__isnull=False)))


def _keys(rows: object) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:LIMIT])  # type: ignore[attr-defined]
