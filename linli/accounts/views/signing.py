"""Signing in and out, confirming who one is, changing the password, the page of a locked account."""

from __future__ import annotations

import datetime as dt
import ipaddress
from typing import Any
from urllib.parse import urlencode

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from axes.helpers import get_cool_off
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.accounts import actions, queries
from linli.accounts.demo import PASSWORD
from linli.accounts.forms import SignInForm
from linli.accounts.rules import role_name
from linli.base import clock
from linli.places import api as places
from linli.ui import look
from linli.ui.words import moment_words

from .holding import is_bound


def passkeys_possible(request: HttpRequest) -> bool:
    """Browsers give passkeys to localhost and to https names only, never to bare numbers."""
    host = request.get_host().rsplit(":", 1)[0]
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure()
    return False


class House:
    """What every page of allauth gets here: our title, and its detours answered inside the scope.

    The scope runs the view itself, so the exceptions by which allauth asks who one is again are
    answered here and not by its middleware.
    """

    title: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The view's answer, or the detour that it asks for."""
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]
        except ImmediateHttpResponse as answer:
            return answer.response  # type: ignore[no-any-return]
        except ReauthenticationRequired:
            ways = get_adapter().get_reauthentication_methods(request.user)
            url = ways[0]["url"] if ways else reverse("account_login")
            return suspend_request(request, url)  # type: ignore[no-any-return]

    def get_form(self, *args: Any) -> Any:
        """allauth's form without its placeholders: the label stands above and stays."""
        form = super().get_form(*args)  # type: ignore[misc]
        for field in form.fields.values():
            field.widget.attrs.pop("placeholder", None)
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The template's context with title and whether passkeys are possible here."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        request: HttpRequest = self.request  # type: ignore[attr-defined]
        return context | {"title": self.title, "passkeys": passkeys_possible(request)}


class SignIn(House, allauth.LoginView):  # type: ignore[misc]
    """User name and password, or a passkey; in the demo its accounts to click."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm
    title = _("Sign in")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """On a bound phone the PIN is asked instead; ?password=1 leads here all the same."""
        if "password" not in request.GET and is_bound(request):
            return redirect(f"{reverse('accounts:pin')}?{urlencode({'next': request.GET.get('next', '/')})}")
        response: HttpResponseBase = super().get(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "demo_groups": _demo_groups(clock.today()) if settings.DEMO else [],
            "demo_password": PASSWORD,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        language = getattr(form.user, "language", "")
        if language in dict(settings.LANGUAGES):
            look.keep(response, settings.LANGUAGE_COOKIE_NAME, language)
        return response


class SignOut(House, allauth.LogoutView):  # type: ignore[misc]
    """Asks once, then signs out."""

    template_name = "accounts/sign_out.html"
    title = _("Sign out")


class Reauthenticate(House, allauth.ReauthenticateView):  # type: ignore[misc]
    """The password once more before something that matters."""

    template_name = "accounts/reauthenticate.html"
    title = _("Confirm that it is you")


class ChangePassword(House, allauth.PasswordChangeView):  # type: ignore[misc]
    """A password of one's own; ends the time of a one-time one and all other sessions."""

    template_name = "accounts/change_password.html"
    title = _("Change the password")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"must_change": self.request.user.must_change}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        actions.note_password_changed(actor=self.request.actor, at=clock.now())
        return response


def locked(
    request: HttpRequest, original: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """After eight wrong passwords: until when, and whom to call. Says the same for unknown user names."""
    now = clock.real_now()
    username = str((credentials or {}).get("username") or "")
    until = queries.locked_until(username, get_cool_off(request) or dt.timedelta(), now=now)
    context = {
        "title": _("Signing in is locked for a while"),
        "until": moment_words(until, now.astimezone(clock.SHANGHAI)),
        "phone": settings.LINLI_PHONE,
    }
    return render(request, "accounts/locked.html", context, status=429)


def _demo_groups(on: dt.date) -> list[dict[str, Any]]:
    """The demo's accounts by area, each with role and name, the communities first."""
    groups: dict[int, list[dict[str, str]]] = {}
    for username, name, role, area in queries.demo_accounts(on=on):
        groups.setdefault(area, []).append({"username": username, "name": name, "role": str(role_name(role))})
    return [
        {"area": places.name_of(area, on), "accounts": accounts}
        for area, accounts in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]
