"""手机: phones that may take routes along; locked when lost, released when given back."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.ui.parts import Link, State
from linli.ui.tables import Column, Row, Table
from linli.ui.tags.inline import button
from linli.ui.words import moment_words

from ..actions import devices as actions
from ..forms.phones import VersionForm
from ..queries import devices as found
from ..queries.devices import DeviceRow
from ..rules import codes
from ..rules.devices import clock_words
from .common import actor_of, asked, today

_TINTS = {"active": "hand", "locked": "late", "released": "ended"}


@accounts.needs("contact.devices")
@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """One's own phones; those of all for whoever may lock them."""
    actor, (at, _on) = actor_of(request), today()
    rows = found.devices(actor)
    table = Table(
        _columns(), [_row(one, at) for one in rows], total=len(rows),
        empty=_("No phone takes routes along yet. Open this page on the phone and enable it there."),
        empty_url=reverse("contact:phone"), empty_action=_("Enable this phone"),
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Phones"), "table": table, "verb": _("Enable this phone"), "verb_url": reverse("contact:phone"),
        "links": [Link(_("To be settled"), reverse("contact:clashes"))],
        "sentence": _("A phone that is locked erases what it holds when it next has a connection. Until then it is protected by its PIN only."),
    })  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("name", _("Mobile phone"), phone="title"), Column("owner", _("Whose")), Column("state", _("State"), "status", phone="first"),
        Column("seen", _("Last contact"), phone="second"), Column("clock", _("Clock"), phone="second"),
        Column("sent", _("Records sent"), "number"), Column("verb", "", "verb", phone="first"),
    ]  # fmt: skip


def _row(one: DeviceRow, at: dt.datetime) -> Row:
    clock = clock_words(one.clock_off)
    return Row(
        {
            "name": one.name, "owner": one.owner, "state": State(_TINTS[one.state], state_words(one)),
            "seen": moment_words(one.seen_at, at), "clock": str(clock) if clock else _("right"), "sent": one.sent,
            "verb": _verb(one),
        },
        "", str(one.id),
    )  # fmt: skip


def _verb(one: DeviceRow) -> object:
    if one.state == "active":
        return button(_("Lock"), reverse("contact:device_lock", args=[one.id]))
    return (
        button(_("Take out of use"), reverse("contact:device_release", args=[one.id]))
        if one.state == "locked"
        else ""
    )


def state_words(one: DeviceRow) -> str:
    """In use; locked, with whether the phone has erased what it held."""
    word = str(codes.DEVICES[one.state])
    if one.state == "active":
        return word
    return f"{word}，{_('erased') if one.wiped_at else _('not heard of it yet')}"


@accounts.needs("contact.devices")
@require_http_methods(["GET", "POST"])
def lock(request: HttpRequest, key: int) -> HttpResponse:
    """Lock a phone that was lost."""
    actor, (at, _on) = actor_of(request), today()
    one = found.device(actor, key)
    form = VersionForm(request.POST or None, initial={"version": one.version})
    return asked(
        request, form, lambda held: actions.lock(actor=actor, at=at, device=key, version=held["version"]),
        reverse("contact:devices"), title=one.name, save=_("Lock"), danger=True,
        question=_("Lock the phone {name} of {who}?").format(name=one.name, who=one.owner),
        hint=_("It erases the route it holds at its next contact, whoever holds it. Records that were not sent yet stay on it, readable by the server only; they are sent when {who} signs in on it. A phone that never connects again does not hear of this.").format(who=one.owner),
    )  # fmt: skip


@accounts.needs("contact.devices")
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, key: int) -> HttpResponse:
    """A phone is no longer used for routes."""
    actor, (at, _on) = actor_of(request), today()
    one = found.device(actor, key)
    form = VersionForm(request.POST or None, initial={"version": one.version})
    return asked(
        request, form, lambda held: actions.release(actor=actor, at=at, device=key, version=held["version"]),
        reverse("contact:devices"), title=one.name, save=_("Take out of use"), danger=True,
        question=_("Release the phone {name} of {who}?").format(name=one.name, who=one.owner),
        hint=_("It is taken off the list of phones in use. To take routes along again it is enabled anew."),
    )  # fmt: skip
