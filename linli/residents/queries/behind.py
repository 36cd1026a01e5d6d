"""Who stands behind doors that are to be taken out of use (slot `occupied`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlencode

from django.db.models import Q

from linli.base.board import Held
from linli.kernel import Actor, say
from linli.places import api as places

from ..models import Residence
from . import addresses


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
