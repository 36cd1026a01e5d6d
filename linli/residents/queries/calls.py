"""Which number is dialled to reach a household, for those who go there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from linli.kernel import Actor

from ..models import Member
from . import sight


def numbers_to_call(actor: Actor, households: Iterable[int], *, on: dt.date) -> dict[int, str]:
    """Household → the head's number, else that of the eldest grown-up who has one. At most 3 queries.

    Whole numbers: for a task whose opening the caller writes into the log of reads.
    """
    seen = list(sight.households(actor, on).filter(pk__in=list(households)).values_list("pk", flat=True))
    grown_up = on.replace(year=on.year - 18, day=min(on.day, 28))
    rows = (
        Member.objects.filter(sight.on_day(on), community_id=actor.community, household__in=seen)
        .filter(Q(person__born__isnull=True) | Q(person__born__lte=grown_up), person__void=False)
        .exclude(person__phone="", person__phone2="")
        .order_by("household", "-head", "person__born", "pk")
        .values_list("household_id", "person__phone", "person__phone2")
    )  # fmt: skip
    found: dict[int, str] = {}
    for household, phone, second in rows:
        found.setdefault(household, phone or second)
    return found
