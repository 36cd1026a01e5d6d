"""Facilities: open one in a slot of the template or beside it, correct, close."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.places.models import Building, Facility
from linli.places.queries.facilities import slots
from linli.places.rules import days, sight
from linli.places.rules.words import optional, required

from .guard import demand_fresh, home, locked, writes

MAX_SERVICES = 20


@dataclass(frozen=True, slots=True)
class FacilityFacts:
    """What residents need to know of a facility: where, when, whom to call, for what."""

    name: str
    slot: str = ""
    kind: str = ""
    place: str = ""
    building: int | None = None
    hours: str = ""
    phone: str = ""
    keeper: str = ""
    services: str = ""

    def checked(self) -> dict[str, Any]:
        """The columns, cleaned. Raises Refused naming the field."""
        return {
            "name": required(self.name, "name"),
            "slot": self.slot,
            "kind": optional(self.kind, "kind", 40),
            "place": optional(self.place, "place", 120),
            "building_id": self.building,
            "hours": optional(self.hours, "hours", 120),
            "phone": optional(self.phone, "phone", 40),
            "keeper": optional(self.keeper, "keeper", 60),
            "services": self._services(),
        }

    def _services(self) -> list[str]:
        """Services are typed one per line or parted by commas."""
        named = [optional(one, "services", 40) for one in re.split(r"[\n,，、;；]+", self.services)]
        if len(named) > MAX_SERVICES:
            raise Refused(say("Name at most {n} services.", n=MAX_SERVICES), "services")
        return list(dict.fromkeys(one for one in named if one))


@writes
def open_facility(*, actor: Actor, facts: FacilityFacts, start: dt.date, at: dt.datetime) -> int:
    """A facility is open from `start` on; its id. At most one fills a slot on a day."""
    sight.may_edit(actor).demand()
    days.may_begin(start, day_of(at)).demand("start")
    values = facts.checked()
    _demand_known(actor, facts, start)
    one = Facility(community_id=home(actor))
    versions.save(one, actor=actor, at=at, start=start, **values)
    journal.write(actor, "open", "facility", key=one.pk, at=at)
    return one.pk


@writes
def correct_facility(
    *, actor: Actor, facility: int, facts: FacilityFacts, version: int | None = None, at: dt.datetime
) -> None:
    """Mend what was entered of a facility."""
    sight.may_edit(actor).demand()
    one: Facility = locked(Facility, actor, facility)
    values = facts.checked()
    demand_fresh(actor, "facility", one, version, values)
    _demand_known(actor, facts, one.start)
    versions.save(one, actor=actor, at=at, **values)
    journal.write(actor, "correct", "facility", key=one.pk, at=at)


@writes
def close_facility(
    *, actor: Actor, facility: int, end: dt.date, version: int | None = None, at: dt.datetime
) -> None:
    """The facility is open no longer from `end` on; its slot is free again."""
    sight.may_edit(actor).demand()
    one: Facility = locked(Facility, actor, facility)
    demand_fresh(actor, "facility", one, version, {"end": end})
    if one.end is not None:
        raise Refused(say("The facility is out of use since {end}.", end=one.end), "end")
    days.may_end(one.start, end, day_of(at)).demand("end")
    versions.save(one, actor=actor, at=at, end=end)
    journal.write(actor, "close", "facility", key=one.pk, at=at, end=str(end))


def _demand_known(actor: Actor, facts: FacilityFacts, on: dt.date) -> None:
    """The slot is one of the template's of that day, the building one of the community's."""
    if facts.slot and facts.slot not in {one.code for one in slots(home(actor), on)}:
        raise Refused(say("The template of that day has no such slot."), "slot")
    if facts.building is None:
        return
    if not Building.objects.filter(community=actor.community, pk=facts.building).exists():
        raise NotFound("building")
