"""What is found while an appeal is typed: people, places, and appeals that may be the same."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.accounts import api as accounts
from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor
from linli.kernel.text import without_controls
from linli.places import api as places
from linli.residents import api as residents

from ..queries import duplicates
from ..rules import codes
from . import words
from .common import whole

_MOST = 5


@dataclass(frozen=True)
class Person:
    """Somebody of the register who may be meant; `fill` is put into the form when chosen."""

    id: int
    name: str
    words: str
    fill: str


@dataclass(frozen=True)
class Where:
    """A door or building that may be meant."""

    value: str
    words: str
    fill: str
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Same:
    """An appeal that may be the same."""

    id: int
    number: str
    title: str
    why: str
    state: str
    at: dt.datetime
    url: str


def typed(post: Mapping[str, str], name: str, most: int = 120) -> str:
    """One field as typed so far."""
    return without_controls(str(post.get(name, ""))).strip()[:most]


def people(actor: Actor, post: Mapping[str, str], at: dt.datetime) -> list[Person]:
    """Those whom the name, the phone or the door may mean; only for who may read the register."""
    if not accounts.may(actor, "residents.read"):
        return []
    on = clock.day_of(at)
    text = typed(post, "phone", 20) if len(typed(post, "phone", 20)) >= 11 else typed(post, "name", 60)
    if len(text) < 2 or whole(post.get("person")):
        return []
    found = [one for one in residents.find(actor, text, on=on, limit=_MOST) if one.state != "gone"]
    journal.read(actor, "person", [one.id for one in found], at=at, purpose="register")
    return [
        Person(
            one.id, one.name, " · ".join(part for part in (one.door, _("{n} years").format(n=one.age) if one.age is not None else "") if part),
            json.dumps({"person": one.id, "name": one.name, **({"place": one.door} if not typed(post, "place") else {})}, ensure_ascii=False),
        )
        for one in found
    ]  # fmt: skip


def rooms(actor: Actor, post: Mapping[str, str], at: dt.datetime) -> list[Where]:
    """Doors and buildings that fit the typed place."""
    text, on = typed(post, "place"), clock.day_of(at)
    if len(text) < 2 or actor.community is None:
        return []
    exact = places.find_room(actor, text, on)
    found = [exact] if exact else places.search_rooms(actor, text, _MOST, on)
    chosen = whole(post.get("room"))
    doors = [
        Where(f"room{one.id}", one.door, json.dumps({"room": one.id, "building": one.building_id, "place": one.door}, ensure_ascii=False), "", one.id == chosen)
        for one in found
    ]  # fmt: skip
    return doors + ([] if exact else _buildings(actor, text, on, whole(post.get("building"))))


def _buildings(actor: Actor, text: str, on: dt.date, chosen: int | None) -> list[Where]:
    plain = text.replace(" ", "")
    return [
        Where(f"building{one.id}", f"{one.compound}{one.name}", json.dumps({"building": one.id, "room": ""}), _("whole building"), one.id == chosen)
        for one in places.buildings(actor, on)
        if one.name and (plain in f"{one.compound}{one.name}" or f"{one.compound}{one.name}" in plain)
    ][:_MOST]  # fmt: skip


def note(post: Mapping[str, str], found: list[Where]) -> str:
    """What a place without a door means: it stays in words."""
    return (
        _("No door of that name: the place is kept in these words.")
        if typed(post, "place") and not found
        else ""
    )


def likely(actor: Actor, post: Mapping[str, str], at: dt.datetime) -> list[Same]:
    """Appeals of the last weeks with the same phone, household, place or words."""
    found = duplicates.likely(
        actor, phone=typed(post, "phone", 20), household=whole(post.get("household")), building=whole(post.get("building")),
        room=whole(post.get("room")), text=typed(post, "text", 400), at=at, limit=_MOST,
    )  # fmt: skip
    return [
        Same(
            one.id, one.number, words.short(one.title), str(one.why), codes.word(codes.STATES, one.state), one.received_at,
            reverse("appeals:appeal", args=[one.id]),
        )
        for one in found
    ]  # fmt: skip
