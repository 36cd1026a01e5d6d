"""What contact puts into the command box: areas with their first responsible, captains with their doors."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Q, Value

from linli.accounts import api as accounts
from linli.base.board import Hit
from linli.kernel import Actor
from linli.party import api as party

from ..models import Captain, Charge
from ..rules.charges import may_read
from .areas import on_day

AREA, CAPTAIN = "/contact/areas/{key}/", "/contact/captains/{key}/"


def find(actor: Actor, text: str, on: dt.date, limit: int) -> list[Hit]:
    """Areas by name or code, captains by name, place or home. One query, three more where an area is found."""
    typed = text.strip()[:60].replace("\0", "")
    if len(typed) < 2 or actor.community is None:
        return []
    named = Q(cell__name__contains=typed)
    areas = Charge.objects.filter(
        on_day(on),
        named | Q(cell__code__iexact=typed),
        community_id=actor.community,
        void=False,
        kind="first",
    )
    captains = Captain.objects.filter(
        on_day(on),
        named | Q(name__contains=typed) | Q(home__contains=typed),
        community_id=actor.community,
        void=False,
    )
    if not may_read(actor):
        areas = areas.none()
    if not accounts.may(actor, "contact.read"):
        captains = captains.none()
    both = areas.values_list(Value("area"), F("cell_id"), F("cell__name"), Value(""), F("member_id")).union(
        captains.values_list(Value("captain"), F("pk"), F("cell__name"), F("name"), Value(0)), all=True
    )
    found = [(str(row[0]), int(row[1]), str(row[2]), str(row[3] or row[4])) for row in both[:limit]]
    led = [int(member) for kind, _key, _place, member in found if kind == "area"]
    faces = party.faces(actor.community, led, on) if led else {}
    return [
        Hit("places", place, faces[int(who)].name if int(who) in faces else "", AREA.format(key=key))
        if kind == "area"
        else Hit("matters", who, place, CAPTAIN.format(key=key))
        for kind, key, place, who in found
    ]
