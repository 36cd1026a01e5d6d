"""楼栋长: the list with places that have none, one captain, appointing, correcting, replacing, ending; the export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.base import keys
from linli.base.submit import submit_once
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.actor import CAPTAIN
from linli.places import api as places
from linli.residents import api as residents
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.tags import inline
from linli.ui.words import number_words

from ..actions import captains
from ..actions.captains import Parts
from ..forms import people as forms
from ..queries import captains as found
from ..queries.captains import CaptainRow, Missing
from ..rules import codes
from .common import actor_of, asked, links, today, verb_of, whole

_AT_ONCE = 500


@accounts.needs("contact.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Captains, and the places that have none: work to do."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = forms.CaptainsForm(request.GET or None, buildings=_buildings(actor, on))
    rows, total = found.listing(
        actor,
        on=on,
        **_where(form),
        order=address.order(found.SORTS),
        start=address.start,
        count=address.size,
    )
    journal.read(actor, "building captain", [one.id for one in rows], at=at, purpose="list")
    keeps = bool(accounts.may(actor, "contact.keep"))
    table = Table(
        columns(), [Row(cells(one), reverse("contact:captain", args=[one.id]), str(one.id)) for one in rows], address, total,
        caption=_("{n} captains").format(n=number_words(total)), empty=_("Nobody fits. Clear a filter."),
        export_url=f"{reverse('contact:captains_export')}?{request.GET.urlencode()}" if keeps else "", export_by_job=True,
    )  # fmt: skip
    without = found.missing(actor, on)
    return render(request, "ui/listing.html", {
        "title": _("Building captains"), "form": form, "table": table, "verb": _("Enter a captain"),
        "verb_url": reverse("contact:captain_new") if keeps else "", "sentence": _sentence(actor, on, without),
        "second": _missing(without, keeps) if without else None, "second_title": _("Buildings without a captain"),
    })  # fmt: skip


def _sentence(actor: Actor, on: Any, without: list[Missing]) -> str:
    led = {one.building_id for one in places.units(actor.community or 0, on) if one.homes}
    if not without:
        return _("All {n} buildings with homes have a captain.").format(n=len(led))
    return _(
        "{m} of {n} buildings with homes have a captain everywhere; {k} have none or not for all units."
    ).format(m=len(led) - len(without), n=len(led), k=len(without))


def columns() -> list[Column]:
    """Of the list and of its export, in the order of the form that captains are reported on."""
    return [
        Column("place", _("Building no."), phone="title", sort=True), Column("homes", _("Number of households"), "number"),
        Column("name", _("Full name"), sort=True, phone="first"), Column("kind", _("Kind"), phone="first"), Column("sex", _("Sex")),
        Column("born", _("Month of birth"), optional=True), Column("politics", _("Political status"), optional=True),
        Column("home", _("Lives at"), phone="second"), Column("phone", _("Phone"), phone="second", whole=True),
        Column("liaison", _("Committee member in charge")), Column("start", _("In office from"), "day", sort=True, optional=True),
    ]  # fmt: skip


def cells(one: CaptainRow) -> dict[str, object]:
    """A row in plain words."""
    return {
        "place": one.place, "homes": one.homes, "name": one.name, "kind": codes.CAPTAINS[one.kind], "sex": residents.SEX.get(one.sex, "—"),
        "born": one.born or "—", "politics": residents.POLITICAL.get(one.politics, "—"), "home": one.home or "—", "phone": one.phone or "—",
        "liaison": one.liaison or "—", "start": one.start,
    }  # fmt: skip


@accounts.needs("contact.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One captain: where, since when, who was it before."""
    actor, (at, on) = actor_of(request), today()
    one = found.captain(actor, key, on)
    journal.read(actor, "building captain", [key], at=at, purpose="record")
    go, here = verb_of(key), one.end is None
    others = found.before(actor, one.cell, key, on)
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("kind", _("Kind"), phone="first"), Column("start", _("From"), "day", phone="second"),
         Column("end", _("Until"), phone="second")],
        [Row({"name": x.name, "kind": codes.CAPTAINS[x.kind], "start": x.start, "end": x.end.isoformat() if x.end else _("today")},
             reverse("contact:captain", args=[x.id])) for x in others], empty=_("Nobody else was captain here."),
    )  # fmt: skip
    verbs = ((_("Replace"), go("captain_replace")), (_("Correct"), go("captain_correct"))) if here else ()
    return render(request, "ui/record.html", {
        "title": one.name, "back_url": reverse("contact:captains"), "words": _state(one),
        "verbs": links(actor, *verbs), "links": links(actor, (_("End the term"), go("captain_end"))) if here else [],
        "groups": [(_("Others in this place"), table)], "facts_of": _facts(actor, one),
    })  # fmt: skip


