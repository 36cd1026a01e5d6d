"""What places say elsewhere: rows of the secretary's board, answers of the command box."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from linli.base.board import Hit, Row
from linli.base.clock import day_of
from linli.kernel import Actor, say
from linli.kernel.actor import SECRETARY
from linli.places.forms.words import OCCUPANCY, SCHEMES, USES, word
from linli.places.queries import areas, buildings, cells, rooms
from linli.places.queries.shapes import BuildingRef, RoomRef
from linli.places.rules import sight


def todo(actor: Actor, at: dt.datetime) -> list[Row]:
    """To the secretary: schemes in which units lie in no cell. At most 3 queries."""
    if actor.community is None or not actor.holds(SECRETARY):
        return []
    rows = []
    for scheme, (missing, total) in cells.gaps(actor.community, day_of(at)).items():
        if missing:
            url = reverse("places:scheme", args=[scheme])
            title = say(
                "{scheme}: {n} of {m} units lie in no cell", scheme=word(SCHEMES, scheme), n=missing, m=total
            )
            rows.append(Row("accept", None, str(title), verb=say("Divide"), url=f"{url}#missing", page=url))
    return rows


def find(actor: Actor, text: str, on: dt.date, limit: int) -> list[Hit]:
    """Rooms and buildings by address, name or pinyin; the community by any of its codes. At most 9 queries."""
    if not sight.may_read(actor):
        return []
    found = [_room(one) for one in rooms.search(actor, text, on, limit)]
    found += [_building(one) for one in buildings.found_by(actor, text, on, limit)]
    return [*found, *_community(actor, text, on)][:limit]


def _room(one: RoomRef) -> Hit:
    hint = f"{word(USES, one.use)} · {word(OCCUPANCY, one.occupancy)}"
    return Hit("places", one.door, hint, reverse("places:room", args=[one.id]))


def _building(one: BuildingRef) -> Hit:
    hint = str(say("{n} rooms", n=one.rooms))
    return Hit("places", one.title, hint, reverse("places:building", args=[one.id]))


def _community(actor: Actor, text: str, on: dt.date) -> list[Hit]:
    """The own community by a present or former code (12 digits) or its name."""
    typed = text.strip()
    if actor.community is None or len(typed) < 2:
        return []
    name = areas.name_of(actor.community, on)
    codes = [one.value for one in areas.codes_of(actor.community)] if len(typed) == 12 else []
    if typed not in codes and not name.startswith(typed):
        return []
    return [Hit("places", name, str(say("Facts of the community")), reverse("places:facts"))]
