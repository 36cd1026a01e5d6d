"""记走访: one form in under a minute; nobody at home in one tap; what is found while a need is typed."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused
from linli.kernel.text import without_controls
from linli.places import api as places
from linli.residents import api as residents
from linli.ui.deeds import tried

from ..actions import visits as actions
from ..actions.visits import Recorded
from ..forms.visits import NEEDS, VisitForm
from ..queries import planning, routes, sheets
from ..rules import planning as reasons
from ..rules import visits as rules
from .common import actor_of, today, whole

_FOUND = 20


@accounts.needs("contact.record")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write one visit down; without a door the page asks for it first."""
    actor, (at, on) = actor_of(request), today()
    asked = request.POST if request.method == "POST" else request.GET
    room, household = whole(asked.get("room")), whole(asked.get("household"))
    person = whole(asked.get("person"))
    if request.method == "GET" and not (room or household or person or asked.get("loose")):
        return _which_door(request, actor, at, on)
    door = _door(actor, room, household, on)
    short = not rules.visits_in_full(actor)
    form = VisitForm(
        request.POST or None, request.FILES or None, on=on, categories=_categories(actor, on), short=short,
        initial=_initial(door, room, household, person, whole(asked.get("stop"))),
    )  # fmt: skip
    if request.method == "POST" and (
        done := tried(form, lambda values: _record(actor, at, on, form, values))
    ):
        return _done(request, actor, at, form, done)
    title = door["door"] if door else _("Write a visit down")
    return render(request, "contact/visit_new.html", {
        "title": title, "form": form, "door": door, "short": short, "cancel_url": _back(actor, form), "loose": not door,
        "needs": form.needs, "need_hint": _("Becomes an appeal, with its number and clock."),
    }, status=422 if form.errors else 200)  # fmt: skip


@accounts.needs("contact.record")
@require_POST
def absent(request: HttpRequest) -> HttpResponse:
    """Nobody at home: one tap at the door of a route."""
    actor, (at, _on) = actor_of(request), today()
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        raise NotFound("visit") from None
    stop = whole(request.POST.get("stop"))
    done = actions.record(
        actor=actor, at=at, key=key, way="door", result="absent", household=whole(request.POST.get("household")),
        room=whole(request.POST.get("room")), stop=stop,
    )  # fmt: skip
    if done.new:
        messages.success(request, _("Noted: nobody at home."))
    back = routes.route_of_stop(actor, stop) if stop else None
    return redirect(
        reverse("contact:route", args=[back]) + f"#stop-{stop}" if back else reverse("contact:visit", args=[done.id])
    )  # fmt: skip


@accounts.needs("contact.record")
@require_POST
def likely(request: HttpRequest) -> HttpResponse:
    """Appeals that may be the same as a need that is being typed."""
    actor, (at, _on) = actor_of(request), today()
    n = whole(request.GET.get("n")) or 0
    text = without_controls(request.POST.get(f"need{n}", ""))[:400].strip()
    chosen = whole(request.POST.get(f"same{n}"))
    found: list[dict[str, Any]] = []
    if n < NEEDS and (len(text) >= 4 or chosen):
        room = whole(request.POST.get("room"))
        for one in appeals.likely(
            actor, at=at, room=room, household=whole(request.POST.get("household")), text=text
        ):
            if "text" not in one.reasons and one.id != chosen and one.state == "closed":
                continue
            found.append({"one": one, "chosen": one.id == chosen, "fill": json.dumps({f"same{n}": one.id})})
    return render(
        request, "contact/likely.html", {"found": found, "chosen": chosen, "clear": json.dumps({f"same{n}": ""})}
    )  # fmt: skip


def _which_door(request: HttpRequest, actor: Actor, at: dt.datetime, on: dt.date) -> HttpResponse:
    text = without_controls(request.GET.get("q", ""))[:60].strip()
    if rules.visits_in_full(actor):
        found = (
            [(one.id, one.door, "") for one in places.search_rooms(actor, text, _FOUND, on)] if text else []
        )
    else:
        doors = residents.doors_for_captain(actor, on=on)
        found = [(one.room_id, one.door, "、".join(one.called)) for one in doors if text in one.door]
        journal.read(actor, "room", [one.room_id for one in doors], at=at, purpose="own building")
    own = routes.open_today(actor, on)
    return render(request, "contact/visit_door.html", {
        "title": _("Which door?"), "found": found, "q": text, "routes": own, "full": rules.visits_in_full(actor),
    })  # fmt: skip


