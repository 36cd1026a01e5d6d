"""责任片区: the list, one area, the plan on which units are put into areas, who is responsible."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel import Actor, NotFound, Period, Refused
from linli.party import api as party
from linli.places import api as places
from linli.ui.parts import Figure, Link
from linli.ui.tables import Column, Row, Table

from ..actions import charges as actions
from ..actions import consents
from ..forms import areas as forms
from ..queries import areas as found
from ..queries import cards, coverage, plan
from ..queries.areas import ChargeRow
from ..queries.coverage import UnitPart
from ..rules import codes
from ..rules.charges import SCHEME, sees_all
from ..rules.coverage import Counts
from .common import actor_of, asked, links, today, verb_of, whole

CHARGE = "contact.charge"


@accounts.needs("contact.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Areas with who is responsible and what they cover; what lies in none is work to do."""
    actor, (_at, on) = actor_of(request), today()
    units = coverage.by_unit(actor, Period.day(on))
    community = actor.community or 0
    held, cells = found.charges(community, on), places.cells(community, SCHEME, on)
    counts, gaps = plan.counts_of(units), plan.gaps_of(units)
    shown = [one for one in cells if one.id in counts or sees_all(actor)]
    rows = [
        _row(one.id, one.name, held.get(one.id, []), units, counts.get(one.id, Counts())) for one in shown
    ]
    table = Table(_columns(), rows, total=len(rows), empty=_("No area is drawn yet."),
                  empty_url=reverse("contact:area_new") if accounts.may(actor, "contact.keep") else "", empty_action=_("Draw the first"))  # fmt: skip
    context = {
        "title": _("Areas of duty"), "table": table, "gaps": gaps, "leaderless": [one for one in shown if not _first(held.get(one.id, []))],
        "cards": sum(one.total for one in cards.needed(actor, on).values()) if cells else 0,
        "gap_url": f"{reverse('contact:coverage_households', args=['charge'])}?rest=1&nowhere=1",
        "map_url": f"{reverse('places:map')}?scheme={SCHEME}" if places.outlines_of(community, SCHEME, on) else "",
        "new": links(actor, (_("Draw an area"), reverse("contact:area_new"))),
    }  # fmt: skip
    return render(request, "contact/areas.html", context)


