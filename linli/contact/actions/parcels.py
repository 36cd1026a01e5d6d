"""Photos that arrive in parts: a line that breaks costs one part, not the whole photo."""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from linli.base import boxes, keys
from linli.kernel import Actor, Refused, say

from ..models import Chunk, Device
from ..queries.devices import DeviceRef
from ..rules import devices as rules
from . import visits
from .parts import home


@transaction.atomic
def part(
    *, actor: Actor, at: dt.datetime, device: DeviceRef, key: uuid.UUID, start: int, content: bytes
) -> int:
    """Keep a part of a sealed photo that begins at byte `start`; up to which byte the photo is here now.

    A part that is here already, or that leaves a gap, is not taken: the answer says where to go on.
    Raises Refused when the phone is somebody else's or the photo is too large.
    """
    community = home(actor, "contact.devices")
    rules.may_send(actor, device.user).demand()
    Device.objects.select_for_update().get(community_id=community, pk=device.id)
    got = _got(device, key)
    if start != got or not content:
        return got
    if len(content) > rules.PART or got + len(content) > rules.PHOTO:
        raise Refused(say("The photo is too large. Take it anew with fewer details."))
    Chunk.objects.create(
        community_id=community, device_id=device.id, key=key, start=start, size=len(content), content=content,
        came_at=at,
    )  # fmt: skip
    return got + len(content)


def photo(
    actor: Actor, at: dt.datetime, device: DeviceRef, key: uuid.UUID, held: Mapping[str, Any],
    visit: tuple[int | None, bool],
) -> tuple[str, dict[str, Any]]:  # fmt: skip
    """Add the whole photo to its visit: (state, facts). Waits for its visit and for its missing parts.

    held   {"visit": key, "size": bytes, "k", "e", "i": the box without its content}
    Raises Refused for what is no picture, is damaged, or has no visit.
    """
    number, came = visit
    if not came:
        return "wait", {"why": str(say("Its visit has not come yet."))}
    if number is None:
        raise Refused(say("The visit of this photo was not taken over."))
    got, size = _got(device, key), held.get("size")
    if not isinstance(size, int) or got < size:
        return "wait", {"got": got}
    rows = Chunk.objects.filter(community_id=device.community, device=device.id, key=key).order_by("start")
    sealed = b"".join(bytes(one) for one in rows.values_list("content", flat=True))
    box = {name: held.get(name) for name in ("k", "e", "i")} | {"c": base64.b64encode(sealed).decode()}
    try:
        content = boxes.open_box(box, f"{device.key}:{key}")
    except keys.KeysMissing:
        return "wait", {"why": str(say("The key that opens it is not on the server."))}
    except boxes.NotOpened:
        raise Refused(say("The photo arrived damaged.")) from None
    made = visits.picture(actor=actor, at=at, visit=number, content=content, name="photo.jpg")
    rows.delete()
    return "kept", {"file": made}


def _got(device: DeviceRef, key: uuid.UUID) -> int:
    """Bytes of a photo that are here without a gap."""
    got = 0
    rows = Chunk.objects.filter(community_id=device.community, device=device.id, key=key).order_by("start")
    for start, size in rows.values_list("start", "size"):
        if start != got:
            break
        got += size
    return got
