"""What can be counted of places: facilities in the slots of the template, and what was declared of an area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from linli.base.figures import STOCK, Declared, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, Period, say

from .models import Building, Facility, Room
from .queries import declarations
from .queries.days import holding


def _facilities() -> QuerySet[Any]:
    return Facility.objects.all()


def _buildings() -> QuerySet[Any]:
    return Building.objects.all()


def _with_homes(day: dt.date) -> Q:
    """Buildings with a room that is used as a home on a day."""
    return Q(pk__in=Room.objects.filter(holding(day), use="home").values("unit__building"))


def _rooms() -> QuerySet[Any]:
    return Room.objects.all()


def _show_facilities(actor: Actor, keys: Sequence[int], day: Any) -> Mapping[int, Listed]:
    rows = Facility.objects.filter(community=actor.community, pk__in=keys)
    return {
        one.pk: Listed(one.pk, {"name": one.name, "place": one.place, "hours": one.hours}) for one in rows
    }


def _show_buildings(actor: Actor, keys: Sequence[int], day: Any) -> Mapping[int, Listed]:
    rows = Building.objects.filter(community=actor.community, pk__in=keys)
    return {
        one.pk: Listed(
            one.pk, {"name": one.compound + one.name, "address": one.address}, f"/places/buildings/{one.pk}/"
        )
        for one in rows
    }


def _show_rooms(actor: Actor, keys: Sequence[int], day: Any) -> Mapping[int, Listed]:
    rows = Room.objects.filter(community=actor.community, pk__in=keys)
    return {one.pk: Listed(one.pk, {"door": one.door}, f"/places/rooms/{one.pk}/") for one in rows}


FACILITY = Spine(
    "facility", _facilities, "id", "start", "end",
    listing=Listing(
        "", (("name", say("Facility")), ("place", say("Where"))), ("slot", "name"), _show_facilities,
    ),
)  # fmt: skip
BUILDING = Spine(
    "building", _buildings, "id", "start", "end",
    listing=Listing("", (("name", say("Building")), ("address", say("Address"))), ("name_sort",), _show_buildings),
)  # fmt: skip
ROOM = Spine(
    "room", _rooms, "id", "start", "end", unit="unit",
    listing=Listing("", (("door", say("Room")),), ("unit__building__name_sort", "unit__number", "floor", "number"), _show_rooms),
)  # fmt: skip


def _slots(communities: Iterable[int], period: Period) -> dict[int, tuple[str, str]]:
    """community → slots of the facility template on the period's last day."""
    counts = declarations.slot_counts(communities, period.last)
    return {area: (str(count), "") for area, count in counts.items()}


def _areas(communities: Iterable[int], period: Period) -> Mapping[int, tuple[str, str]]:
    """community → (square kilometres as stated, 约 …) on the period's last day."""
    return declarations.stated(communities, "area", period.last)


SPINES = [FACILITY, BUILDING, ROOM]
FIGURES = [
    Figure("buildings", say("Buildings"), say("buildings"), say("Buildings that stand on the day."), "building"),
    Figure("home_buildings", say("Buildings with homes"), say("buildings"), say("Buildings that stand on the day and have homes, lived in or not."), "building", condition=_with_homes),
    Figure("rooms", say("Rooms"), say("rooms"), say("Rooms of every use on the day."), "room"),
    Figure("homes", say("Homes"), say("homes"), say("Rooms used as homes on the day, lived in or not."), "room", condition=Q(use="home")),
    Figure(
        "facilities_in_slots", say("Facilities of the standard"), say("places"),
        say("Slots of the facility standard that an open facility fills on the day."),
        "facility", STOCK, ~Q(slot=""), distinct="slot",
    ),
    Declared(
        "facility_slots", say("Facilities that the standard asks for"), say("places"),
        say("Slots that the facility standard of the day has."), _slots, by_hand=False,
    ),
    Ratio(
        "facilities_filled", say("Facilities of the standard in place"),
        say("Filled slots of the facility standard out of all its slots."), "facilities_in_slots", "facility_slots",
    ),
    Declared("area", say("Land area"), say("km²"), say("The area that the community states, not measured."), _areas),
]  # fmt: skip
