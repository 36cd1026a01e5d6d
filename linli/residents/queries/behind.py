"""Who stands behind a door (slot `door`), and behind doors that are to be taken out of use (slot `occupied`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q

from linli.base.board import Held, Hit
from linli.kernel import Actor, by_count, say
from linli.places import api as places

from ..models import Residence
from ..rules import codes
from ..rules import sight as who
from . import addresses, doors, residences
from .shapes import PersonRow


def occupied(actor: Actor, rooms: Sequence[int], name: str, on: dt.date) -> list[Held]:
    """How many people are registered behind these rooms on a day or later, and the list that finds them."""
    later = Q(end__isnull=True) | Q(end__gt=on)
    held = Residence.objects.filter(later, community_id=actor.community, void=False, room__in=list(rooms))
    count = held.values("person").distinct().count()
    if not count:
        return []
    where = {"q": name} if len(rooms) == 1 else {"building": places.room(actor, rooms[0]).building_id}
    words = say("{n} people are registered at {door}", n=count, door=name)
    return [Held(count, words, f"{addresses.LIST}?{urlencode(where)}")]


@dataclass(frozen=True, slots=True)
class Behind:
    """What an actor reads of the people behind a door, and whose records were read for it."""

    hits: list[Hit]
    people: list[int]


def door(actor: Actor, room: int, on: dt.date) -> Behind:
    """Name, age and relation for those whose register it is; to captains and messengers of these cells, how
    to address them; to everybody else nothing. At most 4 queries."""
    if who.sees_register(actor):
        found = residences.people_at(actor, room, on=on)
        hits = [Hit("people", one.name, _hint(one), addresses.person(one.id)) for one in found]
        return Behind(hits, [one.id for one in found])
    called = doors.called_at(actor, room, on=on)
    return Behind([Hit("people", one, "", "") for one in called], [])


def _hint(one: PersonRow) -> str:
    years = str(by_count(one.age, say("1 year"), say("{n} years", n=one.age))) if one.age is not None else ""
    parts = (
        years,
        codes.word(codes.RELATIONS, one.relation) if one.relation else "",
        codes.word(codes.KINDS, one.kind) if one.kind else "",
    )
    return " · ".join(part for part in parts if part)