@accounts.needs("contact.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One area: who answers, which units lie in it, how its households are covered."""
    actor, (_at, on) = actor_of(request), today()
    name = _name(actor, key, on)
    units = [one for one in coverage.by_unit(actor, Period.day(on)) if one.cell == key]
    if not units and not sees_all(actor):
        raise NotFound("area")
    rows = found.charges(actor.community or 0, on, [key]).get(key, [])
    past = found.past(actor, key, on)
    counts = plan.counts_of(units).get(key, Counts())
    need = cards.needed(actor, on).get(key, cards.Needed(0, 0))
    first = _first(rows)
    go = verb_of(key)
    lead = (
        (_("Replace"), go("charge_first"))
        if first
        else (_("Enter the first responsible"), go("charge_first"))
    )
    verbs = [
        *links(actor, lead, power=CHARGE),
        *links(actor, (_("Put units in"), f"{reverse('contact:area_plan')}?cell={key}")),
    ]
    more = [
        *links(actor, (_("Add a member"), go("charge_new")), power=CHARGE),
        *(
            [Link(_("Name, outline, end"), reverse("places:cell", args=[key]))]
            if accounts.may(actor, "places.edit")
            else []
        ),
    ]
    context = {
        "title": name, "first": first, "rows": rows, "past": past, "buildings": plan.buildings_of(units), "units": len(units),
        "counts": counts, "need": need, "verbs": verbs, "more": more, "may_charge": bool(accounts.may(actor, CHARGE)),
        "may_keep": bool(accounts.may(actor, "contact.keep")), "key": key, "kinds": codes.CHARGES, "consents": found.consents(actor, rows, on),
    }  # fmt: skip
    return render(request, "contact/area.html", context)


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """A new area; its units are put in on the plan."""
    actor, (at, on) = actor_of(request), today()
    count = len(places.cells(actor.community or 0, SCHEME, on))
    form = forms.AreaForm(request.POST or None, on=on, initial={"start": on, "code": f"p{count + 1}"})

    def deed(typed: dict[str, Any]) -> int:
        return places.draw_cell(
            actor=actor, scheme=SCHEME, code=typed["code"], name=typed["name"], start=typed["start"], at=at
        )

    return asked(
        request, form, deed, reverse("contact:areas"), to=lambda key: f"{reverse('contact:area_plan')}?cell={key}",
        title=_("Draw an area"), save=_("Draw"),
    )  # fmt: skip


@accounts.needs("contact.read")
@require_http_methods(["GET", "POST"])
@submit_once
def area_plan(request: HttpRequest) -> HttpResponse:
    """Buildings as rows, units as columns; ticked units, whole buildings or a range are put into an area."""
    actor, (at, on) = actor_of(request), today()
    buildings = plan.plan(actor, on)
    cells = places.cells(actor.community or 0, SCHEME, on)
    keeps = bool(accounts.may(actor, "contact.keep"))
    pairs = [(one.id, one.name) for one in buildings]
    form = forms.PutForm(
        request.POST or None, on=on, initial={"start": on, "cell": request.GET.get("cell", "")},
        choices={"cell": [(one.id, one.name) for one in cells], "first": pairs, "last": pairs},
    )  # fmt: skip
    ticked = {int(one) for one in request.POST.getlist("unit") if one.isdecimal()}
    whole_ones = {int(one) for one in request.POST.getlist("building") if one.isdecimal()}
    if request.method == "POST":
        accounts.may(actor, "contact.keep").demand()
        if form.is_valid():
            wanted = _wanted(buildings, ticked, whole_ones, form.cleaned_data)
            try:
                moved = actions.put(
                    actor=actor, at=at, cell=form.cleaned_data["cell"], units=wanted, start=form.cleaned_data["start"],
                    move=form.cleaned_data["move"],
                )  # fmt: skip
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            else:
                return _put_said(request, moved, form.cleaned_data["cell"])
    units = [one for held in buildings for one in held.units]
    letters = {one.id: f"{number}" for number, one in enumerate(cells, 1)}
    context = {
        "title": _("Plan of the areas"), "form": form, "cells": [(letters[one.id], one) for one in cells], "keeps": keeps,
        "rows": [(one, [(unit, letters.get(unit.cell or 0, ""), unit.unit in ticked) for unit in one.units], one.id in whole_ones)
                 for one in buildings],
        "widest": range(1, max((len(one.units) for one in buildings), default=0) + 1), "gaps": plan.gaps_of(units),
        "chosen": whole(str(form["cell"].value() or "")),
    }  # fmt: skip
    return render(request, "contact/plan.html", context, status=422 if form.errors else 200)


@accounts.needs(CHARGE)
@require_http_methods(["GET", "POST"])
@submit_once
def charge_new(request: HttpRequest, key: int) -> HttpResponse:
    """A member answers for the area."""
    actor, (at, on) = actor_of(request), today()
    name = _name(actor, key, on)
    form = forms.ChargeForm(
        request.POST or None, on=on, initial={"start": on}, choices={"member": party.members_of(actor, on=on)}
    )

    def deed(typed: dict[str, Any]) -> int:
        return actions.assign(
            actor=actor, at=at, cell=key, member=typed["member"], kind=typed["kind"], start=typed["start"]
        )

    return asked(request, form, deed, _page(key), title=_("Add a member"), about=name, save=_("Add"))


@accounts.needs(CHARGE)
@require_http_methods(["GET", "POST"])
@submit_once
def charge_first(request: HttpRequest, key: int) -> HttpResponse:
    """Another first responsible: the old duty ends, the new one begins, cards are out of date."""
    actor, (at, on) = actor_of(request), today()
    name = _name(actor, key, on)
    form = forms.FirstForm(
        request.POST or None, on=on, initial={"on": on}, choices={"member": party.members_of(actor, on=on)}
    )

    def deed(typed: dict[str, Any]) -> int:
        return actions.replace_first(actor=actor, at=at, cell=key, member=typed["member"], on=typed["on"])

    return asked(
        request, form, deed, _page(key), title=_("First responsible of {area}").format(area=name), about=name,
        save=_("Enter"), said=_("Entered. The cards of this area are to be printed anew."),
    )  # fmt: skip


@accounts.needs(CHARGE)
@require_http_methods(["GET", "POST"])
@submit_once
def charge_end(request: HttpRequest, key: int) -> HttpResponse:
    """A duty ends."""
    actor, (at, on) = actor_of(request), today()
    one = found.charge(actor, key, on)
    form = forms.EndChargeForm(request.POST or None, on=on, initial={"on": on, "version": one.version})

    def deed(typed: dict[str, Any]) -> None:
        actions.end(actor=actor, at=at, charge=key, on=typed["on"], version=typed["version"])

    return asked(
        request, form, deed, _page(one.cell), title=_("End the duty of {name}").format(name=one.face.name), save=_("End"),
        danger=True,
    )  # fmt: skip


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def number(request: HttpRequest, key: int) -> HttpResponse:
    """A private number that the member agreed to have printed."""
    actor, (at, on) = actor_of(request), today()
    one = found.charge(actor, key, on)
    form = forms.NumberForm(request.POST or None, on=on, initial={"start": on})

    def deed(typed: dict[str, Any]) -> int:
        return consents.give(
            actor=actor, at=at, owner="member", key=one.member, phone=typed["phone"], start=typed["start"]
        )

    return asked(
        request, form, deed, _page(one.cell), title=_("Private number of {name}").format(name=one.face.name), save=_("Enter"),
        hint=_("Without it the card prints the duty phone."), said=_("Entered. Cards with the old number are to be printed anew."),
    )  # fmt: skip


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def number_withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """The owner no longer agrees."""
    actor, (at, on) = actor_of(request), today()
    held = found.consent(actor, key)
    form = forms.OnForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> None:
        consents.withdraw(actor=actor, at=at, consent=key, on=typed["on"])

    back = found.area_of_member(actor, held.key, on) if held.owner == "member" else None
    return asked(
        request, form, deed, _page(back) if back else reverse("contact:areas"), title=_("The owner withdraws the number"),
        save=_("Withdraw"), danger=True, said=_("Withdrawn. Cards that carry the number are to be printed anew."),
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("name", _("Party area"), phone="title", whole=True), Column("first", _("First responsible"), phone="first"),
        Column("office", _("Seat held")), Column("phone", _("Phone"), phone="first"), Column("members", _("Party members"), "number"),
        Column("where", _("Buildings"), phone="second"), Column("occupied", _("Occupied households"), "number", phone="second"),
        Column("card", _("With a card"), "number"),
    ]  # fmt: skip


def _row(key: int, name: str, rows: list[ChargeRow], units: list[UnitPart], counts: Counts) -> Row:
    first = _first(rows)
    line = first.line if first else None
    inside = [one for one in units if one.cell == key]
    here = f"?cell={key}"
    return Row(
        {
            "name": name, "first": line.name if line else _("nobody yet"), "office": line.office if line else "—",
            "phone": line.phone if line else "—", "members": len(rows) - (1 if first else 0), "where": where(inside),
            "occupied": Figure(counts.occupied, reverse("contact:coverage_households", args=["occupied"]) + here),
            "card": Figure(counts.card, reverse("contact:coverage_households", args=["card"]) + here),
        },
        _page(key), str(key),
    )  # fmt: skip


def where(units: list[UnitPart]) -> str:
    """英国小镇1栋、2栋 …: the buildings of some units, the estate said once; many are counted."""
    names = list(dict.fromkeys(one.building_name for one in units))
    if len(names) > 3:
        return _("{first} to {last}, {n} buildings").format(first=names[0], last=names[-1], n=len(names))
    return "、".join(names) or "—"


def _first(rows: list[ChargeRow]) -> ChargeRow | None:
    return next((one for one in rows if one.kind == codes.FIRST), None)


def _name(actor: Actor, key: int, on: dt.date) -> str:
    """The name of a Party area of a day. Raises NotFound."""
    names = {one.id: one.name for one in places.cells(found.home(actor), SCHEME, on)}
    if key not in names:
        raise NotFound("area")
    return names[key]


def _page(key: int) -> str:
    return reverse("contact:area", args=[key])


def _wanted(
    buildings: list[plan.BuildingPlan], ticked: set[int], whole_ones: set[int], typed: dict[str, Any]
) -> set[int]:  # fmt: skip
    """Ticked units, all units of ticked buildings, and of the buildings from the first to the last of a range."""
    order = [one.id for one in buildings]
    if typed.get("first") and typed.get("last"):
        first, last = sorted((order.index(typed["first"]), order.index(typed["last"])))
        whole_ones = whole_ones | set(order[first : last + 1])
    return ticked | {unit.unit for one in buildings if one.id in whole_ones for unit in one.units}


def _put_said(request: HttpRequest, moved: int, cell: int) -> HttpResponse:
    messages.success(request, _("{n} units lie in the area now.").format(n=moved))
    return redirect(f"{reverse('contact:area_plan')}?cell={cell}")
