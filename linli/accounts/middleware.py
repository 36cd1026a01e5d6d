"""Whoever signed in with a one-time password goes no further than changing it; a bound phone asks for its PIN."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from linli.base import clock

from . import queries
from .rules import codes

#: Where the session keeps which bound phone signed in, and when it was last touched.
PHONE = "bound_phone"
#: Seconds without a touch after which a page, and a form being written, is behind the PIN again.
IDLE, WRITING = 15 * 60, 60 * 60
#: Pages that stay open without the PIN: the PIN itself, codes, signing out, language and size of print.
_NO_PIN = frozenset(
    {
        "accounts:pin",
        "accounts:code",
        "accounts:code_open",
        "account_logout",
        "account_login",
        "ui:language",
        "ui:elder",
        "ui:compact",
        "project:health",
    }
)
#: Pages that stay open: changing the password, signing out, language and size of print.
_OPEN = frozenset({"account_change_password", "account_logout", "account_login", "ui:language", "ui:elder"})


class OneTimePasswordMiddleware:
    """Before the scope: sends an account with a one-time password to the page that changes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not view.__module__.startswith("linli.") or name in _OPEN:
            return None
        user = request.user
        bound = PHONE in request.session
        if user.is_authenticated and getattr(user, "must_change", False) and not bound:
            return HttpResponseRedirect(reverse("account_change_password"))
        return None


class BoundPhoneMiddleware:
    """A session that a bound phone opened: ends with the binding, and asks for the PIN after idle minutes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        held = request.session.get(PHONE)
        if not held or not view.__module__.startswith("linli."):
            return None
        now = clock.real_now()
        if not _still_bound(request, held["id"], now):
            logout(request)
            return HttpResponseRedirect(reverse("account_login"))
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in _NO_PIN or getattr(view, "without_pin", False):
            return None
        idle = now.timestamp() - held["at"]
        if idle > (WRITING if request.method == "POST" else IDLE):
            back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
            return HttpResponseRedirect(f"{reverse('accounts:pin')}?{urlencode({'next': back})}")
        if idle > 60:
            request.session[PHONE] = held | {"at": now.timestamp()}
        return None


def _still_bound(request: HttpRequest, phone_id: int, now: dt.datetime) -> bool:
    """The binding runs, and no post came since that needs a password."""
    phone = queries.phone_by_id(phone_id, now=now)
    if phone is None or phone.user_id != request.user.pk:
        return False
    return bool(codes.may_be_bound(queries.held_in(phone.user_id, clock.today(), None)))
