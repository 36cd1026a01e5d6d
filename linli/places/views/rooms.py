"""A room: what is known of it, who may be found behind the door, correct, close."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.base import board, clock, slots
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.places.actions import rooms as actions
from linli.places.forms import EndForm, RoomForm
from linli.places.forms.words import OCCUPANCY, SCHEMES, TENURES, USES, word
from linli.places.queries import cells, rooms
from linli.places.rules import sight
from linli.ui import turns

from .gate import actor_of, done, form_page, home, keepers, readers, said, told, version_of


@readers
@require_GET
def room(request: HttpRequest, key: int) -> HttpResponse:
    """A room's page. Who lives here is answered by upper apps, to those who may know (slot `door`)."""
    actor, on = actor_of(request), clock.today()
    one = rooms.ref(actor, key, on)
    before, after = rooms.neighbours(actor, rooms.room(actor, key, on), on)
    lines = journal.lines_of(actor, "room", key, limit=50)
    context = {
        "title": one.door,
        "room": one,
        "use": word(USES, one.use),
        "occupancy": word(OCCUPANCY, one.occupancy),
        "tenure": word(TENURES, one.tenure),
        "cells": [
            (word(SCHEMES, scheme), stay.cell)
            for scheme, stay in cells.stays_of_units(home(actor), [one.unit_id])
            if stay.start <= on and (stay.end is None or stay.end > on)
        ],
        "behind": slots.door.gather(actor=actor, room=key, on=on),
        "story": [board.Entry(line.at, line.who, told("room", line.verb)) for line in lines],
        "turns": turns.Turns(
            reverse("places:building", args=[one.building_id]), *(_page(key) for key in (before, after))
        ),
        "may_edit": bool(sight.may_edit(actor)) and one.end is None,
        "may_reopen": bool(sight.may_edit(actor)) and one.end is not None,
    }
    return render(request, "places/room.html", context)


def _page(key: int | None) -> str:
    return reverse("places:room", args=[key]) if key is not None else ""


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponseBase:
    """Mend what is known of a room."""
    actor, on = actor_of(request), clock.today()
    one = rooms.ref(actor, key, on)
    initial = {name: getattr(one, name) for name in RoomForm.base_fields}
    form = RoomForm(request.POST or None, on=on, initial=initial)
    here = reverse("places:room", args=[key])
    if form.is_valid() and done(request, form, lambda: actions.correct_room(
        actor=actor, room=key, facts=form.facts(), version=version_of(request), at=clock.now()
    )):  # fmt: skip
        return said(request, _("Saved."), here)
    title = _("Correct {name}").format(name=one.door)
    return form_page(request, form, title=title, save=_("Save"), cancel=here, version=one.version)


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def close(request: HttpRequest, key: int) -> HttpResponseBase:
    """The room is there no longer."""
    actor, on = actor_of(request), clock.today()
    one = rooms.ref(actor, key, on)
    form = EndForm(request.POST or None, on=on, initial={"end": on.isoformat()})
    here = reverse("places:room", args=[key])
    if form.is_valid() and done(request, form, lambda: actions.close_room(
        actor=actor, room=key, end=form.cleaned_data["end"], version=version_of(request), at=clock.now()
    )):  # fmt: skip
        return said(request, _("Taken out of use."), here)
    return form_page(
        request, form, held=slots.occupied.gather(actor=actor, rooms=[key], name=one.door, on=on), title=_("Take {name} out of use").format(name=one.door), save=_("Take out of use"), cancel=here,
        version=one.version, danger=True, question=_("Take {name} out of use?").format(name=one.door),
    )  # fmt: skip


@keepers
@require_http_methods(["GET", "POST"])
@submit_once
def reopen(request: HttpRequest, key: int) -> HttpResponseBase:
    """The room is in use again."""
    actor, on = actor_of(request), clock.today()
    one = rooms.ref(actor, key, on)
    form = Form(request.POST or None)
    here = reverse("places:room", args=[key])
    if form.is_valid() and done(request, form, lambda: actions.reopen_room(
        actor=actor, room=key, version=version_of(request), at=clock.now()
    )):  # fmt: skip
        return said(request, _("In use again."), here)
    title = _("Reopen {name}").format(name=one.door)
    question = _("Take {name} into use again?").format(name=one.door)
    return form_page(
        request, form, title=title, save=_("Reopen"), cancel=here, version=one.version, question=question
    )
