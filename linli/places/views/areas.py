"""The community's own page: declared beside computed, codes with their days, posted grids; and its changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor, NotFound
from linli.places.actions import areas as actions
from linli.places.forms import ChangeForm, FactForm, OutlineForm
from linli.places.forms.words import FACTS, LEVELS, word
from linli.places.queries import areas, cells, facts
from linli.places.queries.shapes import Declared
from linli.places.rules import sight

from .gate import actor_of, area_keepers, done, everybody, form_page, home, said

KINDS = ("name", "code", "parent")


@everybody
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """The facts page: of the own community, or for others the list of communities, without any record."""
    actor, on = actor_of(request), clock.today()
    if actor.community is None:
        return _others(request, actor, on)
    found = facts.facts(actor.community, on)
    grids = [
        one for one in cells.cell_rows(actor.community, on, "grid") if one.start is None or one.start <= on
    ]
    context = {
        "title": found.place.name,
        "facts": found,
        "level": word(LEVELS, found.place.level),
        "declared": [
            (word(FACTS, one.name), one)
            for one in found.declared
            if not _neighbour(one) and one.name != "area"
        ],
        "area": next((one for one in found.declared if one.name == "area"), None),
        "neighbours": [(word(FACTS, one.name), one) for one in found.declared if _neighbour(one)],
        "filled": sum(one.facility is not None for one in found.slots),
        "grids": grids,
        "may_change": bool(sight.may_change_area(actor, actor.community)),
        "may_read": bool(sight.may_read(actor)),
    }
    return render(request, "places/facts.html", context)


@area_keepers
@require_http_methods(["GET", "POST"])
@submit_once
def declare(request: HttpRequest) -> HttpResponseBase:
    """Somebody states a fact of the community, from a day on."""
    actor, on = actor_of(request), clock.today()
    community, asked = home(actor), request.GET.get("fact", "")
    stated = {one.name: one for one in facts.declared(community, on)}
    initial: dict[str, Any] = {"name": asked, "start": on.isoformat()}
    if asked in stated:
        initial |= {name: getattr(stated[asked], name) for name in ("value", "about", "unit", "source")}
    form = FactForm(request.POST or None, on=on, initial=initial)
    back = reverse("places:facts")
    if form.is_valid() and done(request, form, lambda: actions.declare_fact(
        actor=actor, area=community, at=clock.now(), **form.cleaned_data
    )):  # fmt: skip
        return said(request, _("Saved."), back)
    return form_page(request, form, title=_("State a fact"), save=_("Save"), cancel=back)


@area_keepers
@require_http_methods(["GET", "POST"])
@submit_once
def change(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A new name, code or parent from a day on. The community stays the same one."""
    if kind not in KINDS:
        raise NotFound("kind")
    actor, on = actor_of(request), clock.today()
    community = home(actor)
    place = areas.place(community, on)
    labels = {"name": _("New name"), "code": _("New code"), "parent": _("New subdistrict")}
    choices = None
    if kind == "parent":
        choices = [(str(one.id), f"{one.name} {one.code}") for one in areas.parent_choices(place.level, on)]
    form = ChangeForm(
        request.POST or None, on=on, label=labels[kind], choices=choices, initial={"start": on.isoformat()}
    )
    if kind != "code":
        del form.fields["source"]
    back = reverse("places:facts")
    if form.is_valid() and done(request, form, lambda: _change(actor, kind, community, form.cleaned_data)):
        return said(request, _("Saved."), back)
    titles = {
        "name": _("Rename {name}"),
        "code": _("Give {name} another code"),
        "parent": _("Another subdistrict for {name}"),
    }
    return form_page(request, form, title=titles[kind].format(name=place.name), save=_("Save"), cancel=back)


@area_keepers
@require_http_methods(["GET", "POST"])
@submit_once
def outline(request: HttpRequest) -> HttpResponseBase:
    """The outline of the community."""
    actor = actor_of(request)
    community = home(actor)
    form = OutlineForm(
        request.POST or None, initial={"outline": cells.outline_text(areas.outline_of(community))}
    )
    back = reverse("places:map")
    if request.method == "POST" and form.is_valid() and done(request, form, lambda: actions.outline_area(
        actor=actor, area=community, outline=form.cleaned_data["outline"], at=clock.now()
    )):  # fmt: skip
        return said(request, _("Saved."), back)
    return form_page(request, form, title=_("Outline of the community"), save=_("Save"), cancel=back)


def _change(actor: Actor, kind: str, area: int, held: dict[str, Any]) -> None:
    value, start, at = held["value"], held["start"], clock.now()
    if kind == "name":
        actions.rename_area(actor=actor, area=area, name=value, start=start, at=at)
    elif kind == "code":
        actions.recode_area(
            actor=actor, area=area, code=value.strip(), start=start, source=held["source"], at=at
        )
    else:
        actions.move_area(actor=actor, area=area, parent=int(value), start=start, at=at)


def _others(request: HttpRequest, actor: Actor, on: dt.date) -> HttpResponse:
    """What stands under the area of a subdistrict's user; public geography only."""
    area = actor.area
    title = areas.name_of(area, on) if area else _("About this community")
    found = areas.under(area, on) if area else []
    stated = facts.declared_of([one.id for one in found], "area", on)
    context = {"title": title, "places": [(one, stated.get(one.id)) for one in found], "area": area}
    return render(request, "places/area.html", context)


def _neighbour(one: Declared) -> bool:
    return one.name.startswith("neighbour_")
