"""Phones: enrolled by their worker, locked from afar, released; what is known of them at each contact."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass

from django.db import transaction

from linli.accounts import api as accounts
from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Device
from ..queries.devices import DeviceRef, digest
from ..rules.devices import MOST_PHONES, may_lock
from .parts import home, locked, stamp

POWER = "contact.devices"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A phone that may take routes along; its token is known here and on the phone only."""

    id: int
    key: uuid.UUID
    token: str


@transaction.atomic
def enrol(*, actor: Actor, at: dt.datetime, name: str) -> Enrolled:
    """Let the worker's phone take routes along. Raises Refused without a name or with too many phones."""
    row = stamp(actor, at, POWER)
    plain = " ".join(name.split())[:60]
    if not plain:
        raise Refused(say("Give the phone a name, so that the right one is locked when it is lost."), "name")
    accounts.may(actor, "contact.visit").demand()
    used = Device.objects.filter(
        community_id=row["community_id"], user=actor.user_id or 0, state="active"
    ).count()
    if used >= MOST_PHONES:
        raise Refused(say("You use {n} phones already. Release one that is no longer used.", n=used), "name")
    token, key = secrets.token_urlsafe(32), uuid.uuid4()
    made = Device.objects.create(
        **row, user=actor.user_id or 0, key=key, token=digest(token), name=plain, start=at, seen_at=at
    )
    journal.write(actor, "enrol", "device", key=made.pk, at=at)
    return Enrolled(made.pk, key, token)


@transaction.atomic
def lock(*, actor: Actor, at: dt.datetime, device: int, version: int | None = None) -> None:
    """The phone erases what it holds at its next contact. Raises Refused when it is none in use."""
    held = _held(actor, device, version)
    if held.state != "active":
        raise Refused(say("Only a phone in use can be locked."))
    versions.save(held, actor=actor, at=at, state="locked", locked_at=at)
    journal.write(actor, "lock", "device", key=device, at=at)


@transaction.atomic
def release(*, actor: Actor, at: dt.datetime, device: int, version: int | None = None) -> None:
    """The phone is no longer used for this; what it still holds is erased at its next contact."""
    held = _held(actor, device, version)
    if held.state == "released":
        raise Refused(say("The phone is released already."))
    versions.save(held, actor=actor, at=at, state="released", locked_at=held.locked_at or at)
    journal.write(actor, "release", "device", key=device, at=at)


@transaction.atomic
def seen(*, device: DeviceRef, at: dt.datetime, clock_off: int, wiped: bool = False) -> None:
    """Note a contact; with `wiped` the phone said that it erased what it held (a line of the journal).

    Contacts themselves are no deeds of a person: no line, and only the last one is kept.
    """
    values = {"seen_at": at, "clock_off": clock_off}
    found = Device.objects.filter(community_id=device.community, pk=device.id)
    if wiped and found.filter(wiped_at__isnull=True).update(wiped_at=at):
        system = Actor.system("the phone said that it erased itself", device.community)
        journal.write(system, "wipe", "device", key=device.id, at=at)
    found.update(**values)


def _held(actor: Actor, key: int, version: int | None) -> Device:
    """A phone that the actor may lock. NotFound for those of others."""
    community = home(actor, POWER)
    held: Device = locked(Device.objects.filter(community_id=community), key, "device", version)
    if not may_lock(actor, held.user):
        raise NotFound("device")
    return held
