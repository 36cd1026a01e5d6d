"""A request that is sent in becomes an appeal, in one transaction with its pictures; nothing of it is fetched.

Who asks is kept as far as the answer needs it: name and phone. E-mail, device and account of the other program are
not kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.base import limits
from linli.kernel import Actor
from linli.kernel.actor import SECRETARY
from linli.places import api as places
from linli.places.api import Place

from ...actions import keys
from ...queries.clients import Caller, caller
from ...rules.keys import APPEALS_AN_HOUR, TOKEN_MOST, WRONG_KEYS
from . import services
from .asking import Fields
from .faults import Fault

_WRONG, _SENT = "open311 key", "open311 sent"
_URL_MOST = 400


class Upload(Protocol):
    """A file that came with a form."""

    name: str | None

    def read(self) -> bytes:
        """All of it."""


def caller_of(place: Place, fields: Fields, source: str, at: dt.datetime) -> Caller:
    """Who sends, by api_key. Raises Fault: 403 for a missing or wrong one, 429 for who guesses or sends too much."""
    key = fields.one("api_key")
    if not key:
        raise Fault(403, _("api_key is missing."))
    per = dt.timedelta(minutes=10)
    room = limits.room(_WRONG, source, limit=WRONG_KEYS, per=per, at=at)
    if not room:
        raise Fault(429, _("Tried too often. Try again later."), wait=int(room.wait.total_seconds()) + 1)
    found = caller(place.id, key)
    if found is None:
        limits.take(_WRONG, source, limit=WRONG_KEYS, per=per, at=at)
        raise Fault(403, _("The api_key is not valid."))
    return found


def send(
    place: Place, who: Caller, fields: Fields, photos: Sequence[Upload], token: str, at: dt.datetime, on: dt.date
) -> dict[str, Any]:  # fmt: skip
    """Register what was sent; the answer with its number. Sent again under its token it is not written again.

    Raises Fault and Refused (of intake). Needs the community's scope.
    """
    if "report" not in who.rights or (photos and "photos" not in who.rights):
        raise Fault(403, _("The api_key does not allow this."))
    taken = limits.take(
        _SENT, f"{place.id}.{who.id}", limit=APPEALS_AN_HOUR, per=dt.timedelta(hours=1), at=at
    )
    if not taken:
        raise Fault(429, _("Too many requests. Try again later."), wait=int(taken.wait.total_seconds()) + 1)
    if len(token) > TOKEN_MOST or "\x00" in token:
        raise Fault(400, _("{name} is too long.").format(name="token"))
    with transaction.atomic():
        before = keys.claim(community=place.id, client=who.id, token=token, at=at) if token else None
        if before:
            return _answer(before, _("Registered already as {number}.").format(number=before))
        made = _register(place, who, fields, photos, at, on)
        if token:
            keys.settle(community=place.id, client=who.id, token=token, number=made.number)
        keys.used(community=place.id, client=who.id, at=at)
    notice = _("Registered as {number}. With the code {code} the reporter follows it.")
    return _answer(made.number, notice.format(number=made.number, code=accounts.grouped_code(made.code)))


def _register(
    place: Place, who: Caller, fields: Fields, photos: Sequence[Upload], at: dt.datetime, on: dt.date
) -> appeals.Registered:  # fmt: skip
    actor = Actor.system(f"Open311 · {who.name}", place.id)
    tree = appeals.categories(place.id, on)
    code = fields.one("service_code")
    if not code:
        raise Fault(400, _("service_code is missing."))
    services.demand(tree, code)
    said = services.chosen(fields.attributes())
    asked, naming = reporter(fields, said.get(services.NAMING, ""))
    link = _link(fields.one("media_url"))
    made = appeals.register(
        actor=actor, at=at, channel="open311", text=fields.one("description") or tree.word(code), category=code, naming=naming,
        reporter=asked, place=_where(place, fields), wish=said.get(services.WISH, ""),
        consents=said.get(services.CONSENT) == services.YES, first_contact=_first_contact(place.id, at, on),
    )  # fmt: skip
    for one in photos:
        appeals.picture(actor=actor, at=at, appeal=made.id, content=one.read(), name=one.name or "photo.jpg")
    if link:
        appeals.add(
            actor=actor, at=at, appeal=made.id, text=_("Address of a picture: {url}").format(url=link)
        )
    return made


def reporter(fields: Fields, naming: str) -> tuple[appeals.ReporterParts | None, str]:
    """(who asks, whether with name): without a word on it with name when one or a phone is given."""
    first, last, phone = fields.one("first_name"), fields.one("last_name"), fields.one("phone")
    between = " " if re.search("[A-Za-z]", first + last) else ""
    name = f"{first}{between}{last}" if between else f"{last}{first}"
    known = bool(name.strip() or phone)
    naming = naming or ("named" if known else "anonymous")
    return (None if naming == "anonymous" else appeals.ReporterParts(name=name.strip(), phone=phone)), naming


def _where(place: Place, fields: Fields) -> appeals.PlaceParts:
    """A point, a building or words; one of them is needed. Raises Fault."""
    latitude, longitude = fields.degrees("lat"), fields.degrees("long")
    text, address = fields.one("address_string"), fields.one("address_id")
    if (latitude is None) != (longitude is None):
        raise Fault(400, _("lat and long belong together."))
    if latitude is None and not text and not address:
        raise Fault(400, _("A place is missing: lat and long, address_string or address_id."))
    building = None
    if address:
        borne = places.building_by_code(address) if len(address) <= 20 else None
        if borne is None or borne[0] != place.id or borne[1].end is not None:
            raise Fault(400, _("There is no address_id {code}.").format(code=address[:40]))
        building = borne[1].id
    return appeals.PlaceParts(building=building, text=text, longitude=longitude, latitude=latitude)


def _link(url: str) -> str:
    """The address of a picture that lies elsewhere; it is noted and never opened. Raises Fault."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        known = False
    if not known or len(url) > _URL_MOST or re.search(r"[\s\x00-\x1f]", url):
        raise Fault(400, _("media_url is no address of a picture."))
    return url


def _first_contact(community: int, at: dt.datetime, on: dt.date) -> int | None:
    """Who is accountable until somebody takes over: who is on duty, else the secretary."""
    duty = accounts.duty_now(community, at)
    if duty is not None and duty.user_id is not None:
        return duty.user_id
    holders = accounts.holders(community, SECRETARY, on)
    return holders[0].user_id if holders else None


def _answer(number: str, notice: str) -> dict[str, Any]:
    return {"service_request_id": number, "service_notice": notice, "account_id": None}
