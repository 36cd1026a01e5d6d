"""What places counts: facilities of the template, and the declared size of a community."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q

from linli.base.figures import AnyFigure, Declared, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, Period, say

from .models import AreaCode, AreaFact, Facility, Term
from .queries.days import holding
from .rules.facilities import TEMPLATE, template_slots

#: Name under which a community's declared size is kept among its facts.
SIZE = "area"


def _facilities(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    found = Facility.objects.filter(pk__in=pks).values_list("pk", "name", "place", "hours", "start")
    return {
        pk: Listed(pk, {"name": name, "place": place, "hours": hours, "start": start})
        for pk, name, place, hours, start in found
    }


OPEN = Listing(
    "",
    (("name", say("Facility")), ("place", say("Place")), ("hours", say("Hours")), ("start", say("Since"))),
    ("slot",), _facilities, lambda text: Q(name__contains=text.strip()[:60].replace("\0", "")),
)  # fmt: skip


def _size(communities: Sequence[int], period: Period) -> dict[int, tuple[str, str]]:
    """community → (square kilometres as stated, 约 …) on the period's last day."""
    rows = AreaFact.objects.filter(holding(period.last), area__in=communities, name=SIZE).order_by("start")
    return {area: (value, about) for area, value, about in rows.values_list("area_id", "value", "about")}


def _slots(communities: Sequence[int], period: Period) -> dict[int, tuple[str, str]]:
    """community → how many places the facility template in force has: the most specific one. 2 queries."""
    terms = dict(Term.objects.filter(holding(period.last), key=TEMPLATE).values_list("jurisdiction", "value"))
    sizes = {jurisdiction: len(template_slots(value)) for jurisdiction, value in terms.items()}
    codes = AreaCode.objects.filter(holding(period.last), area__in=communities).values_list("area_id", "code")
    borne = dict.fromkeys(communities, "") | dict(codes)
    found = {}
    for area, code in borne.items():
        above = [jurisdiction for jurisdiction in sizes if code.startswith(jurisdiction)]
        if above:
            found[area] = (str(sizes[max(above, key=len)]), "")
    return found


SPINES: list[Spine] = [
    Spine("facility", Facility.objects.all, key="pk", starts="start", ends="end", listing=OPEN)
]

FIGURES: list[AnyFigure] = [
    Figure("facilities", say("Facilities open"), say("places"), say("Facilities of the template in force that are open on the day."), "facility", condition=~Q(slot="")),
    Declared("facility_slots", say("Facilities in the template"), say("places"), say("How many facilities the template in force asks of a community."), _slots, by_hand=False),
    Ratio("facilities_filled", say("Facilities of the template"), say("Facilities that are open, of those that the template in force asks of a community."), "facilities", "facility_slots"),
    Declared("area", say("Area"), say("km²"), say("Size of the community as it was stated, with its qualifier; not measured."), _size),
]  # fmt: skip