def _state(one: CaptainRow) -> str:
    word = f"{one.place} · {codes.CAPTAINS[one.kind]}"
    if one.end is not None:
        return _("{what}, ended on {day}").format(what=word, day=one.end.isoformat())
    return _("{what}, since {day}").format(what=word, day=one.start.isoformat())


def _facts(actor: Actor, one: CaptainRow) -> list[tuple[str, object, str]]:
    person = (
        reverse("residents:person", args=[one.person])
        if one.person and accounts.may(actor, "residents.read")
        else ""
    )
    plain = cells(one)
    return [
        (_("Building no."), one.place, ""), (_("Number of households"), one.homes, ""), (_("Full name"), one.name, person),
        (_("Sex"), plain["sex"], ""), (_("Month of birth"), plain["born"], ""), (_("Political status"), plain["politics"], ""),
        (_("Lives at"), plain["home"], ""), (_("Phone"), inline.phone(one.phone, f"tel:{one.dial}") if one.dial else "—", ""),
        (_("Committee member in charge"), plain["liaison"], ""),
    ]  # fmt: skip


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """Enter a captain or deputy."""
    actor, (at, on) = actor_of(request), today()
    building = whole(request.GET.get("building"))
    form = forms.NewCaptainForm(
        request.POST or None, on=on, choices={"building": _buildings(actor, on), **_people(actor, on)},
        initial={"start": on, "building": building, "units": request.GET.get("units", "")[:60]},
    )  # fmt: skip

    def deed(typed: dict[str, Any]) -> int:
        return captains.appoint(
            actor=actor, at=at, building=typed["building"], units=_units(actor, on, typed["building"], typed["units"]),
            kind=typed["kind"], start=typed["start"], parts=_parts(typed),
        )  # fmt: skip

    return asked(
        request,
        form,
        deed,
        reverse("contact:captains"),
        to=_page,
        title=_("Enter a captain"),
        save=_("Enter"),
    )


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Mend what is noted."""
    actor, (at, on) = actor_of(request), today()
    one = found.captain(actor, key, on)
    people = {name: pairs for name, pairs in _people(actor, on).items() if name == "liaison"}
    form = forms.CorrectCaptainForm(
        request.POST or None, on=on, choices={**people, "user": []},
        initial={"name": one.name, "sex": one.sex, "born": one.born, "politics": one.politics, "home": one.home,
                 "liaison": one.liaison_id, "version": one.version},
    )  # fmt: skip

    def deed(typed: dict[str, Any]) -> None:
        captains.correct(
            actor=actor, at=at, captain=key, parts=_parts(typed, person=one.person), version=typed["version"]
        )

    return asked(request, form, deed, _page(key), title=_("Correct"), about=one.name)


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def replace(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody else takes over."""
    actor, (at, on) = actor_of(request), today()
    one = found.captain(actor, key, on)
    form = forms.ReplaceForm(
        request.POST or None,
        on=on,
        choices=_people(actor, on),
        initial={"on": on, "version": one.version, "liaison": one.liaison_id},
    )

    def deed(typed: dict[str, Any]) -> int:
        return captains.replace(
            actor=actor, at=at, captain=key, parts=_parts(typed), on=typed["on"], version=typed["version"]
        )

    hint = _("{place}: {name} ends on the day before.").format(place=one.place, name=one.name)
    return asked(
        request,
        form,
        deed,
        _page(key),
        to=_page,
        title=_("Replace"),
        about=one.name,
        hint=hint,
        save=_("Replace"),
    )


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def end(request: HttpRequest, key: int) -> HttpResponse:
    """The term ends."""
    actor, (at, on) = actor_of(request), today()
    one = found.captain(actor, key, on)
    form = forms.EndForm(request.POST or None, on=on, initial={"on": on, "version": one.version})
    return asked(
        request, form, lambda typed: captains.end(actor=actor, at=at, captain=key, on=typed["on"], version=typed["version"]),
        _page(key), title=_("End the term"), about=one.name, save=_("End the term"), danger=True,
        question=_("{place} has no captain from that day on.").format(place=one.place),
    )  # fmt: skip


