"""What phones without network ask and send, as JSON.

Two doors: with a session (the worker signed in) routes come and records go; with the phone's own token alone it asks
whether it is locked, so that a lost phone hears of it though nobody is signed in. The token opens nothing else.
"""

from __future__ import annotations

import datetime as dt
import functools
import gzip
import json
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from linli.accounts import api as accounts
from linli.base import boxes, clock, limits
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from .actions import devices, parcels, sync
from .queries import devices as phones
from .queries import pack as packs
from .queries.devices import DeviceRef
from .rules import devices as rules
from .rules import operations as read

View = Callable[..., HttpResponseBase]
#: The phone says who it is: community, key and token.
HEADER = "HTTP_X_LINLI_PHONE"
#: Contacts of one phone or address within ten minutes.
_CONTACTS, _TERM = 600, dt.timedelta(minutes=10)
#: To a phone that is not known here (any more): it erases what it holds.
_GONE = {"state": "unknown"}
_UNREADABLE = say("The phone sent something that cannot be read. Write it down anew at the desk.")


def _told(view: View) -> View:
    """A refusal is a sentence in JSON."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return JsonResponse({"why": str(refused), "field": refused.field or ""}, status=422)

    return answered


@never_cache
@accounts.needs("contact.devices")
@require_GET
def hello(request: HttpRequest) -> HttpResponseBase:
    """Who is signed in, and what forms of this session bear against forgery."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    names = {
        "user": actor.user_id,
        "name": actor.name,
        "community": actor.community,
        "csrf": get_token(request),
    }
    return JsonResponse({**names, "now": clock.now().isoformat()})


@never_cache
@accounts.needs("contact.devices")
@require_POST
@_told
def enrol(request: HttpRequest) -> HttpResponseBase:
    """Let this phone take routes along."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at = clock.now()
    made = devices.enrol(actor=actor, at=at, name=str(_body(request).get("name") or ""))
    held = packs.bounds(actor.community or 0, clock.day_of(at))
    return JsonResponse(
        {
            "key": str(made.key), "token": made.token, "community": actor.community, "user": actor.user_id, "name": actor.name,
            "seal": _seal(), "hours": held.hours, "now": at.isoformat(),
        }
    )  # fmt: skip


@never_cache
@accounts.needs("contact.devices")
@require_POST
@_told
def pack(request: HttpRequest) -> HttpResponseBase:
    """The worker's open routes, or what of them changed since the marks that the phone sends."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at, body = clock.now(), _body(request)
    device = _named(request, actor)
    if isinstance(device, HttpResponse):
        return device
    rules.may_send(actor, device.user).demand()
    if device.state != "active":
        return JsonResponse(_state(device))
    on = clock.day_of(at)
    bounds, marks = packs.bounds(device.community, on), body.get("marks")
    whole = not isinstance(marks, dict) or body.get("v") != packs.FORMAT
    found = packs.pack(actor, at=at, on=on, limits=bounds, marks=None if whole else marks)
    devices.seen(device=device, at=at, clock_off=_off(body))
    shown = [row[0] for row in found.rows]
    journal.read(actor, "household", shown, at=at, purpose="走访路线带到手机", shown="phone")
    return _packed({**found.as_sent(), **_state(device), "hours": bounds.hours, "now": at.isoformat()})


@never_cache
@accounts.needs("contact.devices")
@require_POST
@_told
def send(request: HttpRequest) -> HttpResponseBase:
    """Take over what was written without network; an answer for each record."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at, body = clock.now(), _body(request)
    device = _named(request, actor)
    if isinstance(device, HttpResponse):
        return device
    off, listed = _off(body), body.get("ops")
    operations = [_operation(one) for one in (listed if isinstance(listed, list) else [])]
    answers = sync.receive(actor=actor, at=at, device=device, operations=operations, clock_off=off)
    devices.seen(device=device, at=at, clock_off=off)
    return JsonResponse(
        {**_state(device), "off": off, "answers": [one.as_sent() for one in answers], "now": at.isoformat()}
    )


@never_cache
@accounts.needs("contact.devices")
@require_POST
@_told
def part(request: HttpRequest, photo: uuid.UUID, start: int) -> HttpResponseBase:
    """A part of a sealed photo; answers up to which byte it is here."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    device = _named(request, actor)
    if isinstance(device, HttpResponse):
        return device
    got = parcels.part(
        actor=actor, at=clock.now(), device=device, key=photo, start=start, content=_raw(request)
    )
    return JsonResponse({"got": got})


@never_cache
@csrf_exempt
@require_POST
@_told
def state(request: HttpRequest) -> HttpResponseBase:
    """Whether the phone is locked, by its own token; with {"wiped": true} it says that it erased what it held.

    A keyed hash is compared; a phone that is unknown hears so and erases too.
    """
    named = _header(request)
    at, body = clock.now(), _body(request)
    if not limits.take(
        "contact.phone", limits.source(request), limit=_CONTACTS, per=_TERM, at=clock.real_now()
    ):
        return JsonResponse({"why": str(say("Tried too often. Try again later."))}, status=429)
    if named is None:
        return JsonResponse(_GONE, status=404)
    community, key, token = named
    with community_scope(community):
        device = phones.named(community, key, token)
        if device is None:
            return JsonResponse(_GONE, status=404)
        devices.seen(device=device, at=at, clock_off=_off(body), wiped=bool(body.get("wiped")))
    return JsonResponse({**_state(device), "now": at.isoformat()})


def _named(request: HttpRequest, actor: Actor) -> DeviceRef | HttpResponse:
    named = _header(request)
    device = phones.named(*named) if named and named[0] == actor.community else None
    return device or JsonResponse(_GONE, status=404)


def _header(request: HttpRequest) -> tuple[int, uuid.UUID, str] | None:
    parts = request.META.get(HEADER, "").split(".")
    try:
        community, key = int(parts[0]), uuid.UUID(parts[1])
    except (ValueError, IndexError):
        return None
    return (community, key, parts[2]) if len(parts) == 3 and 0 < community < 2**31 else None


def _raw(request: HttpRequest) -> bytes:
    """What was sent. A form, which is read already when its token is looked for, is not what phones send."""
    try:
        return bytes(request.body)
    except RawPostDataException:
        raise Refused(_UNREADABLE) from None


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        held = json.loads(_raw(request) or b"{}")
    except ValueError:
        raise Refused(_UNREADABLE) from None
    return held if isinstance(held, dict) else {}


def _operation(one: Any) -> sync.Operation:
    """Moved to the clock of the demonstration where that runs. Raises Refused for what has no key: it could not be answered."""
    held = one if isinstance(one, dict) else {}
    box = held.get("box")
    return sync.Operation(
        read.key(held.get("key")), read.number(held, "serial") or 0, str(held.get("kind", "")),
        read.moment(held.get("at")) + dt.timedelta(seconds=clock.shift()), box if isinstance(box, dict) else {},
    )  # fmt: skip


def _off(body: dict[str, Any]) -> int:
    """Seconds by which the phone's clock is ahead of the real one."""
    return rules.off(read.moment(body["now"]), clock.real_now()) if body.get("now") else 0


def _state(device: DeviceRef) -> dict[str, Any]:
    return {"state": device.state, "seal": _seal()}


def _seal() -> dict[str, Any]:
    number, public = boxes.public_key()
    return {"k": number, "p": public}


def _packed(held: dict[str, Any]) -> HttpResponse:
    content = json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(gzip.compress(content, 6, mtime=0), content_type="application/json")
    response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    return response
