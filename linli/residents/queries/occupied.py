"""Occupied households: kept on a day behind a door where somebody lives. The denominator of every coverage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from ..models import Household, Residence
from ..rules import codes
from .sight import on_day


def lived_in(on: dt.date) -> Q:
    """Households behind whose door somebody lives on a day, for conditions over households."""
    living = Residence.objects.filter(on_day(on), kind__in=codes.LIVING, room__isnull=False)
    return Q(room__in=living.values("room_id"))


def occupied(community: int, on: dt.date) -> QuerySet[Household]:
    """The occupied households of a day, as rows to count and to join; needs the scope."""
    return Household.objects.filter(on_day(on), lived_in(on), community_id=community)


def doors_of_households(community: int, ids: Iterable[int]) -> dict[int, str]:
    """Household → its door, of those of a community that are not void. One query; needs the scope."""
    rows = Household.objects.filter(community_id=community, void=False, pk__in=list(ids))
    return dict(rows.values_list("pk", "room__door"))
