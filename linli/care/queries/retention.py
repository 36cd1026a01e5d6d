"""What of care has passed its term of retention and still says who."""

from __future__ import annotations

import datetime as dt

from ..models import Application, Closing, Survey

#: So many of each in one run; the next night goes on.
LIMIT = 1000


def applications_passed(community: int, before: dt.date) -> list[int]:
    """Cases that ended by `before`; those taken out as entered by mistake are among them."""
    found = Application.objects.filter(community=community, ended_on__lte=before, hidden_on__isnull=True)
    return list(found.order_by("pk").values_list("pk", flat=True)[:LIMIT])


def surveys_passed(community: int, before: dt.date) -> list[int]:
    """Surveys of years that ended by `before`."""
    found = Survey.objects.filter(community=community, year__lt=before.year, hidden_on__isnull=True)
    return list(found.order_by("pk").values_list("pk", flat=True)[:LIMIT])


def closings_passed(community: int, before: dt.date) -> list[int]:
    """Prompts closed by `before`."""
    found = Closing.objects.filter(community=community, on__lte=before)
    return list(found.order_by("pk").values_list("pk", flat=True)[:LIMIT])
