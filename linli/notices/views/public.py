"""The notice board without an account: what stands today, one notice, objecting, the archive.

Nobody is signed in, so the request's scope shows nothing; each page opens the scope of the one community that its
address names and reads only what is shown to everybody on the day.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.appeals import api as appeals
from linli.base import clock, limits, proof
from linli.base.scope import community_scope
from linli.base.submit import submit_once
from linli.kernel import NotFound, Refused
from linli.places import api as places
from linli.ui import receipts
from linli.ui.deeds import tried
from linli.ui.parts import Link

from ..actions import objecting
from ..forms.notices import PublicObjectionForm
from ..queries import public as found
from ..queries import surveys
from ..rules import codes

PURPOSE = "objection"
_CODE = 20


@dataclass(frozen=True, slots=True)
class Here:
    """The community of the address, and the building whose QR was scanned before."""

    community: int
    area: str
    at: dt.datetime
    on: dt.date
    building: int | None = None
    plate: str = ""

    def url(self, name: str, *keys: object) -> str:
        """An address of these pages that remembers the building."""
        return reverse(name, args=[self.area, *keys]) + (f"?b={self.plate}" if self.plate else "")

    @property
    def home(self) -> str:
        """The page that the QR opened."""
        if self.plate:
            return reverse("project:building", args=[self.plate])
        return reverse("project:community", args=[self.area])


View = Callable[..., HttpResponseBase]


def at_home(view: View) -> View:
    """Give a view its community instead of the code in the address. NotFound for a code that nobody bears."""

    @functools.wraps(view)
    @never_cache
    def shown(request: HttpRequest, area: str, **keys: Any) -> HttpResponseBase:
        place = places.area_by_code(area)
        if place is None or place.level != "community":
            raise NotFound("community")
        at = clock.now()
        on = clock.day_of(at)
        plate = (
            places.building_by_code(request.GET.get("b", "")[:_CODE], on) if request.GET.get("b") else None
        )
        with community_scope(place.id):
            if plate is not None and plate[0] == place.id and plate[1].end is None:
                return view(request, Here(place.id, area, at, on, plate[1].id, plate[1].code), **keys)
            return view(request, Here(place.id, area, at, on), **keys)

    return shown


def page(
    request: HttpRequest, here: Here, name: str, title: str, context: dict[str, Any], *, back: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    """With the name of the community, who to call and the way back."""
    who = appeals.answering(here.community, here.at, settings.LINLI_PHONE)
    shared = {
        "title": title, "here": here, "community_name": places.name_of(here.community, here.on), "actor": None, "navigation": None,
        "account": None, "call": Link(who.phone, f"tel:{who.phone}") if who else None, "back_url": back or here.home,
    }  # fmt: skip
    return render(request, f"notices/public/{name}.html", {**shared, **context}, status=status)


def line(here: Here, one: found.PublicNotice) -> dict[str, Any]:
    """A notice as a line of a list."""
    return {"one": one, "kind": codes.word(codes.KINDS, one.kind), "url": here.url("board:notice", one.id)}


@require_safe
@at_home
def board(request: HttpRequest, here: Here) -> HttpResponseBase:
    """What stands today, what ends first on top."""
    rows = found.board(here.community, here.on, here.building)
    return page(request, here, "board", _("Notice board"), {
        "pledges_url": here.url("board:pledges"), "surveys": [(one.title, here.url("board:survey", one.id), one.last) for one in surveys.running(here.community, here.on)],
        "rows": [line(here, one) for one in rows], "archive_url": here.url("board:archive"),
    })  # fmt: skip


@require_safe
@at_home
def archive(request: HttpRequest, here: Here) -> HttpResponseBase:
    """What stood here: titles, days and results. The texts came down on their day."""
    query = request.GET.get("q", "")[:60]
    number = request.GET.get("page", "1")
    turned = int(number) if number.isdecimal() and 0 < len(number) < 5 else 1
    rows, more = found.archive(here.community, here.on, text=query, page=turned)
    return page(request, here, "archive", _("What was shown before"), {
        "rows": [line(here, one) for one in rows], "query": query, "older": turned + 1 if more else 0, "newer": turned - 1,
        "plate": here.plate,
    }, back=here.url("board:board"))  # fmt: skip


@require_safe
@at_home
def notice(request: HttpRequest, here: Here, key: int) -> HttpResponseBase:
    """One notice: its text on its days, what came of it afterwards."""
    if found.taken_down(here.community, key):
        return page(
            request,
            here,
            "gone",
            _("This notice was taken down"),
            {},
            back=here.url("board:board"),
            status=410,
        )
    one = found.one(here.community, key, here.on)
    return page(request, here, "notice", one.title, {
        "one": one, "kind": codes.word(codes.KINDS, one.kind), "object_url": here.url("board:object", key),
        "link": request.build_absolute_uri(reverse("board:notice", args=[here.area, key])),
    }, back=here.url("board:board"))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_home
@submit_once
def object_to(request: HttpRequest, here: Here, key: int) -> HttpResponseBase:
    """One short form; number and code come on the receipt, as of everything that residents tell us."""
    one = found.one(here.community, key, here.on)
    form = PublicObjectionForm(request.POST or None, on=here.on)
    if request.method == "POST" and form.is_valid() and _by_a_person(request, form):
        made = tried(form, lambda typed: _object(here, key, typed))
        if made is not None:
            response = redirect(here.url("public:reported"))
            receipts.keep(response, here.community, here.area, made.id, made.code)
            return receipts.follow(response, here.community, here.area, made.id)
    return page(request, here, "object", _("Object to this notice"), {
        "one": one, "form": form, "proof": proof.fields(PURPOSE, at=here.at, sent=request.POST or None),
    }, back=here.url("board:notice", key), status=422 if form.errors else 200)  # fmt: skip


def _object(here: Here, key: int, typed: dict[str, Any]) -> appeals.Registered:
    return objecting.object_to(
        actor=objecting.resident(here.community), at=here.at, notice=key, text=typed["text"], name=typed["name"],
        phone=typed["phone"], naming="confidential" if typed["hidden"] else "named",
    )  # fmt: skip


def _by_a_person(request: HttpRequest, form: PublicObjectionForm) -> bool:
    try:
        proof.demand(request.POST, PURPOSE, source=limits.source(request), at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
