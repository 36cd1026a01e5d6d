"""Registering a resident by hand, one after the other."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.text import without_controls
from linli.places import api as places

from .. import actions, queries
from ..forms import RegisterForm
from ..queries import PersonPage
from ..rules.people import PersonParts
from .common import actor_of, tried, whole

_PARTS = (
    "name", "number", "sex", "born", "ethnic", "phone", "education", "marital", "employment", "workplace", "hukou_place", "called",
)  # fmt: skip


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def register(request: HttpRequest) -> HttpResponse:
    """One form for a person, the residence and the household; 登记并继续下一个 keeps door and day.

    With ?person= somebody who lived here before comes back: only the new residence is asked.
    """
    actor, at = actor_of(request), clock.now()
    back = _coming_back(request, actor, at)
    form = RegisterForm(
        request.POST or None, on=clock.day_of(at), initial=_initial(request, at), known=back is not None
    )
    if request.method == "POST":
        done = tried(form, lambda values: _register(actor, at, values, back))
        if done:
            name = back.name if back else form.cleaned_data["name"]
            messages.success(request, _("{name} is registered.").format(name=name))
            if request.POST.get("next"):
                return redirect(reverse("residents:register") + _again(form.cleaned_data))
            return redirect("residents:person", done.person)
    context = {
        "title": _("Register a new resident"), "form": form, "back": back, "cancel_url": reverse("residents:people"),
        "told_url": reverse("residents:told"),
    }  # fmt: skip
    return render(request, "residents/register.html", context, status=422 if form.errors else 200)


def room_of(actor: Actor, text: str, field: str = "door") -> int:
    """The room a door text means. Raises Refused, naming the field, when none or several fit."""
    try:
        found = places.find_room(actor, text)
    except NotFound:
        found = None
    if found is None:
        if near := places.search_rooms(actor, text, 5):
            doors = str(say(", ")).join(one.door for one in near)
            raise Refused(say("Several doors fit: {doors}. Write the whole address.", doors=doors), field)
        raise Refused(
            say("There is no door “{text}”. Write it such as 3-2-501 or 3栋2单元501.", text=text[:40]), field
        )
    return found.id


def _coming_back(request: HttpRequest, actor: Actor, at: dt.datetime) -> PersonPage | None:
    """The person of ?person=, seen by the actor; their reading is noted."""
    key = whole(request.GET.get("person"))
    if key is None:
        return None
    page = queries.person.person_for(actor, key, on=clock.day_of(at))
    journal.read(actor, "person", [page.id], at=at, purpose="register")
    return page


def _register(actor: Actor, at: dt.datetime, values: dict[str, Any], back: PersonPage | None) -> Any:
    room = room_of(actor, values["door"])
    home = next(iter(queries.households.at_room(actor, room, on=values["start"])), None)
    relation = values.get("relation") or "99"
    head = relation == "02" or home is None
    person = PersonParts(**{part: values.get(part) or _none(part) for part in _PARTS})
    return actions.register(
        actor=actor, at=at, on=values["start"], person=person, known=back.id if back else None,
        room=room, kind=values["kind"], household=home.id if home and not (head and home.head_id) else None,
        relation=relation, head=head, tenancy=values.get("tenancy") or "unknown", born_here=bool(values.get("born_here")),
    )  # fmt: skip


def _none(part: str) -> Any:
    return None if part == "born" else ""


def _initial(request: HttpRequest, at: dt.datetime) -> dict[str, Any]:
    """What is known already: the door the worker stands at, the day, the kind of the one before."""
    return {
        "start": clock.day_of(at), "kind": request.GET.get("kind") or "inflow",
        "door": without_controls(request.GET.get("door", ""))[:100], "tenancy": "unknown",
    }  # fmt: skip


def _again(values: dict[str, Any]) -> str:
    return "?" + urlencode({"door": values["door"], "kind": values["kind"]})