def _door(actor: Actor, room: int | None, household: int | None, on: dt.date) -> dict[str, Any]:
    """What helps at the door: how to address, why one goes, what was promised, what to mind."""
    if household is None and room is not None:
        household = residents.household_of_room(actor, room, on=on)
    if household is None:
        return {"door": places.room(actor, room, on).door, "called": "", "reasons": []} if room else {}
    held = residents.house_doors(actor, [household], on=on).get(household)
    if held is None:
        if room is None:
            raise NotFound("household")
        return {"door": places.room(actor, room, on).door, "called": "", "reasons": []}
    found: dict[str, Any] = {
        "door": held.door, "called": residents.salutations(actor, [household], on=on).get(household, ""), "reasons": [],
        "household": household, "room": held.room,
    }  # fmt: skip
    if rules.visits_in_full(actor):
        due = planning.of_households(actor, on, [household])
        found["reasons"] = [reasons.words(code, one.facts) for one in due for code in one.needs]
        found["who"] = next((_WHO[code] for one in due for code in one.needs if code in _WHO), "resident")
        found["sheet"] = sheets.of_households(actor, [household]).get(household, {})
    return found


_WHO = {"alone": "aged", "new": "new"}


def _initial(
    door: dict[str, Any], room: int | None, household: int | None, person: int | None, stop: int | None
) -> dict[str, Any]:
    return {
        "key": uuid.uuid4(), "result": "met", "way": "door" if door else "office", "spoke": door.get("called", ""),
        "who": door.get("who", "resident"), "room": door.get("room", room), "household": door.get("household", household),
        "person": person, "stop": stop,
    }  # fmt: skip


def _record(actor: Actor, at: dt.datetime, on: dt.date, form: VisitForm, values: dict[str, Any]) -> Recorded:
    went = values.get("went")
    full = rules.visits_in_full(actor)
    absent = values["result"] == "absent"
    try:
        return actions.record(
            actor=actor, at=at, key=values["key"], way="door" if absent else values["way"], result=values["result"],
            household=values["household"], room=values["room"], person=values["person"], who=values.get("who") or "resident",
            spoke="" if absent else values["spoke"], said=values["said"], situation=values.get("situation", ""),
            measures=values.get("measures", ""), outcome=values.get("outcome", ""), return_on=values["return_on"],
            needs=form.heard(), helpers=form.companions() if full else (), stop=values["stop"],
            wrote_at=dt.datetime.combine(went, dt.time(12), clock.SHANGHAI) if went and went != on else None,
        )  # fmt: skip
    except Refused as refused:
        raise Refused(refused.reason, _field(refused.field)) from None


def _field(name: str | None) -> str | None:
    """The form's name of a field that an action names."""
    if name and name.startswith("needs-"):
        _needs, n, part = name.split("-", 2)
        return f"{'kind' if part == 'category' else 'need'}{n}"
    return name


def _done(
    request: HttpRequest, actor: Actor, at: dt.datetime, form: VisitForm, done: Recorded
) -> HttpResponse:
    photo = request.FILES.get("photo")
    if photo is not None and done.new:
        try:
            actions.picture(
                actor=actor, at=at, visit=done.id, content=photo.read(), name=photo.name or "photo"
            )
        except Refused as refused:
            messages.error(request, str(refused.reason))
    numbers = "、".join(number for _key, number in done.appeals)
    said = _("Written down. Became appeal {numbers}.").format(numbers=numbers) if numbers else _("Written down.")  # fmt: skip
    messages.success(request, said)
    stop = form.cleaned_data.get("stop")
    route = routes.route_of_stop(actor, stop) if stop else None
    if route:
        return redirect(reverse("contact:route", args=[route]) + f"#stop-{stop}")
    return redirect("contact:visit", done.id)


def _back(actor: Actor, form: VisitForm) -> str:
    stop = form["stop"].value()
    route = routes.route_of_stop(actor, int(stop)) if stop and str(stop).isdecimal() else None
    return reverse("contact:route", args=[route]) if route else reverse("project:home")


def _categories(actor: Actor, on: dt.date) -> list[tuple[str, str]]:
    return [(code, str(words)) for code, words in appeals.categories(actor.community or 0, on).choices()]
