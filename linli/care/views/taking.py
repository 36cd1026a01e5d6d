"""Taking an application: whom it is for, what the register says of every scheme, the form at the table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import NotFound
from linli.residents import api as residents
from linli.ui.tables import Column, Row, Table

from ..actions import applying
from ..actions.applying import Agent
from ..forms.filters import FindForm
from ..forms.verbs import ApplyForm
from ..queries import listing as found
from ..queries import schemes as terms
from ..rules import conditions, schemes
from .applications import check_table, holds_word
from .common import actor_of, asked, state_of, today

MOST = 20


@accounts.needs("care.keep")
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Whom an application is for."""
    actor, (at, on) = actor_of(request), today()
    form = FindForm(request.GET or None)
    text = form.value("q").strip()
    people = residents.find(actor, text, on=on, limit=MOST) if text else []
    journal.read(actor, "person", [one.id for one in people], at=at, purpose="list")
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("age", _("Age"), "number", phone="first"), Column("door", _("Address"), phone="first")],
        [Row({"name": one.name, "age": one.age, "door": one.door or "—"}, reverse("care:check", args=[one.id])) for one in people],
        empty=_("Nobody fits. Type a name, pinyin, an identity number or a door.") if text else _("Type whom it is for."),
    )  # fmt: skip
    return render(
        request, "ui/listing.html", {"title": _("Take an application"), "form": form, "table": table}
    )


@accounts.needs("care.read")
@require_GET
def check(request: HttpRequest, key: int) -> HttpResponse:
    """What the register says of every scheme for one person, rule by rule."""
    actor, (at, on) = actor_of(request), today()
    who = terms.person(actor, key, on=on)
    journal.read(actor, "person", [key], at=at, purpose="page")
    cases = found.of_person(actor, key)
    may = accounts.may(actor, "care.keep")
    parts = []
    for scheme, fits, checks in terms.check(actor, key, on=on):
        open_ = schemes.may_apply(scheme, on)
        held = [
            one
            for one in cases
            if one.scheme == scheme.code and one.benefit_year == scheme.year(on) and one.state != "withdrawn"
        ]
        parts.append(
            {
                "name": scheme.name, "word": holds_word(fits), "tint": "done" if fits else "waiting" if fits is None else "ended",
                "table": check_table([(one.asked, one.holds, one.fact, one.source) for one in checks]),
                "note": _("Applied for already") if held else str(open_.reason or ""),
                "url": reverse("care:apply", args=[key, scheme.code]) if may and open_ and not held else "",
            }
        )  # fmt: skip
    parts.sort(key=lambda one: (not one["url"], ("done", "waiting", "ended").index(str(one["tint"]))))
    table = Table(
        [Column("scheme", _("Scheme"), phone="title"), Column("year", _("Benefit year"), "number", phone="first"),
         Column("submitted", _("Handed in on"), "day", phone="first"), Column("state", _("State"), "status", phone="second")],
        [Row({"scheme": one.scheme_name, "year": str(one.benefit_year), "submitted": one.submitted_on, "state": state_of(one.state)}, reverse("care:application", args=[one.id])) for one in cases],
    )  # fmt: skip
    return render(request, "care/check.html", {
        "title": _("Check for {name}").format(name=who.name), "sentence": who.door, "parts": parts, "table": table,
        "back_url": reverse("care:find"),
    })  # fmt: skip


@accounts.needs("care.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def apply(request: HttpRequest, key: int, scheme: str) -> HttpResponse:
    """The application itself."""
    actor, (at, on) = actor_of(request), today()
    asked_for = terms.own(actor, on).get(scheme)
    if asked_for is None:
        raise NotFound("scheme")
    who = terms.person(actor, key, on=on)
    facts = terms.facts_of(who, residents.status_kinds(actor))
    form = ApplyForm(request.POST or None, on=on)
    field: Any = form.fields["received"]
    field.choices = [(one, one) for one in asked_for.materials]
    if conditions.fits(asked_for, facts, on) is not False:
        del form.fields["despite"]
    checks = conditions.trace(asked_for, facts, on, terms.WORDS)

    def deed(typed: dict[str, Any]) -> int:
        (made,) = applying.apply(
            actor=actor, at=at, on=on, scheme=scheme, persons=[key], channel=typed["channel"], received=typed["received"],
            agent=Agent(typed["agent"], typed["relation"], typed["mandate"]), despite=typed.get("despite", ""),
        )  # fmt: skip
        return made

    return asked(
        request, form, deed, reverse("care:check", args=[key]), to=lambda made: reverse("care:application", args=[made]),
        title=asked_for.name, about=_("Check for {name}").format(name=who.name), save=_("Hand in"), template="care/apply.html",
        hint=_("{name}, benefit year {year}").format(name=who.name, year=asked_for.year(on)),
        checks=check_table([(one.asked, one.holds, one.fact, one.source) for one in checks]),
    )  # fmt: skip
