"""Registering a resident by hand, one after the other."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor, NotFound, Refused, say
from linli.places import api as places

from .. import actions, queries
from ..forms import RegisterForm
from ..rules.people import PersonParts
from .common import actor_of, tried, whole

_PARTS = (
    "name", "number", "sex", "born", "ethnic", "phone", "education", "marital", "employment", "workplace", "hukou_place", "called",
)  # fmt: skip


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def register(request: HttpRequest) -> HttpResponse:
    """One form for a person, the residence and the household; 登记并继续下一个 keeps door and day."""
    actor, at = actor_of(request), clock.now()
    form = RegisterForm(request.POST or None, on=clock.day_of(at), initial=_initial(request, actor, at))
    if request.method == "POST":
        done = tried(form, lambda values: _register(actor, at, values))
        if done:
            messages.success(request, _("{name} is registered.").format(name=form.cleaned_data["name"]))
            if request.POST.get("next"):
                return redirect(reverse("residents:register") + _again(form.cleaned_data))
            return redirect("residents:person", done.person)
    cancel = reverse("residents:people")
    return render(request, "residents/register.html", {"title": _("Register a resident"), "form": form, "cancel_url": cancel},
                  status=422 if form.errors else 200)  # fmt: skip


def room_of(actor: Actor, text: str, field: str = "door") -> int:
    """The room a door text means. Raises Refused, naming the field, when none or several fit."""
    try:
        found = places.find_room(actor, text)
    except NotFound:
        found = None
    if found is None:
        raise Refused(
            say("There is no door “{text}”. Write it such as 3-2-501 or 3栋2单元501.", text=text[:40]), field
        )
    return found.id


def _register(actor: Actor, at: dt.datetime, values: dict[str, Any]) -> Any:
    room = room_of(actor, values["door"])
    home = next(iter(queries.households.at_room(actor, room, on=values["start"])), None)
    relation = values.get("relation") or "99"
    head = relation == "02" or home is None
    return actions.register(
        actor=actor, at=at, on=values["start"], person=PersonParts(**{part: values.get(part) or _none(part) for part in _PARTS}),
        room=room, kind=values["kind"], household=home.id if home and not (head and home.head_id) else None,
        relation=relation, head=head, tenancy=values.get("tenancy") or "unknown", born_here=bool(values.get("born_here")),
    )  # fmt: skip


def _none(part: str) -> Any:
    return None if part == "born" else ""


def _initial(request: HttpRequest, actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What is known already: the door the worker stands at, the day, a person who comes back."""
    known: dict[str, Any] = {"start": clock.day_of(at), "kind": request.GET.get("kind", "inflow"), "door": request.GET.get("door", "")[:100],
                             "tenancy": "unknown"}  # fmt: skip
    if key := whole(request.GET.get("person")):
        version, values = queries.person.form_of(actor, key, on=clock.day_of(at))
        known |= {part: value for part, value in values.items() if part in _PARTS and part != "number"}
    return known


def _again(values: dict[str, Any]) -> str:
    from urllib.parse import urlencode

    return "?" + urlencode({"door": values["door"], "kind": values["kind"]})
