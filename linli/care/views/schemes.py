"""Schemes as the terms of the day say them, with what was applied for this year; one sitting for many."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import Actor, NotFound
from linli.residents.api import Circumstances
from linli.ui.parts import Figure
from linli.ui.tables import Column, Row, Table

from ..actions import applying
from ..forms.verbs import BatchForm
from ..queries import listing as found
from ..queries import schemes as terms
from ..rules import codes, conditions, schemes
from ..rules.schemes import Scheme
from .common import actor_of, asked, links, today


@accounts.needs("care.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """All schemes of the reader's lines."""
    actor, (_at, on) = actor_of(request), today()
    own = terms.own(actor, on)
    counts = found.by_scheme(actor, on.year, list(own))
    base = reverse("care:applications")
    rows = [
        Row(
            {
                "name": one.name, "authority": one.authority, "window": window_words(one, on), "every": codes.word(codes.EVERY, one.every),
                "applied": Figure(counts[code]["applied"], f"{base}?scheme={code}") if code in counts else 0,
                "approved": counts.get(code, {}).get("approved", 0), "paid": counts.get(code, {}).get("paid", 0),
            },
            reverse("care:scheme", args=[code]),
        )
        for code, one in own.items()
    ]  # fmt: skip
    table = Table(
        [Column("name", _("Scheme"), phone="title"), Column("authority", _("Authority"), phone="first"), Column("window", _("Applications are taken"), phone="second"),
         Column("every", _("How it is paid")), Column("applied", _("Applied in {year}").format(year=on.year), "number", phone="second"), Column("approved", _("Granted"), "number"),
         Column("paid", _("First payments"), "number")],
        rows, empty=_("The terms of this place name no scheme of your line."),
    )  # fmt: skip
    return render(request, "ui/listing.html", {"title": _("Schemes of help"), "table": table})


def window_words(one: Scheme, on: dt.date) -> str:
    """When one applies."""
    if one.window is None:
        return _("all the year round")
    first, last = one.open_days(on.year)
    return _("{first} to {last}").format(first=first.isoformat(), last=last.isoformat())


@accounts.needs("care.read")
@require_GET
def scheme(request: HttpRequest, code: str) -> HttpResponse:
    """One scheme: conditions, papers, steps, and who fits and has not applied."""
    actor, (at, on) = actor_of(request), today()
    one = _scheme(actor, code, on)
    left = _left(actor, one, on) if terms.narrow_enough(one) else []
    journal.read(actor, "person", [who.id for who in left], at=at, purpose="list")
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("door", _("Address"), phone="first")],
        [Row({"name": who.name, "door": who.door or "—"}, reverse("care:check", args=[who.id])) for who in left],
        empty=_("Nobody fits who has not applied."),
    )  # fmt: skip
    asks = Table(
        [Column("asked", _("Condition"), phone="title")],
        [Row({"asked": str(conditions.asked(each, terms.WORDS))}) for each in one.who],
    )
    verbs = (
        links(actor, ("care.keep", _("Apply for several"), reverse("care:batch_apply", args=[code])))
        if left and schemes.may_apply(one, on)
        else []
    )
    return render(request, "ui/record.html", {
        "title": one.name, "back_url": reverse("care:schemes"), "words": window_words(one, on), "verbs": verbs,
        "groups": [(_("Conditions"), asks), (_("May be entitled, has not applied"), table)], "facts_of": _facts(one, actor, on),
    })  # fmt: skip


def _facts(one: Scheme, actor: Actor, on: dt.date) -> list[tuple[str, object, str]]:
    amount, unit = one.notice
    length = (
        _("{n} working days").format(n=amount) if unit == "working_day" else _("{n} days").format(n=amount)
    )
    return [
        (_("Authority"), one.authority, ""), (_("Line of work"), codes.word(codes.LINES, one.line), ""), (_("Benefit year"), str(one.year(on)), ""),
        (_("How it is paid"), codes.word(codes.EVERY, one.every), ""), (_("Papers"), "、".join(one.materials) or "—", ""),
        (_("Steps in the community"), "、".join(codes.word(codes.STEPS, step) for step in one.steps) or _("none"), ""),
        *([(_("Public notice"), length, "")] if "notice" in one.steps else []), (_("Legal basis"), terms.basis(actor.community, on) or "—", ""),
    ]  # fmt: skip


def _scheme(actor: Actor, code: str, on: dt.date) -> Scheme:
    one = terms.own(actor, on).get(code)
    if one is None:
        raise NotFound("scheme")
    return one


def _left(actor: Actor, one: Scheme, on: dt.date) -> list[Circumstances]:
    """Who fits by the register and has neither applied for the year nor is in receipt."""
    held = found.living(actor, [one.code])
    done = {
        person
        for person, _code, year, state in held
        if year == one.year(on) or one.every not in ("once", "none") and state in (*codes.OPEN, "receiving")
    }
    return [
        who for who in terms.fitting(actor, [one], on=on, everybody=False)[one.code] if who.id not in done
    ]


@accounts.needs("care.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def batch_apply(request: HttpRequest, code: str) -> HttpResponse:
    """One sitting for everybody who fits."""
    actor, (at, on) = actor_of(request), today()
    one = _scheme(actor, code, on)
    left = _left(actor, one, on) if terms.narrow_enough(one) else []
    journal.read(actor, "person", [who.id for who in left], at=at, purpose="list")
    pairs = [(str(who.id), f"{who.name} {who.door}") for who in left]
    form = BatchForm(request.POST or None, on=on, initial={"chosen": [key for key, _name in pairs]})
    field: Any = form.fields["chosen"]
    field.choices = pairs

    def deed(typed: dict[str, Any]) -> None:
        applying.apply(actor=actor, at=at, on=on, scheme=code, persons=typed["chosen"], channel="together")

    return asked(
        request, form, deed, reverse("care:scheme", args=[code]), to=lambda done: f"{reverse('care:applications')}?scheme={code}&state=submitted",
        title=_("Apply for several"), about=one.name, save=_("Hand in"), template="care/batch.html",
        hint=_("{n} people fit by the register. Take out whose papers are not all there.").format(n=len(left)),
    )  # fmt: skip
