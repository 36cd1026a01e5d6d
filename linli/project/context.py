"""What every page shows around its content: menu, name menu, bottom bar, search."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor
from linli.places import api as places

from . import navigation

#: Seconds for which the name of an area is not asked again.
_KEPT = 60
_NAMES: dict[tuple[int, dt.date], tuple[str, float]] = {}


def page(request: HttpRequest) -> dict[str, Any]:
    """`navigation`, `account`, `bottom`, `community_name`, `search_url`; nothing for nobody signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or getattr(request, "page_now", None):
        return {"actor": None}
    view = request.resolver_match.view_name if request.resolver_match else ""
    area = actor.community or actor.area
    return {
        "actor": actor,
        "navigation": navigation.entries(actor, view),
        "bottom": navigation.thumbs(actor, view) if actor.community else [],
        "community_name": _name_of(area, clock.today()) if area else "",
        "search_url": reverse("project:find") if actor.community else "",
        "account": _account(actor, request),
    }


def _name_of(area: int, on: dt.date) -> str:
    """What the area is called; asked of the database once a minute, not once a page."""
    held = _NAMES.get((area, on))
    if held is None or time.monotonic() - held[1] > _KEPT:
        held = (places.name_of(area, on), time.monotonic())
        if len(_NAMES) > 10_000:
            _NAMES.clear()
        _NAMES[area, on] = held
    return held[0]


def _account(actor: Actor, request: HttpRequest) -> dict[str, Any]:
    settings_url = navigation.settings_url(actor)
    links = [{"label": _("My settings"), "url": _reverse("accounts:me"), "post": False}]
    if settings_url:
        links.append({"label": _("Community settings"), "url": settings_url, "post": False})
    links += accounts.other_posts(actor, on=clock.today(), held=getattr(request.user, "held_posts", None))
    return {
        "name": actor.name,
        "role": accounts.role_words(actor),
        "links": [link for link in links if link["url"]],
        "sign_out_url": _reverse("account_logout"),
    }


def _reverse(view: str) -> str:
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""
