"""A record's page, the call to who asked, and pictures of the matter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base import clock, slots
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import NotFound, Refused

from ..actions import intake
from ..queries import record
from ..queries.shapes import Record
from . import around, portrait, words
from .common import actor_of


@accounts.needs("appeals.read")
@require_GET
def appeal(request: HttpRequest, key: int) -> HttpResponse:
    """One appeal: how it stands, what can be done, what happened."""
    actor, at = actor_of(request), clock.now()
    one = record.record(actor, key, at)
    if one.reporter is not None and actor.community is not None:
        journal.read(actor, "appeal", [one.id], at=at, purpose="page")
    tint, sentence = portrait.state_of(one)
    context: dict[str, Any] = {
        "title": words.short(one.text, 60), "one": one, "tint": tint, "sentence": sentence, "entries": portrait.story(one, at),
        "deadlines": portrait.deadlines(one, at), "past": portrait.past_deadlines(one, at), "copy": portrait.three_lines(one, at),
        "category": words.category(actor, one.category, at), "turns": around.turns(request, one.id), "place_url": _place(one, actor),
        "may_read_register": bool(accounts.may(actor, "residents.read")),
        "behind": slots.behind.gather(actor=actor, subject="appeals.appeal", key=key, at=at),
        **portrait.facts(one, actor, at), **portrait.verbs_of(one, actor),
    }  # fmt: skip
    context["barred"] = portrait.barred(one, context["verbs"])
    return render(request, "appeals/record.html", context)


def _place(one: Record, actor: Any) -> str:
    if one.room and accounts.may(actor, "residents.read"):
        return reverse("places:room", args=[one.room])
    if one.building and accounts.may(actor, "places.read"):
        return reverse("places:building", args=[one.building])
    return ""


class Dialled(HttpResponseRedirect):
    """To the dial pad of whoever asked."""

    allowed_schemes = ["tel"]


@accounts.needs("appeals.read")
@require_GET
def call(request: HttpRequest, key: int) -> HttpResponse:
    """拨打: the number goes to the dial pad and the reading is noted."""
    actor, at = actor_of(request), clock.now()
    one = record.record(actor, key, at)
    if one.reporter is None or not one.reporter.phone:
        raise NotFound("phone")
    journal.read(actor, "appeal", [key], at=at, purpose="call", shown="phone")
    return Dialled(f"tel:{one.reporter.phone}")


@accounts.needs("appeals.handle")
@require_http_methods(["GET", "POST"])
@submit_once
def picture(request: HttpRequest, key: int) -> HttpResponseBase:
    """Add pictures, before the work or after it; pasted, dragged or taken with the phone."""
    actor, at = actor_of(request), clock.now()
    one = record.record(actor, key, at)
    faults: list[str] = []
    if request.method == "POST":
        files = request.FILES.getlist("pictures")
        faults = add_pictures(request, key, after=bool(request.POST.get("after")))
        if not files:
            faults = [_("Choose a picture.")]
        if not faults:
            messages.success(request, _("The picture is added."))
            target = reverse("appeals:appeal", args=[key])
            if request.headers.get("HX-Request"):
                return HttpResponse(status=204, headers={"HX-Redirect": target})
            return redirect(target)
    context = {"title": _("Add a picture"), "one": one, "number": one.number, "faults": faults}
    return render(request, "appeals/picture.html", context, status=422 if faults else 200)


def add_pictures(request: HttpRequest, key: int, *, after: bool = False) -> list[str]:
    """Keep the pictures that came with a form; why some were not kept, a sentence each."""
    actor, at, faults = actor_of(request), clock.now(), []
    for sent in request.FILES.getlist("pictures"):
        try:
            intake.picture(
                actor=actor, at=at, appeal=key, content=sent.read(), name=sent.name or "", after=after
            )
        except Refused as refused:
            faults.append(_("{name}: {why}").format(name=sent.name, why=refused))
    return faults
