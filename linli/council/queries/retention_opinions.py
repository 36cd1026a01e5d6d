"""What of opinions has passed its term of retention and still says who."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from linli.places import api as places

from ..models import Backing, Opinion, Sheet, Support
from ..rules.opinion_retention import TERM, passed_before

#: What stands where words stood.
HIDDEN = "已到期隐去"
#: Years where no term says so; so many of each in one run, the next night goes on.
YEARS, LIMIT = 5, 1000


def passed(community: int, on: dt.date) -> dict[str, list[int]]:
    """Table → keys whose day lies before the term."""
    before = passed_before(on, _years(community, on))
    said = Q(person__isnull=False) | ~Q(author="") | Q(phone__isnull=False) | Q(mark__isnull=False)
    rows = {
        "council_opinion": Opinion.objects.filter(said, community_id=community, on__lt=before),
        "council_sheet": Sheet.objects.filter(community_id=community, issued__lt=before).exclude(door=HIDDEN),
        "council_support": Support.objects.filter(community_id=community, on__lt=before).exclude(name=HIDDEN),
        "council_backing": Backing.objects.filter(community_id=community, on__lt=before).exclude(name=HIDDEN),
    }
    return {
        table: list(held.order_by("pk").values_list("pk", flat=True)[:LIMIT]) for table, held in rows.items()
    }


def _years(community: int, on: dt.date) -> int:
    try:
        return int(places.term(TERM, community, on).value)
    except LookupError:
        return YEARS
