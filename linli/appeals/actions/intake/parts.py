"""Who asks and where, as rows keep them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from linli.kernel import Actor, NotFound
from linli.places import api as places
from linli.residents import api as residents

from ...models import Reporter
from ...rules.intake import PLACE_MOST, PlaceParts, ReporterParts


def where_of(actor: Actor, place: PlaceParts, day: dt.date) -> dict[str, Any]:
    """Columns of a place; a door gives its building and unit, and its name where no words were typed.

    Raises NotFound for a door or building that the actor may not see.
    """
    text, unit, building = place.text, None, place.building
    if place.room is not None:
        room = places.room(actor, place.room, day)
        text, unit, building = text or room.door, room.unit_id, room.building_id
    elif building is not None:
        title, unit = places.entrance(actor, building, day)
        text = text or title
    return {
        "room_id": place.room, "building_id": building, "unit_id": unit, "place": text[:PLACE_MOST],
        "longitude": place.longitude, "latitude": place.latitude,
    }  # fmt: skip


def reporter_row(
    actor: Actor, who: ReporterParts | None, naming: str, day: dt.date, *, held: Reporter | None = None
) -> Reporter | None:
    """The row of who asks, not saved: none for an anonymous appeal, sealed for a confidential one.

    held  the row to fill instead of a new one
    Raises NotFound for a person whom the actor may not see.
    """
    if who is None:
        return None
    row = Reporter() if held is None else held
    if actor.community is None:
        raise NotFound("community")
    row.community_id = actor.community
    if naming == "confidential":
        # the person is not even looked up: nothing but the seal knows who it is
        named = {"name": who.name, "phone": who.phone, "relation": who.relation, "other": who.for_other}
        row.sealed = json.dumps({key: value for key, value in named.items() if value}, ensure_ascii=False)
        row.name = row.phone = row.for_other = row.relation = ""
        row.person_id = row.household_id = None
        return row
    name, household = who.name, who.household
    if who.person is not None:
        known = residents.households_of(actor, [who.person], on=day)
        if who.person not in known:
            raise NotFound("person")
        name, household = name or known[who.person][0], household or known[who.person][1]
    row.name, row.phone, row.for_other, row.relation = name, who.phone, who.for_other, who.relation
    row.person_id, row.household_id, row.sealed = who.person, household, None
    return row