@accounts.needs("contact.keep")
@require_POST
def export(request: HttpRequest) -> HttpResponseRedirect:
    """The filtered list as a file."""
    at, _on = today()
    heads = [(str(one.label), one.kind if one.kind in ("day", "number") else "text") for one in columns()]
    sealed = keys.seal(request.GET.urlencode()).hex()
    return redirect(
        "files:work",
        files.export_list(
            actor_of(request), _("Building captains"), heads, "contact.captains", at, sealed=sealed
        ),
    )


def export_rows(actor: Actor, *, sealed: str) -> Iterator[list[object]]:
    """Rows of the list as filtered in its sealed address (files.register_export)."""
    accounts.may(actor, "contact.keep").demand()
    at, on = today()
    form = forms.CaptainsForm(QueryDict(keys.unseal(bytes.fromhex(sealed))), buildings=_buildings(actor, on))
    start, total = 0, 1
    while start < total:
        rows, total = found.listing(actor, on=on, **_where(form), start=start, count=_AT_ONCE)
        journal.read(actor, "building captain", [one.id for one in rows], at=at, purpose="export")
        for one in rows:
            plain = cells(one)
            yield [
                plain[column.key] if column.kind in ("day", "number") else str(plain[column.key])
                for column in columns()
            ]
        start += _AT_ONCE


def _where(form: forms.CaptainsForm) -> dict[str, Any]:
    return {
        "text": form.value("q"), "building": whole(form.value("building")), "kind": form.value("kind"),
        "state": form.value("state", "here"),
    }  # fmt: skip


def _missing(without: list[Missing], keeps: bool) -> Table:
    rows = [
        Row({
            "place": one.title, "units": _("the whole building") if one.whole else "、".join(str(x.number) for x in one.units), "homes": one.homes,
            "verb": inline.button(_("Enter a captain"), _enter(one)) if keeps else "",
        })
        for one in without
    ]  # fmt: skip
    return Table(
        [Column("place", _("Building no."), phone="title"), Column("units", _("Units without a captain"), phone="first"),
         Column("homes", _("Homes"), "number", phone="second"), Column("verb", "", "verb", phone="second")], rows,
    )  # fmt: skip


def _enter(one: Missing) -> str:
    units = "" if one.whole else f"&units={'、'.join(str(x.number) for x in one.units)}"
    return f"{reverse('contact:captain_new')}?building={one.building}{units}"


def _parts(typed: dict[str, Any], person: int | None = None) -> Parts:
    return Parts(
        typed["name"], sex=typed["sex"] or "0", born=typed["born"], politics=typed["politics"], home=typed["home"],
        phone=typed["phone"], person=person, user=typed.get("user"), liaison=typed.get("liaison"),
    )  # fmt: skip


def _units(actor: Actor, on: Any, building: int, typed: str) -> list[int]:
    """Units by their numbers as typed: 1、2 or 1 2."""
    numbers = {int(one) for one in re.findall(r"\d{1,3}", typed)}
    there = {one.number: one.id for one in places.units(actor.community or 0, on, building=building)}
    if (typed.strip() and not numbers) or not numbers <= set(there):
        raise Refused(
            say("This building has the units {units}.", units="、".join(str(x) for x in sorted(there))),
            "units",
        )
    return [there[one] for one in sorted(numbers)]


def _buildings(actor: Actor, on: Any) -> list[tuple[int, str]]:
    return [(one.id, one.title) for one in places.buildings(actor, on) if one.homes]


def _people(actor: Actor, on: Any) -> dict[str, list[tuple[int, str]]]:
    """Colleagues in charge; accounts are given posts by the secretary alone, so only the secretary chooses one."""
    colleagues = accounts.colleagues(actor, on)
    held = {one.user_id for one in accounts.holders(actor.community or 0, CAPTAIN, on)}
    signing = (
        [(key, name) for key, name in colleagues if key in held]
        if accounts.may(actor, "settings.people")
        else []
    )
    return {"liaison": [(key, name) for key, name in colleagues if key not in held], "user": signing}


def _page(key: int) -> str:
    return reverse("contact:captain", args=[key])
