"""Whoever signed in with a one-time password goes no further than changing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

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
        if user.is_authenticated and getattr(user, "must_change", False):
            return HttpResponseRedirect(reverse("account_change_password"))
        return None
