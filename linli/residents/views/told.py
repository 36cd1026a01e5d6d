"""What the register says at once while somebody is entered: who has this number, who lives behind this door."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from linli.accounts import api as accounts
from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, Refused
from linli.kernel.identity import read_number
from linli.kernel.text import without_controls
from linli.places import api as places
from linli.places.api import RoomRef

from .. import queries
from ..queries import HouseholdRow
from ..rules.ages import age_on
from .common import actor_of, sex_of

#: So many digits make a number worth judging.
_WHOLE = 15


@dataclass(frozen=True)
class Told:
    """One sentence under a field; `wrong` when it has to be mended, with a link where there is one."""

    words: str
    wrong: bool = False
    url: str = ""
    action: str = ""


@accounts.needs("residents.edit")
@require_POST
def told(request: HttpRequest) -> HttpResponse:
    """The sentences under the number and the door of the registration form, as a part.

    Posted, because an address is kept and logged, and a number must not be.
    """
    actor, at = actor_of(request), clock.now()
    on = clock.day_of(at)
    lines: list[Told] = []
    if typed := without_controls(request.POST.get("number", "")).strip()[:40]:
        lines = of_number(actor, typed, at)
    elif typed := without_controls(request.POST.get("door", "")).strip()[:100]:
        lines = of_door(actor, typed, on)
    return render(request, "residents/told.html", {"lines": lines})


def of_number(actor: Actor, typed: str, at: dt.datetime) -> list[Told]:
    """What a typed identity number means: wrong, known and living here, known from before, or new."""
    plain = "".join(one for one in typed if one.isalnum())
    if len(plain) < _WHOLE or (plain[0].isdigit() and len(plain) not in (15, 18)):
        return []
    on = clock.day_of(at)
    try:
        number = read_number(plain, on=on, allow_synthetic=settings.DEMO)
    except Refused as refused:
        return [Told(str(refused), wrong=True)]
    known = queries.search.find(actor, plain, on=on, limit=1)
    if not known:
        return [Told(_new(number.born, number.sex or "", on))]
    one = known[0]
    journal.read(actor, "person", [one.id], at=at, purpose="register")
    page = reverse("residents:person", args=[one.id])
    if one.state == "gone":
        return [Told(
            _("{name} was registered here before. The record goes on with a new residence.").format(name=one.name),
            url=f"{reverse('residents:register')}?person={one.id}", action=_("Register again"),
        )]  # fmt: skip
    words = _("{name} is registered at {door} already.").format(name=one.name, door=one.door or "—")
    return [Told(words, wrong=True, url=page, action=_("Open"))]


def of_door(actor: Actor, typed: str, on: dt.date) -> list[Told]:
    """The door that an address means, and who keeps house there."""
    found = places.find_room(actor, typed)
    if found is None:
        near = places.search_rooms(actor, typed, 5)
        if not near:
            return [Told(_("No such door. Write it such as 3-2-501 or 3栋2单元501."), wrong=True)]
        doors = _(", ").join(one.door for one in near)
        return [
            Told(_("Several doors fit: {doors}. Write the whole address.").format(doors=doors), wrong=True)
        ]
    return [Told(_behind(found, queries.households.at_room(actor, found.id, on=on)))]


def _behind(room: RoomRef, homes: list[HouseholdRow]) -> str:
    """快活新居3栋2单元1701：现有 3 人，户主白斌东。"""
    if not homes:
        return _("{door}: nobody is registered here. The first one becomes the head.").format(door=room.door)
    people = sum(one.members for one in homes)
    heads = _(", ").join(one.head_name for one in homes if one.head_name)
    text = ngettext("{door}: {n} person registered", "{door}: {n} people registered", people)
    head = _(", head {name}").format(name=heads) if heads else ""
    more = _(" Choose “head” for a household of its own.")
    return _("{sentence}.").format(sentence=text.format(door=room.door, n=people) + head) + more


def _new(born: dt.date | None, sex: str, on: dt.date) -> str:
    """39 岁，男，1979-01-01 出生，还没有登记过。"""
    if born is None:
        return _("Not registered here yet.")
    return _("{sex}, born {born}, {age} years, not registered here yet.").format(
        sex=sex_of(sex), born=born.isoformat(), age=age_on(born, on)
    )
