"""A map of our own: outlines and building points as one picture, with the same things as a list beside it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.base import clock
from linli.places.forms.words import SCHEMES, word
from linli.places.queries import areas, buildings, cells
from linli.places.rules import sight
from linli.places.rules.maps import Outlined, Pointed, draw
from linli.ui.parts import Tab

from .gate import actor_of, home, readers


@readers
@require_GET
def drawn(request: HttpRequest) -> HttpResponse:
    """The community's outline, the cells of one scheme (?scheme=grid) and every building with a point."""
    actor, on = actor_of(request), clock.today()
    community = home(actor)
    asked = request.GET.get("scheme", "grid")
    scheme = asked if asked in SCHEMES else "grid"
    place = areas.place(community, on)
    shown = cells.cell_rows(community, on, scheme)
    standing = buildings.all_of(actor, on)
    outlined = [Outlined("area", place.name, areas.outline_of(community), reverse("places:facts"))]
    outlined += [
        Outlined("cell", one.name, one.outline, reverse("places:cell", args=[one.id])) for one in shown
    ]
    pointed = [
        Pointed(one.title, one.longitude, one.latitude, reverse("places:building", args=[one.id]))
        for one in standing
        if one.longitude is not None and one.latitude is not None
    ]
    context = {
        "title": _("Map"),
        "drawing": draw([one for one in outlined if one.outline], pointed),
        "tabs": [
            Tab(label, f"{reverse('places:map')}?scheme={code}", code == scheme)
            for code, label in SCHEMES.items()
        ],
        "scheme_name": word(SCHEMES, scheme),
        "cells": shown,
        "buildings": standing,
        "without_point": len(standing) - len(pointed),
        "may_change": bool(sight.may_change_area(actor, community)),
    }
    return render(request, "places/map.html", context)
