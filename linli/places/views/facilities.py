"""Facilities: the standard's places n/8, each filled or a gap, and whatever else is open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.base import clock
from linli.base.submit import submit_once
from linli.places.actions import facilities as actions
from linli.places.forms import EndForm, FacilityForm
from linli.places.queries import facilities
from linli.places.queries.shapes import Slot
from linli.places.rules import sight

from .gate import actor_of, done, everybody, form_page, home, keepers, said, version_of


@everybody
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every slot of the template with what fills it; facilities beside the template; closed ones."""
    actor, on = actor_of(request), clock.today()
    community = home(actor)
    slots = facilities.slots(community, on)
    name, basis = facilities.name_of_template(community, on)
    codes = {one.code for one in slots}
    context = {
        "title": _("Facilities"),
        "slots": slots,
        "filled": sum(one.facility is not None for one in slots),
        "unconfirmed": any(not one.confirmed for one in slots),
        "template_name": name,
        "legal_basis": basis,
        "others": [one for one in facilities.open_on(community, on) if one.slot not in codes],
        "closed": facilities.closed_before(community, on),
        "may_edit": bool(sight.may_edit(actor)),
    }
    return render(request, "places/facilities.html", context)


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def opened(request: HttpRequest) -> HttpResponseBase:
    """A facility opens, in a slot or beside them."""
    actor, on = actor_of(request), clock.today()
    slots = facilities.slots(home(actor), on)
    wanted = request.GET.get("slot", "")
    known = next((one for one in slots if one.code == wanted), None)
    initial = {
        "start": on.isoformat(),
        "slot": wanted,
        "name": known.name if known and known.confirmed else "",
    }
    form = FacilityForm(request.POST or None, on=on, slots=_choices(slots), initial=initial)
    back = reverse("places:facilities")
    if form.is_valid() and done(request, form, lambda: actions.open_facility(
        actor=actor, facts=form.facts(), start=form.cleaned_data["start"], at=clock.now()
    )):  # fmt: skip
        return said(request, _("Opened."), back)
    return form_page(request, form, title=_("Enter a facility"), save=_("Enter"), cancel=back)


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponseBase:
    """Mend what was entered of a facility."""
    actor, on = actor_of(request), clock.today()
    one = facilities.plain(facilities.facility(actor, key))
    initial = {name: getattr(one, name) for name in ("name", "slot", "place", "hours", "phone", "keeper")}
    initial |= {"services": "\n".join(one.services), "start": one.start.isoformat()}
    slots = facilities.slots(home(actor), one.start)
    form = FacilityForm(request.POST or None, on=on, slots=_choices(slots), initial=initial)
    form.fields["start"].disabled = True
    back = reverse("places:facilities")
    if form.is_valid() and done(request, form, lambda: actions.correct_facility(
        actor=actor, facility=key, facts=form.facts(), version=version_of(request), at=clock.now()
    )):  # fmt: skip
        return said(request, _("Saved."), back)
    title = _("Correct {name}").format(name=one.name)
    return form_page(request, form, title=title, save=_("Save"), cancel=back, version=one.version)


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def close(request: HttpRequest, key: int) -> HttpResponseBase:
    """The facility is open no longer; its slot is a gap again."""
    actor, on = actor_of(request), clock.today()
    one = facilities.plain(facilities.facility(actor, key))
    form = EndForm(request.POST or None, on=on, initial={"end": on.isoformat()})
    back = reverse("places:facilities")
    if form.is_valid() and done(request, form, lambda: actions.close_facility(
        actor=actor, facility=key, end=form.cleaned_data["end"], version=version_of(request), at=clock.now()
    )):  # fmt: skip
        return said(request, _("Taken out of use."), back)
    return form_page(
        request, form, title=_("Take {name} out of use").format(name=one.name), save=_("Take out of use"), cancel=back,
        version=one.version, danger=True, question=_("Take {name} out of use?").format(name=one.name),
    )  # fmt: skip


def _choices(slots: list[Slot]) -> list[tuple[str, str]]:
    mark = _("to be confirmed")
    return [(one.code, one.name if one.confirmed else f"{one.name}（{mark}）") for one in slots]
