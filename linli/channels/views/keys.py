"""接入密钥: the keys under which other programs send appeals. A key is shown once, when it is made."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base import clock, keys
from linli.base.scope import scope
from linli.base.submit import submit_once
from linli.kernel import Actor, Refused, Stale
from linli.places import api as places
from linli.ui.parts import State
from linli.ui.tables import Column, Row, Table

from ..actions import keys as deeds
from ..forms.keys import KeyForm, RevokeForm
from ..queries import clients
from ..queries.clients import ClientRow
from ..rules.keys import RIGHTS

#: Where the session keeps a key between being made and being shown, sealed.
_FRESH = "channels_fresh_key"


@accounts.needs("settings.channels")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All keys; one that was just made is shown above the list, this once."""
    actor = _actor(request)
    sealed = request.session.pop(_FRESH, "")
    with scope(clients.homes(actor)):
        rows = clients.clients(actor)
    table = Table(
        _columns(), [_row(one) for one in rows], caption=_("{n} keys").format(n=len(rows)),
        empty=_("No other program sends appeals here."), empty_url=reverse("channels:key_new"), empty_action=_("Hand out a key"),
    )  # fmt: skip
    context = {"title": _("Keys of other programs"), "table": table, "fresh": keys.unseal(bytes.fromhex(sealed)) if sealed else "",
               "discovery": request.build_absolute_uri(reverse("open311:discovery_xml"))}  # fmt: skip
    response = render(request, "channels/keys.html", context)
    response["Cache-Control"] = "no-store"
    return response


@accounts.needs("settings.channels")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """Hand out a key."""
    actor, at = _actor(request), clock.now()
    homes = clients.homes(actor)
    named = [(one, places.name_of(one, clock.day_of(at))) for one in homes]
    form = KeyForm(request.POST or None, homes=named)
    if request.method == "POST" and form.is_valid():
        chosen = {"community": homes[0] if homes else 0, **form.cleaned_data}
        with scope(homes):
            made = _tried(form, lambda: deeds.hand_out(actor=actor, at=at, **chosen))
        if made is not None:
            request.session[_FRESH] = keys.seal(made[1]).hex()
            return redirect("channels:keys")
    return _form(request, form, _("New key"), _("Hand out"))


@accounts.needs("settings.channels")
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take a key back: it opens nothing any more."""
    actor, at = _actor(request), clock.now()
    form = RevokeForm(request.POST or None)
    with scope(clients.homes(actor)):
        held = clients.client(actor, key)
        if request.method == "POST" and form.is_valid():
            done = _tried(form, lambda: _revoke(actor, at, held, form.cleaned_data["why"]))
            if done:
                messages.success(request, _("The key is revoked."))
                return redirect("channels:keys")
    title = _("Revoke the key of {name}").format(name=held.name)
    return _form(request, form, title, _("Revoke"), sentence=_("What was sent with it stays."))


def _revoke(actor: Actor, at: dt.datetime, held: ClientRow, why: str) -> bool:
    deeds.revoke(actor=actor, at=at, community=held.community, client=held.id, why=why)
    return True


def _columns() -> list[Column]:
    return [
        Column("name", _("Program"), phone="title"),
        Column("tail", _("Key ends with"), phone="first"),
        Column("rights", _("Allows to")),
        Column("contact", _("Kept by"), optional=True),
        Column("made", _("Handed out"), "day"),
        Column("by", _("Handed out by"), optional=True),
        Column("used", _("Used last"), "day", phone="second"),
        Column("state", _("State"), "status", phone="first"),
        Column("verb", _("Next"), "verb", phone="second"),
    ]


def _row(one: ClientRow) -> Row:
    works = one.revoked_at is None
    verb = (
        format_html('<a href="{}">{}</a>', reverse("channels:key_revoke", args=[one.id]), _("Revoke"))
        if works
        else "—"
    )
    cells: dict[str, Any] = {
        "name": one.name, "tail": f"…{one.tail}", "rights": "、".join(str(RIGHTS[right]) for right in one.rights if right in RIGHTS),
        "contact": one.contact or "—", "made": clock.day_of(one.made_at), "by": one.made_by or "—", "used": one.used_on or "—",
        "state": State("done", _("works"), quiet=True) if works else State("ended", _("revoked"), quiet=True), "verb": verb,
    }  # fmt: skip
    return Row(cells, key=str(one.id))


def _form(request: HttpRequest, form: forms.Form, title: str, save: str, sentence: str = "") -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "save": save,
        "sentence": sentence,
        "cancel_url": reverse("channels:keys"),
    }
    return render(request, "channels/key_form.html", context, status=422 if form.errors else 200)


def _tried(form: forms.Form, deed: Any) -> Any:
    """Do it; a refusal becomes an error of its field, and what it wrote is undone."""
    try:
        with transaction.atomic():
            return deed()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    except Stale:
        form.add_error(None, _("Somebody else saved it meanwhile. Look at it again."))
    return None


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
