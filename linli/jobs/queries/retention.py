"""What of the employment ledger has passed its term of retention and still says what was said."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from ..models import Export, Hardship, Help, Placement, Referral, Seeker, Vacancy

#: What stands where words stood.
HIDDEN = "已到期隐去"
#: So many of each in one run; the next night goes on.
LIMIT = 1000


def seekers_passed(community: int, before: dt.date) -> list[int]:
    """Registrations that ended by `before` and still have words of their own, a hardship, help or a referral with words."""
    of = {"seeker": OuterRef("pk")}
    said = (
        ~Q(number="") | ~Q(skills="") | ~Q(place="") | Q(pay__isnull=False) | Q(Exists(Hardship.objects.filter(**of)))
        | Q(Exists(Help.objects.filter(**of).exclude(text=HIDDEN))) | Q(Exists(Referral.objects.filter(~Q(by="") | ~Q(note=""), **of)))
    )  # fmt: skip
    over = Q(end__lte=before) | Q(void=True, changed_at__date__lte=before)
    return _keys(Seeker.objects.filter(over & said, community=community))


def placements_passed(community: int, before: dt.date) -> list[int]:
    """Employments that ended by `before` and still bear a unit."""
    over = Q(end__lte=before) | Q(void=True, changed_at__date__lte=before)
    return _keys(Placement.objects.filter(over, community=community).exclude(unit=HIDDEN))


def vacancies_passed(community: int, before: dt.date) -> list[int]:
    """Posts that closed by `before` and still name a contact."""
    said = ~Q(contact="") | ~Q(phone="")
    return _keys(Vacancy.objects.filter(said, community=community, end__lte=before))


def exports_passed(community: int, before: dt.date) -> list[int]:
    """Lists of the department that were compared by `before` and still say what stood in them."""
    return _keys(
        Export.objects.filter(community=community, on__lte=before, matches__said__isnull=False).distinct()
    )


def _keys(rows: object) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:LIMIT])  # type: ignore[attr-defined]
