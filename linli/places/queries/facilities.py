"""Facilities of a community beside the template of the day."""

from __future__ import annotations

import datetime as dt

from django.db.models import F

from linli.kernel import Actor, NotFound
from linli.places.models import Facility
from linli.places.rules.facilities import TEMPLATE, template_name, template_slots

from .days import holding
from .shapes import FacilityRef, Slot
from .terms import NoTerm, term


def slots(community: int, on: dt.date) -> list[Slot]:
    """The template's slots in its order, each with the facility that fills it on `on`. 3 queries.

    Empty where no jurisdiction has a template on that day.
    """
    try:
        template = term(TEMPLATE, community, on)
    except NoTerm:
        return []
    filled = {one.slot: one for one in open_on(community, on) if one.slot}
    return [
        Slot(one.code, one.name, filled.get(one.code), one.confirmed)
        for one in template_slots(template.value)
    ]


def name_of_template(community: int, on: dt.date) -> tuple[str, str]:
    """The template's name and legal basis, or two empty texts. 2 queries."""
    try:
        found = term(TEMPLATE, community, on)
    except NoTerm:
        return "", ""
    return template_name(found.value), found.legal_basis


def open_on(community: int, on: dt.date) -> list[FacilityRef]:
    """Every facility open on `on`, in slots or beside them. 1 query."""
    rows = Facility.objects.filter(holding(on), community=community).order_by("slot", "name", "pk")
    return [plain(one) for one in rows]


def closed_before(community: int, on: dt.date) -> list[FacilityRef]:
    """Facilities that were closed, latest first. 1 query."""
    rows = Facility.objects.filter(community=community, end__lte=on).order_by(F("end").desc(), "name")
    return [plain(one) for one in rows]


def facility(actor: Actor, key: int) -> Facility:
    """One facility of the actor's community. Raises NotFound. 1 query."""
    found = Facility.objects.filter(community=actor.community, pk=key).first()
    if found is None:
        raise NotFound("facility")
    return found


def plain(one: Facility) -> FacilityRef:
    """A facility as a plain value."""
    return FacilityRef(
        one.pk, one.slot, one.kind, one.name, one.place, one.building_id, one.hours, one.phone, one.keeper,
        list(one.services), one.start, one.end, one.version,
    )  # fmt: skip
