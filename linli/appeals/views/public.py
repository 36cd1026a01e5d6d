"""What all pages without an account share: the community of the address, who to call, the way back, one's own appeal.

Nobody is signed in, so the request's scope shows nothing. `at_home` opens the scope of the one community that the
address names and renders the page inside it; every reader below it asks for released rows or for the one appeal of
the code that was given.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.places import api as places
from linli.places.api import Outdoors
from linli.ui import receipts
from linli.ui.parts import Link

from ..actions.revisit import as_resident
from ..queries import public as queries

#: How many signs of a typed building code are looked at.
_CODE = 20


@dataclass(frozen=True, slots=True)
class Here:
    """The community of the address, and the building whose QR was scanned."""

    community: int
    code: str
    name: str
    at: dt.datetime
    building: Outdoors | None = None

    @property
    def on(self) -> dt.date:
        """The day in China."""
        return clock.day_of(self.at)

    @property
    def actor(self) -> Actor:
        """The resident behind a page: no account, no name."""
        return as_resident(self.community)

    @property
    def plate(self) -> str:
        """The code on the door plate, "" without."""
        return self.building.code if self.building else ""

    @property
    def title(self) -> str:
        """What the building is called, "" without."""
        return self.building.title if self.building else ""

    @property
    def home(self) -> str:
        """The page that the QR opened."""
        if self.plate:
            return reverse("project:building", args=[self.plate])
        return reverse("project:community", args=[self.code])

    def url(self, name: str, *keys: object) -> str:
        """An address of these pages that remembers the building."""
        return reverse(f"public:{name}", args=[self.code, *keys]) + (f"?b={self.plate}" if self.plate else "")


View = Callable[..., HttpResponseBase]


def at_home(view: View) -> View:
    """Give a view its community instead of the code in the address; an unknown code says how to go on."""

    @functools.wraps(view)
    @never_cache
    def shown(request: HttpRequest, area: str, **keys: Any) -> HttpResponseBase:
        found = places.area_by_code(area)
        if found is None or found.level != "community":
            return unknown(request)
        at = clock.now()
        with community_scope(found.id):
            here = Here(found.id, area, found.name, at, _building(request, found.id, clock.day_of(at)))
            return view(request, here, **keys)

    return shown


def _building(request: HttpRequest, community: int, on: dt.date) -> Outdoors | None:
    """The building that the page before named, where it is one of this community and stands."""
    asked = request.POST.get("b") or request.GET.get("b", "")
    found = places.building_by_code(asked[:_CODE], on) if asked else None
    return found[1] if found and found[0] == community and found[1].end is None else None


def page(
    request: HttpRequest, here: Here, template: str, title: str, context: dict[str, Any], *, back: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    """A page with the name of the community, who to call and the way back."""
    answering = queries.answering(here.community, here.at, settings.LINLI_PHONE)
    call = Link(answering.phone, f"tel:{answering.phone}") if answering else None
    shared = {
        "title": title, "here": here, "community_name": here.name, "actor": None, "navigation": None, "account": None,
        "answering": answering, "call": call, "back_url": back or here.home,
    }  # fmt: skip
    return render(request, f"appeals/public/{template}.html", {**shared, **context}, status=status)


def unknown(request: HttpRequest) -> HttpResponse:
    """A code that nobody bears: how to go on."""
    call = Link(settings.LINLI_PHONE, f"tel:{settings.LINLI_PHONE}") if settings.LINLI_PHONE else None
    context = {
        "title": _("This address is not known"),
        "call": call,
        "actor": None,
        "navigation": None,
        "account": None,
    }
    return render(request, "appeals/public/unknown.html", context, status=404)


def followed(request: HttpRequest, here: Here) -> int | None:
    """The appeal whose code this browser gave lately, in this community; None without."""
    key = receipts.followed(request, here.community)
    return key if key is not None and queries.exists(here.community, key) else None


def follow(response: HttpResponse, here: Here, key: int) -> HttpResponse:
    """Remember for a while that the code of this appeal was given; the code itself is kept nowhere."""
    return receipts.follow(response, here.community, here.code, key)


def leave(response: HttpResponse, here: Here) -> HttpResponse:
    """Forget it, for a phone that others use."""
    return receipts.leave(response, here.code)
