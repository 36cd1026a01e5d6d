"""Pages of whoever holds a code: what it opens, a PIN for this phone, a password; and the PIN asked again."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.accounts import actions, forms, queries
from linli.accounts.middleware import PHONE
from linli.accounts.rules import codes
from linli.base import clock, limits
from linli.kernel import Actor, Refused

COOKIE = "linli_phone"
_BACKEND = "linli.accounts.adapter.Backend"
_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_METHODS
def code(request: HttpRequest) -> HttpResponse:
    """Type the code from a slip."""
    form = forms.CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("accounts:code_open", form.cleaned_data["code"])
    return render(request, "accounts/code.html", {"title": _("Code from the slip"), "form": form})


@never_cache
@_METHODS
def code_open(request: HttpRequest, text: str) -> HttpResponse:
    """What a code opens. Looking spends nothing: chat programs open links before people do."""
    try:
        ref = actions.look_up_code(
            purpose=(codes.BIND, codes.ACCOUNT), text=text, source=limits.source(request), at=clock.now()
        )
    except Refused as refused:
        return _not_open(request, str(refused.reason))
    if ref is None:
        return _not_open(
            request, _("This code opens nothing: it is wrong, used or has run out. Ask for a new one.")
        )
    account = queries.account(Actor.system("holder of a code"), ref.key)
    return (_bind if ref.purpose == codes.BIND else _set_password)(request, text, account)


def _bind(request: HttpRequest, text: str, account: queries.AccountRef) -> HttpResponse:
    form = forms.NewPinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = clock.real_now()
        try:
            bound = actions.bind_phone(
                text=text, pin=form.cleaned_data["pin"], source=limits.source(request), at=clock.now(), now=now
            )  # fmt: skip
        except Refused as refused:
            return _not_open(request, str(refused.reason))
        if bound is None:
            return _not_open(request, _("Somebody was quicker with this code. Ask for a new one."))
        phone = queries.phone_by_token(bound.token, now=now)
        response = redirect("/")
        _enter(request, phone, now)
        response.set_cookie(
            COOKIE, bound.token, expires=bound.end, httponly=True, samesite="Lax", secure=settings.HTTPS
        )
        return response
    context = {"title": _("Sign in on this phone"), "form": form, "person": account}
    return render(request, "accounts/bind_phone.html", context)


def _set_password(request: HttpRequest, text: str, account: queries.AccountRef) -> HttpResponse:
    form = forms.NewPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _strong(form, account):
        try:
            username = actions.set_password_by_code(
                text=text, password=form.cleaned_data["password"], source=limits.source(request), at=clock.now()
            )  # fmt: skip
        except Refused as refused:
            return _not_open(request, str(refused.reason))
        if username is None:
            return _not_open(request, _("Somebody was quicker with this code. Ask for a new one."))
        return redirect(f"{reverse('account_login')}?{urlencode({'password': 1})}")
    context = {"title": _("Set a password"), "form": form, "person": account}
    return render(request, "accounts/set_password.html", context)


@never_cache
@_METHODS
def pin(request: HttpRequest) -> HttpResponse:
    """The PIN of this phone: to sign in, and again after a quarter of an hour without a touch."""
    now, token, to = clock.real_now(), request.COOKIES.get(COOKIE, ""), _next(request)
    if queries.phone_by_token(token, now=now) is None:
        response = redirect(f"{reverse('account_login')}?{urlencode({'password': 1, 'next': to})}")
        response.delete_cookie(COOKIE)
        return response
    form = forms.PinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            phone = actions.try_pin(
                token=token, pin=codes.plain_pin(form.cleaned_data["pin"]), at=clock.now(), now=now
            )
        except Refused as refused:
            form.add_error("pin", str(refused.reason))
        else:
            if phone is not None:
                _enter(request, phone, now)
                return redirect(to)
            form.add_error("pin", _("The PIN is wrong."))
    context = {"title": _("PIN of this phone"), "form": form, "next": to}
    return render(request, "accounts/pin.html", context)


def is_bound(request: HttpRequest) -> bool:
    """Whether this browser is bound to an account."""
    return queries.phone_by_token(request.COOKIES.get(COOKIE, ""), now=clock.real_now()) is not None


def _enter(request: HttpRequest, phone: Any, now: dt.datetime) -> None:
    """Sign the phone's account in until the binding ends."""
    if request.user.pk != phone.user_id or PHONE not in request.session:
        auth.login(request, phone.user, backend=_BACKEND)
    request.session[PHONE] = {"id": phone.pk, "at": now.timestamp()}
    request.session.set_expiry(int((phone.end - now).total_seconds()))


def _strong(form: forms.NewPasswordForm, account: queries.AccountRef) -> bool:
    try:
        validate_password(form.cleaned_data["password"], account)  # type: ignore[arg-type]
    except ValidationError as weak:
        form.add_error("password", weak)
    return form.is_valid()


def _not_open(request: HttpRequest, why: str) -> HttpResponse:
    """The same page for every code that opens nothing."""
    context = {"title": _("Code from the slip"), "why": why, "phone": settings.LINLI_PHONE}
    return render(request, "accounts/code_not_open.html", context, status=422)


def _next(request: HttpRequest) -> str:
    to = request.POST.get("next") or request.GET.get("next") or "/"
    here = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return to if here else "/"
