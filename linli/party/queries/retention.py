"""What of the Party's ledger has passed its term of retention and still says who."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from ..models import Belonging, CheckIn, Fact, Member, Need

#: What stands where words stood.
HIDDEN = "已到期隐去"
#: So many of each in one run; the next night goes on.
LIMIT = 1000


def members_passed(community: int, before: dt.date) -> list[int]:
    """Members whose last branch membership ended by `before`; those taken out as entered by mistake, since then."""
    own = Belonging.objects.filter(member=OuterRef("pk"), void=False)
    later = own.filter(Q(end__isnull=True) | Q(end__gt=before))
    ended = Q(Exists(own), void=False) | Q(void=True, changed_at__date__lte=before)
    found = Member.objects.filter(~Exists(later), ended, community=community).exclude(name=HIDDEN)
    return list(found.order_by("pk").values_list("pk", flat=True)[:LIMIT])


def facts_passed(community: int, before: dt.date, members: list[int]) -> list[int]:
    """Dated facts that ended by `before`, that were never so, and all of these members."""
    over = Q(end__lte=before) | Q(void=True, changed_at__date__lte=before) | Q(member__in=members)
    return list(
        Fact.objects.filter(over, community=community).order_by("pk").values_list("pk", flat=True)[:LIMIT]
    )


def check_ins_passed(community: int, before: dt.date) -> list[int]:
    """Reports of units and on-job members that ended by `before`."""
    over = Q(end__lte=before) | Q(void=True, changed_at__date__lte=before)
    found = CheckIn.objects.filter(over, community=community).exclude(name=HIDDEN)
    return list(found.order_by("pk").values_list("pk", flat=True)[:LIMIT])


def needs_passed(community: int, before: dt.date) -> list[int]:
    """Lines of the need list that were met or dropped, asked for by `before`."""
    found = Need.objects.filter(Q(state="met") | Q(void=True), community=community, start__lte=before)
    return list(found.exclude(text=HIDDEN).order_by("pk").values_list("pk", flat=True)[:LIMIT])
