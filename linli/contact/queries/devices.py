"""Phones as their owners and the office see them; one phone by what it answers with."""

from __future__ import annotations

import datetime as dt
import hmac
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q

from linli.accounts import api as accounts
from linli.base import keys
from linli.kernel import Actor, NotFound

from ..models import Device
from ..rules.devices import may_lock

PURPOSE = "contact.device"


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One phone of the list; `mine` when it is the reader's, `may_lock` when the reader may lock or release it."""

    id: int
    name: str
    owner: str
    mine: bool
    state: str
    start: dt.datetime
    seen_at: dt.datetime
    locked_at: dt.datetime | None
    wiped_at: dt.datetime | None
    clock_off: int
    sent: int
    may_lock: bool
    version: int


@dataclass(frozen=True, slots=True)
class DeviceRef:
    """A phone that named itself rightly."""

    id: int
    key: uuid.UUID
    community: int
    user: int
    state: str
    name: str
    locked_at: dt.datetime | None
    start: dt.datetime


def devices(actor: Actor) -> list[DeviceRow]:
    """Every phone of the community for those who may lock them, one's own for others; in use first. 2 queries."""
    found = Device.objects.filter(community_id=actor.community or 0)
    held = list(
        found.annotate(n=Count("sent", filter=~Q(sent__kind="photo"))).order_by("state", "-seen_at", "id")
    )
    held = [one for one in held if may_lock(actor, one.user)]
    names = accounts.names({one.user for one in held})
    return [_row(actor, one, names) for one in held]


def device(actor: Actor, key: int) -> DeviceRow:
    """One phone that the actor may lock. Raises NotFound."""
    found = next((one for one in devices(actor) if one.id == key), None)
    if found is None:
        raise NotFound("device")
    return found


def named(community: int, key: uuid.UUID, token: str) -> DeviceRef | None:
    """The phone of a key that knows its token; None for every other. One exact query inside the community's scope."""
    one = Device.objects.filter(community_id=community, key=key).first()
    if one is None or not hmac.compare_digest(bytes(one.token), digest(token)):
        return None
    return DeviceRef(
        one.pk, one.key, one.community_id, one.user, one.state, one.name, one.locked_at, one.start
    )


def digest(token: str) -> bytes:
    """What is kept of a phone's token."""
    return keys.digest(token, PURPOSE)


def _row(actor: Actor, one: Device, names: dict[int, str]) -> DeviceRow:
    return DeviceRow(
        one.pk, one.name, names.get(one.user, ""), one.user == actor.user_id, one.state, one.start, one.seen_at,
        one.locked_at, one.wiped_at, one.clock_off, one.n, bool(may_lock(actor, one.user)), one.version,  # type: ignore[attr-defined]
    )  # fmt: skip
