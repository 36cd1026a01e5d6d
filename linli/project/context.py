"""What every page shows around its content: menu, name menu, bottom bar, search."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor
from linli.places import api as places
from linli.ui.look import look_of
from linli.ui.parts import Link

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
        "duty_call": _duty_call(request, actor),
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


def _duty_call(request: HttpRequest, actor: Actor) -> Link | None:
    """长辈版: whom to call, on every page: who is on duty, else the number of the office. Nobody else pays the query."""
    now = clock.now()
    if not look_of(request, demo=False, now=now).elder:
        return None
    duty = accounts.duty_now(actor.community, now) if actor.community else None
    number, name = (duty.phone, duty.name) if duty and duty.phone else (settings.LINLI_PHONE, "")
    return Link(f"{name} {number}".strip(), f"tel:{number}") if number else None


def _account(actor: Actor, request: HttpRequest) -> dict[str, Any]:
    settings_url = navigation.settings_url(actor)
    links = [{"label": _("My settings"), "url": _reverse("accounts:me"), "post": False}]
    if settings_url:
        links.append({"label": _("Community settings"), "url": settings_url, "post": False})
    links += accounts.other_posts(actor, on=clock.today(), held=getattr(request.user, "held_posts", None))
    return {
        "name": actor.name,
        "role": accounts.role_words(actor),
        "keys_on": bool(getattr(request.user, "keys_on", False)),
        "key_n": navigation.first_of(
            actor, ("residents:register", "residents.edit"), ("appeals:register", "appeals.register")
        ),
        "key_v": navigation.first_of(actor, ("residents:checks", "residents.read")),
        "links": [link for link in links if link["url"]],
        "sign_out_url": _reverse("account_logout"),
    }


def _reverse(view: str) -> str:
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""
