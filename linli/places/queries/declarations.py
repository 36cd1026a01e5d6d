"""Declared facts and template sizes of many communities at once, for the figure engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from linli.places.models import AreaFact
from linli.places.rules.facilities import TEMPLATE, template_slots

from .areas import codes_on
from .days import holding
from .terms import NoTerm, all_of_key, most_specific


def stated(communities: Iterable[int], name: str, on: dt.date) -> dict[int, tuple[str, str]]:
    """community → (text, 约/近/余) of a declared fact on `on`; absent where nobody stated one. 1 query."""
    rows = AreaFact.objects.filter(holding(on), area__in=list(communities), name=name).order_by("start")
    return {area: (value, about) for area, value, about in rows.values_list("area_id", "value", "about")}


def slot_counts(communities: Iterable[int], on: dt.date) -> dict[int, int]:
    """community → slots of its facility template on `on`; absent where it has none. 2 queries."""
    codes = codes_on(communities, on)
    terms = all_of_key(TEMPLATE, on)
    found = {}
    for area, code in codes.items():
        try:
            found[area] = len(template_slots(most_specific(terms, code).value))
        except NoTerm:
            continue
    return found
