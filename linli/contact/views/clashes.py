"""待核对: values that two people wrote differently, and what was not taken over from a phone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.ui.tables import Column, Row, Table
from linli.ui.words import moment_words

from ..actions import settle as actions
from ..forms.phones import TYPED, SettleForm
from ..queries import clashes as found
from ..queries.clashes import ClashRow
from ..rules.devices import clock_words
from ..rules.sheets import FIELDS
from .common import actor_of, asked, today
from .offline_words import KIND_WORDS, TEXT_WORDS


@accounts.needs("contact.devices")
@require_GET
def clashes(request: HttpRequest) -> HttpResponse:
    """What waits to be settled, the oldest first."""
    actor, (at, on) = actor_of(request), today()
    rows = found.clashes(actor, on=on)
    table = Table(
        [
            Column("door", _("Household"), phone="title"), Column("field", _("Field"), phone="first"),
            Column("theirs", _("A colleague wrote"), phone="second"), Column("mine", _("The phone wrote"), phone="second"),
            Column("who", _("Whose phone")), Column("when", _("When")),
        ],
        [
            Row({"door": one.door, "field": str(FIELDS[one.field][1]), "theirs": _said(one.theirs), "mine": _said(one.mine),
                 "who": one.who, "when": moment_words(one.came, at)}, reverse("contact:clash", args=[one.id]), str(one.id))
            for one in rows
        ],
        total=len(rows), empty=_("Nothing waits to be settled."),
    )  # fmt: skip
    refused = [
        {"row": one, "kind": KIND_WORDS.get(one.kind, one.kind), "when": moment_words(one.written, at), "clock": clock_words(one.clock_off),
         "words": [(TEXT_WORDS.get(name, name), value) for name, value in one.words]}
        for one in found.refused(actor)
    ]  # fmt: skip
    return render(
        request, "contact/clashes.html", {"title": _("To be settled"), "table": table, "refused": refused}
    )


@accounts.needs("contact.devices")
@require_http_methods(["GET", "POST"])
def clash(request: HttpRequest, key: int) -> HttpResponse:
    """One field with both values, who wrote which and when; choose one or type."""
    actor, (at, on) = actor_of(request), today()
    one = found.clash(actor, key, on=on)
    back = reverse("contact:clashes")
    if one.settled:
        messages.info(request, _("This is settled already."))
        return redirect(back)
    values = _values(one)
    form = SettleForm(
        request.POST or None, values=[(name, f"{label}：{_said(value)}") for name, label, value in values],
        longest=FIELDS[one.field][0], initial={"version": one.version, "seen": one.now, "choice": "mine"},
    )  # fmt: skip
    texts = {name: value for name, _label, value in values}

    def deed(held: dict[str, Any]) -> None:
        value = held["value"] if held["choice"] == TYPED else texts[held["choice"]]
        actions.settle(actor=actor, at=at, clash=key, value=value, seen=held["seen"], version=held["version"])

    clock = clock_words(one.clock_off)
    before = _("Before both it said: {text}").format(text=_said(one.before))
    written = _("{who} wrote on the phone {when}").format(who=one.who, when=moment_words(one.came, at))
    hint = f"{before}。{written}{f'（{clock}）' if clock else ''}。"
    return asked(
        request, form, deed, back, title=f"{one.door} · {FIELDS[one.field][1]}", save=_("Settle"), about=_("To be settled"), hint=hint,
    )  # fmt: skip


def _values(one: ClashRow) -> list[tuple[str, str, str]]:
    """(code, whose it is, value): the phone's, what stands there now."""
    phone = _("On the phone of {who}").format(who=one.who)
    sheet = _("In the sheet, by {who}").format(who=one.colleague) if one.colleague else _("In the sheet")
    return [("mine", phone, one.mine), ("theirs", sheet, one.now)]


def _said(value: str) -> str:
    return value or _("(empty)")


@accounts.needs("contact.devices")
@require_POST
def looked_at(request: HttpRequest, key: int) -> HttpResponse:
    """What was not taken over was read, and what had to be done is done."""
    actor, (at, _on) = actor_of(request), today()
    actions.looked_at(actor=actor, at=at, sent=key)
    messages.success(request, _("Taken off the list."))
    return redirect("contact:clashes")
